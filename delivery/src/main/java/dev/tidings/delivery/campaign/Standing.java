package dev.tidings.delivery.campaign;

import dev.tidings.delivery.fact.CampaignId;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.notification.DeliveryState;
import dev.tidings.delivery.notification.Notification;
import dev.tidings.delivery.notification.NotificationStatus;
import java.util.List;
import java.util.Map;

/// How a notification stands: its deliveries per state, and what follows from them.
///
/// @param status what somebody ordered, or what the deliveries amount to
/// @param errands its edits and recalls, the earliest first
public record Standing(Notification notification, NotificationStatus status, Progress progress, List<Errand> errands) {

    /// Keeps its own copy.
    public Standing {
        errands = List.copyOf(errands);
    }

    /// How many deliveries are in each state; states without any are left out.
    public Map<DeliveryState, Long> counts() {
        return progress.counts();
    }

    /// How an edit or recall stands. A delivery of it that is delivered is a message that was edited or
    /// deleted.
    ///
    /// @param kind what is done to what was delivered
    /// @param status planning, accepted, running, completed, paused or cancelled
    public record Errand(CampaignId campaign, Segment.Errand kind, NotificationStatus status, Progress progress) {}
}
