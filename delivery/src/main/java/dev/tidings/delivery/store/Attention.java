package dev.tidings.delivery.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is known about whether a recipient wants to be spoken to now.
///
/// @param heardAt when the person last did anything with the bot, or null if that is not known
/// @param busyUntil until when the bot has called the conversation busy, or null if it has not
/// @param mandatory whether the topic has to arrive
/// @param received what the person got lately
/// @param inDigests whether the person wants the topic in digests
public record Attention(
        @Nullable Instant heardAt,
        @Nullable Instant busyUntil,
        boolean mandatory,
        Received received,
        boolean inDigests) {
    /// Nothing is known.
    public static final Attention UNKNOWN = new Attention(null, null, false, Received.NOTHING);

    /// Of somebody who wants no digests.
    public Attention(@Nullable Instant heardAt, @Nullable Instant busyUntil, boolean mandatory, Received received) {
        this(heardAt, busyUntil, mandatory, received, false);
    }
}
