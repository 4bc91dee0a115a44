package dev.tidings.delivery.intake;

import dev.tidings.delivery.notification.Notification;
import java.util.List;

/// A notification that is durable.
///
/// @param repeated whether it was accepted before under the same idempotency key
/// @param warnings sentences about what was accepted all the same
public record Accepted(Notification notification, boolean repeated, List<String> warnings) {}
