package dev.tidings.delivery.notification;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// Where one delivery stands. Which state may follow which is said here and nowhere else.
public enum DeliveryState {
    /// Waits for its first attempt.
    QUEUED,
    /// Waits for a further attempt, not before its due time.
    DEFERRED,
    /// An attempt is recorded, its outcome is not: after a crash nobody knows what became of it.
    IN_FLIGHT,
    /// Teams took it.
    DELIVERED,
    /// Teams, or Tidings itself, said no; the reason says why.
    REFUSED,
    /// It may or may not have arrived, and the notification wants it held.
    UNCERTAIN,
    /// Its time ran out first.
    EXPIRED,
    /// Somebody stopped it.
    CANCELLED,
    /// The person asked not to get it.
    OPTED_OUT,
    /// It arrived as a part of a digest.
    DIGESTED;

    private static final Set<DeliveryState> FROM_WAITING =
            EnumSet.of(DEFERRED, IN_FLIGHT, REFUSED, EXPIRED, CANCELLED, OPTED_OUT, DIGESTED);
    private static final Set<DeliveryState> FROM_IN_FLIGHT =
            EnumSet.of(DEFERRED, DELIVERED, REFUSED, UNCERTAIN, EXPIRED, CANCELLED);
    private static final Set<DeliveryState> FROM_UNCERTAIN = EnumSet.of(QUEUED, DELIVERED);
    private static final Set<DeliveryState> FROM_REFUSED = EnumSet.of(QUEUED);

    /// Whether a delivery in this state may go over to the next one.
    public boolean canBecome(DeliveryState next) {
        return switch (this) {
            case QUEUED, DEFERRED -> FROM_WAITING.contains(next);
            case IN_FLIGHT -> FROM_IN_FLIGHT.contains(next);
            case UNCERTAIN -> FROM_UNCERTAIN.contains(next);
            case REFUSED -> FROM_REFUSED.contains(next);
            case DELIVERED, EXPIRED, CANCELLED, OPTED_OUT, DIGESTED -> false;
        };
    }

    /// Whether there is still something to do: the notification is not complete before.
    public boolean open() {
        return this == QUEUED || this == DEFERRED || this == IN_FLIGHT;
    }

    /// The word in the API, such as `in-flight`.
    public String word() {
        return Words.of(this);
    }

    /// The state that a word means; empty for any other word.
    public static Optional<DeliveryState> ofWord(String word) {
        return Words.find(DeliveryState.class, word);
    }
}
