package dev.tidings.server.engine;

import org.jspecify.annotations.Nullable;

/// What an examination has found about one thing.
///
/// @param subject what was looked at, such as `database`
/// @param todo what to do about it, or null if nothing has to be done
public record Finding(
        Health health,
        String subject,
        String says,
        @Nullable String todo) {

    /// How it is.
    public enum Health {
        /// As it should be.
        GOOD,
        /// Something does not work without it, and it may be meant so.
        LACKING,
        /// Nothing works with it.
        BROKEN
    }

    static Finding good(String subject, String says) {
        return new Finding(Health.GOOD, subject, says, null);
    }

    static Finding lacking(String subject, String says, String todo) {
        return new Finding(Health.LACKING, subject, says, todo);
    }

    static Finding broken(String subject, String says, String todo) {
        return new Finding(Health.BROKEN, subject, says, todo);
    }
}
