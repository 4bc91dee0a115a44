package dev.tidings.delivery.intake;

import java.util.List;

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
    private final transient List<Bad> bad;

    /// Somebody in a list because of whom it is not accepted.
    ///
    /// @param place counts from 0
    public record Bad(int place, String why) {}

    /// @param message says what to do
    public NotAcceptedException(Problem problem, String field, String message) {
        this(problem, field, message, List.of());
    }

    /// @param message says what to do
    /// @param bad the first of those because of whom a list is not accepted
    NotAcceptedException(Problem problem, String field, String message, List<Bad> bad) {
        super(message);
        this.problem = problem;
        this.field = field;
        this.bad = List.copyOf(bad);
    }

    /// Those in a list because of whom it is not accepted, if they are the reason: the first ones.
    public List<Bad> bad() {
        return bad;
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
