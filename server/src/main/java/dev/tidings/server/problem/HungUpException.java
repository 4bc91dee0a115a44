package dev.tidings.server.problem;

import java.io.IOException;

/// Whoever was being answered has hung up, as readers of a stream do sooner or later.
public final class HungUpException extends IOException {
    private static final long serialVersionUID = 1L;

    public HungUpException() {
        super("the reader has hung up");
    }
}
