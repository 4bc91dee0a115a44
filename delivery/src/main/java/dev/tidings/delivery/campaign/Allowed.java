package dev.tidings.delivery.campaign;

import dev.tidings.delivery.campaign.NotPossibleException.Problem;
import dev.tidings.delivery.fact.CampaignId;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.notification.DeliveryState;
import dev.tidings.delivery.notification.NotificationStatus;
import java.time.Instant;

/// What may be ordered as things stand.
final class Allowed {
    private Allowed() {}

    /// @throws NotPossibleException if nothing is left to do
    static void requireOpen(Standing standing) {
        boolean open = Statuses.open(standing.status())
                || standing.errands().stream().anyMatch(errand -> Statuses.open(errand.status()));
        if (!open) {
            throw over(standing.status());
        }
    }

    private static NotPossibleException over(NotificationStatus status) {
        return switch (status) {
            case CANCELLED ->
                new NotPossibleException(
                        Problem.CANCELLED,
                        "The notification is cancelled, and that cannot be taken back. Send a new one.");
            case EXPIRED ->
                new NotPossibleException(
                        Problem.EXPIRED, "The notification has expired; nothing of it is left to do. Send a new one.");
            case ACCEPTED, PLANNING, RUNNING, PAUSED, COMPLETED ->
                new NotPossibleException(
                        Problem.OVER, "Every delivery of the notification has an outcome; nothing is left to do.");
        };
    }

    /// @throws NotPossibleException if nothing is on its way any more and nothing has arrived
    static void requireDelivered(Standing standing) {
        boolean some = standing.counts().containsKey(DeliveryState.DELIVERED)
                || Statuses.open(standing.status())
                || standing.progress().open() > 0;
        if (!some) {
            throw new NotPossibleException(
                    Problem.NOTHING_DELIVERED, "Nothing of the notification was delivered, so there is nothing to do.");
        }
    }

    /// Whether a recall is on its way, or has deleted everything.
    static boolean recalled(Standing standing) {
        return standing.errands().stream()
                .filter(errand -> errand.kind() == Segment.Errand.RECALL)
                .anyMatch(errand -> Statuses.open(errand.status())
                        || (errand.status() == NotificationStatus.COMPLETED
                                && errand.progress().counts().keySet().stream()
                                        .allMatch(DeliveryState.DELIVERED::equals)));
    }

    /// @throws NotPossibleException if a recall has begun
    static void requireNotRecalled(Standing standing) {
        boolean recalled = standing.errands().stream()
                .anyMatch(errand ->
                        errand.kind() == Segment.Errand.RECALL && errand.status() != NotificationStatus.CANCELLED);
        if (recalled) {
            throw new NotPossibleException(
                    Problem.RECALLED, "The notification was recalled: its messages are deleted. Send a new one.");
        }
    }

    /// @throws NotPossibleException if there is no number left for a further one
    static void requireNotTooOften(Standing standing) {
        if (standing.errands().size() >= CampaignId.MAX_ORDERS) {
            throw new NotPossibleException(
                    Problem.TOO_OFTEN,
                    "A notification can be edited and recalled " + CampaignId.MAX_ORDERS + " times. Send a new one.");
        }
    }

    /// @throws NotPossibleException if what is queued again would not be sent
    static void requireSendable(Standing standing, Instant now) {
        requireNotRecalled(standing);
        if (standing.notification().status() == NotificationStatus.CANCELLED) {
            throw over(NotificationStatus.CANCELLED);
        }
        if (standing.notification().expired(now)) {
            throw over(NotificationStatus.EXPIRED);
        }
    }
}
