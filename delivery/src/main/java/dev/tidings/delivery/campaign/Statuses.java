package dev.tidings.delivery.campaign;

import dev.tidings.delivery.fact.Tally;
import dev.tidings.delivery.notification.DeliveryState;
import dev.tidings.delivery.notification.NotificationStatus;
import java.util.Set;
import java.util.stream.Collectors;

/// What orders, planning and deliveries amount to; what somebody ordered comes first.
final class Statuses {
    private static final Set<NotificationStatus> MOVING =
            Set.of(NotificationStatus.ACCEPTED, NotificationStatus.PLANNING, NotificationStatus.RUNNING);

    private Statuses() {}

    /// @param ordered paused or cancelled if somebody ordered that; anything else says nothing
    static NotificationStatus of(NotificationStatus ordered, boolean planning, Tally tally) {
        boolean open = planning || Progress.open(tally) > 0;
        return switch (ordered) {
            case CANCELLED -> NotificationStatus.CANCELLED;
            case PAUSED -> open ? NotificationStatus.PAUSED : ended(states(tally));
            case ACCEPTED, PLANNING, RUNNING, COMPLETED, EXPIRED -> {
                if (planning) {
                    yield NotificationStatus.PLANNING;
                }
                yield open ? going(states(tally)) : ended(states(tally));
            }
        };
    }

    /// Whether there is something to pause.
    static boolean moving(NotificationStatus status) {
        return MOVING.contains(status);
    }

    /// Whether there is something to cancel.
    static boolean open(NotificationStatus status) {
        return moving(status) || status == NotificationStatus.PAUSED;
    }

    private static NotificationStatus going(Set<DeliveryState> states) {
        return states.equals(Set.of(DeliveryState.QUEUED)) ? NotificationStatus.ACCEPTED : NotificationStatus.RUNNING;
    }

    private static NotificationStatus ended(Set<DeliveryState> states) {
        if (states.equals(Set.of(DeliveryState.EXPIRED))) {
            return NotificationStatus.EXPIRED;
        }
        return states.equals(Set.of(DeliveryState.CANCELLED))
                ? NotificationStatus.CANCELLED
                : NotificationStatus.COMPLETED;
    }

    private static Set<DeliveryState> states(Tally tally) {
        return tally.counts().stream().map(Tally.Count::state).collect(Collectors.toSet());
    }
}
