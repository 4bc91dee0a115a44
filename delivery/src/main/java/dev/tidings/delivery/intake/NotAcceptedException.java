package dev.tidings.delivery.intake;

/// A request that cannot be accepted as it is; nothing was kept. The message says what to do.
public final class NotAcceptedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// What kind of problem it is, for programs.
    public enum Problem {
        UNKNOWN_BOT,
        UNKNOWN_TARGET,
        BAD_TARGET,
        /// The audience is empty, or larger than can be named in one request.
        BAD_AUDIENCE,
        BAD_TOPIC,
        BAD_KEY,
        TENANT_NEEDED,
        MESSAGE_TOO_BIG,
        BAD_TIME,
        /// The message cannot be said to everybody as it is.
        NOT_SAYABLE,
        /// A file has lines that cannot be used.
        BAD_FILE,
        /// It cannot be sent again and again like that.
        BAD_SCHEDULE,
        /// Something else has this name already.
        NAME_TAKEN,
        /// The idempotency key was used for something else.
        KEY_REUSED
    }

    private final Problem problem;
    private final String field;

    /// @param message says what to do
    public NotAcceptedException(Problem problem, String field, String message) {
        super(message);
        this.problem = problem;
        this.field = field;
    }

    /// What kind of problem it is.
    public Problem problem() {
        return problem;
    }

    /// The field at fault, such as `expiresAt`.
    public String field() {
        return field;
    }
}
