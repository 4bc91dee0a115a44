package dev.tidings.delivery.intake;

import dev.tidings.delivery.fact.CampaignId;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.lane.Order;
import dev.tidings.delivery.notification.Delivery;
import dev.tidings.delivery.notification.DeliveryState;
import dev.tidings.delivery.notification.Notification;
import dev.tidings.delivery.notification.NotificationId;
import java.util.List;

/// The engine, as the front desk sees it. Everything is durable before the engine is told.
///
/// Thread-safe. What blocks is called on virtual threads.
public interface Sending {

    /// A segment of work is durable.
    void accepted(Segment segment);

    /// An order about a campaign is durable.
    void ordered(CampaignId campaign, Order order);

    /// A notification has another message from now on, durably: what is sent later says that.
    void edited(NotificationId id);

    /// Queues deliveries of a notification again that were refused, cancelled or are uncertain; returns when that is
    /// durable.
    ///
    /// @return how many were in a state that allows it
    int requeue(Notification notification, List<Delivery> deliveries);

    /// Ends an uncertain delivery in a state that a person has found out; returns when that is durable.
    ///
    /// @return false if it was not uncertain
    boolean settle(Notification notification, Delivery delivery, DeliveryState as);

    /// How many deliveries of a campaign ended per second lately.
    double rate(CampaignId campaign);
}
