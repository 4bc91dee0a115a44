package dev.tidings.delivery.fact;

import dev.tidings.delivery.notification.DeliveryState;
import java.util.List;

/// How many deliveries ended how.
public record Tally(List<Count> counts) {

    /// Keeps its own copy.
    public Tally {
        counts = List.copyOf(counts);
    }

    /// One state and reason.
    ///
    /// @param reason empty if there is none
    public record Count(DeliveryState state, String reason, long number) {}
}
