package dev.tidings.delivery.notification;

import dev.tidings.delivery.directory.Tenancy;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One message on its way to one place: a line of the ledger. Immutable; each step returns the next version.
///
/// A step that [DeliveryState#canBecome] does not allow throws an [IllegalStateException].
///
/// @param person under which id the person is known: the directory's if it knows them, else the one the
///     caller gave;
///     null if the target is no person
/// @param reason why it is in this state, in a stable kebab-case word such as `not-installed`, or null
/// @param detail the same as a sentence that says what can be done about it, or null
/// @param attempts how many attempts have been recorded
/// @param dueAt the earliest time of the next attempt
public record Delivery(
        DeliveryId id,
        NotificationId notification,
        Tenancy tenancy,
        Target target,
        @Nullable String person,
        DeliveryState state,
        @Nullable String reason,
        @Nullable String detail,
        int attempts,
        Instant dueAt,
        @Nullable Sent sent,
        Instant createdAt,
        Instant updatedAt) {

    /// Where a message went: what update, recall and reactions need.
    ///
    /// @param activityId the message's id, or null if Teams told none
    public record Sent(String conversationId, @Nullable String activityId, String serviceUrl) {}

    /// A new delivery that waits for its first attempt.
    public static Delivery queued(DeliveryId id, Notification of, @Nullable String person) {
        Instant due = of.notBefore() == null ? of.createdAt() : of.notBefore();
        return new Delivery(
                id,
                of.id(),
                of.tenancy(),
                of.target(),
                person,
                DeliveryState.QUEUED,
                null,
                null,
                0,
                due,
                null,
                of.createdAt(),
                of.createdAt());
    }

    /// An attempt begins.
    public Delivery begun(Instant now) {
        return become(DeliveryState.IN_FLIGHT, null, null, attempts + 1, dueAt, sent, now);
    }

    /// Teams took it.
    public Delivery delivered(Sent where, Instant now) {
        return become(DeliveryState.DELIVERED, null, null, attempts, dueAt, where, now);
    }

    /// It is tried again, not before `due`.
    public Delivery deferred(String reason, String detail, Instant due, Instant now) {
        return become(DeliveryState.DEFERRED, reason, detail, attempts, due, sent, now);
    }

    /// It ends, or halts, in a state that needs explaining: refused, uncertain, expired, cancelled or opted
    /// out.
    public Delivery ended(DeliveryState as, String reason, String detail, Instant now) {
        return become(as, reason, detail, attempts, dueAt, sent, now);
    }

    /// A person wants it tried again.
    public Delivery requeued(Instant now) {
        return become(DeliveryState.QUEUED, null, null, attempts, now, sent, now);
    }

    private Delivery become(
            DeliveryState next,
            @Nullable String why,
            @Nullable String explained,
            int tried,
            Instant due,
            @Nullable Sent where,
            Instant now) {
        if (!state.canBecome(next)) {
            throw new IllegalStateException(
                    "delivery " + id.value() + " is " + state.word() + " and cannot become " + next.word());
        }
        return new Delivery(
                id, notification, tenancy, target, person, next, why, explained, tried, due, where, createdAt, now);
    }
}
