package dev.tidings.delivery.store;

import dev.tidings.delivery.notification.DeliveryState;
import org.jspecify.annotations.Nullable;

/// Which lines of the ledger are wanted.
///
/// @param state only those in this state, or null for all
/// @param reason only those with this reason, or null for all
public record DeliveryFilter(
        @Nullable DeliveryState state, @Nullable String reason) {
    /// All of them.
    public static final DeliveryFilter ALL = new DeliveryFilter(null, null);
}
