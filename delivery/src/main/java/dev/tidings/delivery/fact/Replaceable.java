package dev.tidings.delivery.fact;

import dev.tidings.delivery.notification.Delivery;
import dev.tidings.delivery.notification.NotificationId;

/// The latest message of an update key in a conversation: the next one of the key replaces it.
///
/// @param by the notification that sent it
public record Replaceable(NotificationId by, Delivery.Sent sent) {}
