package dev.tidings.delivery.store;

import dev.tidings.delivery.notification.Delivery;
import dev.tidings.delivery.notification.DeliveryId;
import dev.tidings.delivery.notification.Response;
import java.util.List;
import java.util.Map;

/// What people did with the messages that they got: reactions, pressed buttons and, where people let
/// that be told, reading. What arrives teaches it.
///
/// Thread-safe; blocks.
@FunctionalInterface
public interface ResponseStore {

    /// What people did with the messages of these deliveries of one tenancy, the earliest first;
    /// nothing for most.
    Map<DeliveryId, List<Response>> to(List<Delivery> deliveries);
}
