package dev.tidings.server.problem;

import java.io.IOException;

/// A body went on after the limit.
public final class BodyTooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    public BodyTooLargeException(int limit) {
        super("the body is larger than " + limit + " bytes");
    }
}
