package dev.tidings.delivery.store;

import dev.tidings.delivery.notification.Notification;

/// What became of a notification that was to be accepted.
public sealed interface Acceptance {

    /// It is durable.
    record Accepted(Notification notification) implements Acceptance {}

    /// The same was accepted before under the same idempotency key.
    record Repeated(Notification first) implements Acceptance {}

    /// Something else was accepted before under the same idempotency key.
    record Conflict() implements Acceptance {}
}
