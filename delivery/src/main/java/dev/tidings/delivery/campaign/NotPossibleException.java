package dev.tidings.delivery.campaign;

/// Something was ordered that the state of things does not allow; nothing was changed. The message says
/// why, and what can be done.
public final class NotPossibleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// What is in the way, for programs.
    public enum Problem {
        /// Everything of it has ended: there is nothing to pause, resume or cancel.
        OVER,
        /// It was cancelled, which cannot be taken back.
        CANCELLED,
        /// Its time has run out.
        EXPIRED,
        /// Its messages were deleted, so they cannot be edited.
        RECALLED,
        /// Nothing of it can have been delivered.
        NOTHING_DELIVERED,
        /// It was edited and recalled as often as can be.
        TOO_OFTEN,
        /// The delivery is not uncertain.
        NOT_UNCERTAIN,
        /// Deliveries in this state are not sent again.
        NOT_RETRYABLE
    }

    private final Problem problem;

    NotPossibleException(Problem problem, String message) {
        super(message);
        this.problem = problem;
    }

    /// What is in the way.
    public Problem problem() {
        return problem;
    }
}
