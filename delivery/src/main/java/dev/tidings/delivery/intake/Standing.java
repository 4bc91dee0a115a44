package dev.tidings.delivery.intake;

import dev.tidings.delivery.notification.DeliveryState;
import dev.tidings.delivery.notification.Notification;
import dev.tidings.delivery.notification.NotificationStatus;
import java.util.Map;
import java.util.Set;

/// How a notification stands: its deliveries per state, and what follows from them.
///
/// @param counts how many deliveries are in each state; states without any are left out
public record Standing(Notification notification, Map<DeliveryState, Long> counts) {

    public Standing {
        counts = Map.copyOf(counts);
    }

    /// The status that the deliveries amount to; what somebody ordered comes first.
    public NotificationStatus status() {
        return switch (notification.status()) {
            case PLANNING, PAUSED, CANCELLED -> notification.status();
            case ACCEPTED, RUNNING, COMPLETED, EXPIRED -> fromCounts();
        };
    }

    private NotificationStatus fromCounts() {
        Set<DeliveryState> states = counts.keySet();
        if (states.stream().anyMatch(DeliveryState::open)) {
            return states.equals(Set.of(DeliveryState.QUEUED))
                    ? NotificationStatus.ACCEPTED
                    : NotificationStatus.RUNNING;
        }
        if (states.equals(Set.of(DeliveryState.EXPIRED))) {
            return NotificationStatus.EXPIRED;
        }
        return states.equals(Set.of(DeliveryState.CANCELLED))
                ? NotificationStatus.CANCELLED
                : NotificationStatus.COMPLETED;
    }
}
