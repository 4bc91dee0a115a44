package dev.tidings.delivery.store;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.notification.Delivery;
import dev.tidings.delivery.notification.DeliveryId;
import dev.tidings.delivery.notification.DeliveryState;
import dev.tidings.delivery.notification.Notification;
import dev.tidings.delivery.notification.NotificationId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The notifications and the ledger of their deliveries.
///
/// Thread-safe; blocks, so callers are on virtual threads. Writing returns when it is durable. Every method
/// throws
/// [StoreUnavailableException] while the database is away.
///
/// A sender's loop: [#due] shows what there is to do, [#begin] records the attempts it is about to make,
/// [#move]
/// records each outcome. After a start, [#inFlight] has what a crash left behind.
public interface NotificationStore {
    /// How long an idempotency key is honoured at least.
    Duration IDEMPOTENCY_KEPT = Duration.ofDays(2);

    /// Makes a notification and its deliveries durable, in one transaction.
    ///
    /// @param claim the caller's idempotency key, or null if it gave none
    Acceptance accept(Notification notification, List<Delivery> deliveries, @Nullable IdempotencyClaim claim);

    /// What was accepted before under an idempotency key, as [#accept] would answer it; empty if nothing was.
    Optional<Acceptance> earlier(IdempotencyClaim claim, Instant now);

    /// The notification with an id, if it is within reach.
    Optional<Notification> find(NotificationId id, Reach reach);

    /// One line of the ledger.
    Optional<Delivery> delivery(Tenancy tenancy, NotificationId notification, DeliveryId id);

    /// How many deliveries of a notification are in each state; states without any are left out.
    Map<DeliveryState, Long> counts(Tenancy tenancy, NotificationId id);

    /// The ledger of a notification, in the order of ids.
    Page<Delivery> deliveries(Tenancy tenancy, NotificationId id, DeliveryFilter filter, PageRequest page);

    /// What was to go to a person, the latest first.
    ///
    /// @param personIds all the ids under which the person may have been addressed
    Page<Delivery> deliveriesTo(Tenancy tenancy, Collection<String> personIds, PageRequest page);

    /// What may be attempted now: queued or deferred, due, the most urgent first, then by due time.
    ///
    /// Changes nothing, so it shows the same again until [#begin] or [#move] changes it.
    List<DueDelivery> due(Instant now, int limit);

    /// When the next delivery falls due that is not due yet; empty if none waits.
    Optional<Instant> nextDue(Instant now);

    /// Records that attempts begin, all in one transaction, before any of the calls is made.
    ///
    /// @return those that begin: what is not due any more, cancelled for instance, is left out
    List<Delivery> begin(Collection<DeliveryId> ids, Instant now);

    /// Records the next version of a delivery, made by one of [Delivery]'s steps, if it still is as it was
    /// before.
    ///
    /// Completes the notification in the same transaction when this was its last open delivery, and reopens
    /// it when
    /// a delivery is queued again.
    ///
    /// @return false if somebody else changed it first; nothing is recorded then
    boolean move(Delivery before, Delivery after);

    /// The attempts without an outcome. Right after a start they are what a crash interrupted.
    List<DueDelivery> inFlight(int limit);
}
