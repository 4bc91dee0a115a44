package dev.tidings.delivery.notification;

import java.util.Optional;

/// The id of a delivery: a time-ordered UUID as text, so that ids sort as they were made.
public record DeliveryId(String value) {

    /// Checks that the text is a UUID in lower case.
    public DeliveryId {
        if (!TimeOrderedIds.isUuid(value)) {
            throw new IllegalArgumentException("not the id of a delivery: it must be a UUID in lower case");
        }
    }

    /// The id that a text from outside means; empty if it cannot be one.
    public static Optional<DeliveryId> ofText(String text) {
        return TimeOrderedIds.isUuid(text) ? Optional.of(new DeliveryId(text)) : Optional.empty();
    }
}
