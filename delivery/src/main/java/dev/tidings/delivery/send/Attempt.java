package dev.tidings.delivery.send;

import dev.tidings.delivery.notification.Delivery;
import dev.tidings.delivery.notification.DeliveryState;
import dev.tidings.delivery.notification.Notification;
import dev.tidings.delivery.store.DueDelivery;
import dev.tidings.delivery.store.NotificationStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// One attempt to deliver: keeps the ledger's line up to date with what is done. Not thread-safe.
public final class Attempt {
    private final Notification notification;
    private final Pace pace;
    private final NotificationStore ledger;
    private final InstantSource clock;
    private Delivery delivery;
    private boolean begun;

    public Attempt(DueDelivery due, Pace pace, NotificationStore ledger, InstantSource clock) {
        this.delivery = due.delivery();
        this.notification = due.notification();
        this.pace = pace;
        this.ledger = ledger;
        this.clock = clock;
    }

    /// The latest version of the ledger's line.
    Delivery delivery() {
        return delivery;
    }

    Notification notification() {
        return notification;
    }

    /// Whether the message was handed over, or was about to be.
    public boolean begun() {
        return begun;
    }

    Instant now() {
        return clock.instant();
    }

    boolean expired() {
        return notification.expired(clock.instant());
    }

    /// Waits for the right to send and records, durably, that the message is being sent.
    ///
    /// @return false if the delivery is not to be sent any more
    boolean begin() throws InterruptedException {
        pace.reserve();
        if (begun) {
            return true;
        }
        if (expired()) {
            return false;
        }
        List<Delivery> recorded = ledger.begin(List.of(delivery.id()), clock.instant());
        recorded.forEach(version -> delivery = version);
        begun = !recorded.isEmpty();
        return begun;
    }

    /// Records what became of it, durably.
    ///
    /// @return false if somebody else changed the delivery first
    public boolean end(Outcome outcome) {
        Instant now = clock.instant();
        return switch (outcome) {
            case Outcome.Delivered(Delivery.Sent where) -> move(delivery.delivered(where, now));
            case Outcome.Refused(Reason reason, String sentence) ->
                move(delivery.ended(DeliveryState.REFUSED, reason.word(), sentence, now));
            case Outcome.Deferred(Reason reason, Instant until) ->
                move(delivery.deferred(reason.word(), reason.sentence(), notAfterExpiry(until), now));
            case Outcome.Uncertain(Reason reason) ->
                move(delivery.ended(DeliveryState.UNCERTAIN, reason.word(), reason.sentence(), now));
            case Outcome.Expired() ->
                move(delivery.ended(DeliveryState.EXPIRED, Reason.EXPIRED.word(), Reason.EXPIRED.sentence(), now));
            case Outcome.Overtaken() -> false;
        };
    }

    /// So that it is looked at again when it expires.
    private Instant notAfterExpiry(Instant until) {
        Instant expiry = notification.expiresAt();
        return expiry != null && expiry.isBefore(until) ? expiry : until;
    }

    private boolean move(Delivery next) {
        return ledger.move(delivery, next);
    }
}
