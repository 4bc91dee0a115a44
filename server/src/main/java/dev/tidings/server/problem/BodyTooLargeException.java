package dev.tidings.server.problem;

import java.io.IOException;

/// A body went on after the limit.
public final class BodyTooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    private final ProblemException refusal;

    /// @param refusal what is answered
    public BodyTooLargeException(ProblemException refusal) {
        super(refusal.getMessage(), refusal);
        this.refusal = refusal;
    }

    /// What is answered.
    public ProblemException refusal() {
        return refusal;
    }
}
