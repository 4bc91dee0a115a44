package dev.tidings.delivery.audience;

/// Somebody cannot be reached, for a reason that is no failure of a call.
public final class UnreachableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// Why.
    public enum Cause {
        /// The directory of the organisation has nobody of this id or name.
        UNKNOWN,
        /// The person is a guest, for whom the app is not installed.
        GUEST,
        /// The person has removed the app, which was seen.
        REMOVED,
        /// The organisation's catalog does not have the app.
        NOT_IN_CATALOG,
        /// The app was installed just now, and its chat is not there yet.
        NOT_THERE_YET
    }

    private final Cause cause;

    UnreachableException(Cause cause) {
        super(cause.name());
        this.cause = cause;
    }

    /// Why.
    public Cause reason() {
        return cause;
    }
}
