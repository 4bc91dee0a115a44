package dev.tidings.delivery.store;

import dev.tidings.delivery.notification.Wish;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is known about whether a recipient wants to be spoken to now.
///
/// @param heardAt when the person last did anything with the bot, or null if that is not known
/// @param busyUntil until when the bot has called the conversation busy, or null if it has not
/// @param mandatory whether the topic has to arrive
/// @param received what the person got lately
/// @param wish what the person wants of the topic, as far as they do not want nothing
public record Attention(
        @Nullable Instant heardAt, @Nullable Instant busyUntil, boolean mandatory, Received received, Wish wish) {
    /// Nothing is known.
    public static final Attention UNKNOWN = new Attention(null, null, false, Received.NOTHING);

    /// Of somebody who wants each message by itself.
    public Attention(@Nullable Instant heardAt, @Nullable Instant busyUntil, boolean mandatory, Received received) {
        this(heardAt, busyUntil, mandatory, received, Wish.ALL);
    }
}
