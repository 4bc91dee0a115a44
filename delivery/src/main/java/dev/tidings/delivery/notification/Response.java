package dev.tidings.delivery.notification;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a person did with a message.
///
/// @param person the bot's own id of the person
/// @param kind what they did
/// @param value which reaction, such as `like`, or which button: what its sender calls it; null if that
/// is not known
/// @param at when, or for reading at the latest when
public record Response(String person, Kind kind, @Nullable String value, Instant at) {

    /// The kinds of things that people do with messages.
    public enum Kind {
        REACTED,
        CLICKED,
        READ;

        /// The stable word, such as `reacted`.
        public String word() {
            return Words.of(this);
        }
    }
}
