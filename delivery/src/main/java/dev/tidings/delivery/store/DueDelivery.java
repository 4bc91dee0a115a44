package dev.tidings.delivery.store;

import dev.tidings.delivery.notification.Delivery;
import dev.tidings.delivery.notification.Notification;

/// A delivery to be attempted, with the notification it belongs to.
public record DueDelivery(Delivery delivery, Notification notification) {}
