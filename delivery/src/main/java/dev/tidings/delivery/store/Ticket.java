package dev.tidings.delivery.store;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.notification.NotificationId;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An answer that the bot owes to somebody who wrote.
///
/// @param conversation where the answer goes; in a channel with its thread
/// @param replyTo the message that is answered
/// @param dueAt from when on the person is told that it takes longer, or null for never
/// @param said the notifications by which the bot has said what it had to
public record Ticket(
        String id,
        Tenancy tenancy,
        String conversation,
        String replyTo,
        State state,
        Instant createdAt,
        @Nullable Instant dueAt,
        @Nullable Instant answeredAt,
        Map<Part, NotificationId> said) {

    /// How a ticket stands.
    public enum State {
        /// The answer is still owed.
        OPEN,
        /// The answer is still owed, and the person was told that it takes longer.
        OVERDUE,
        /// Somebody has given the answer.
        ANSWERED;

        /// The word in the API, such as `open`.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// What the bot says because of a ticket.
    public enum Part {
        /// That the answer takes a while.
        WAIT,
        /// That it takes longer than promised.
        LATE,
        /// The answer.
        ANSWER
    }

    /// Keeps its own copy.
    public Ticket {
        said = Map.copyOf(said);
    }
}
