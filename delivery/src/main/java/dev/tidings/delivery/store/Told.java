package dev.tidings.delivery.store;

import dev.tidings.delivery.directory.Tenancy;
import java.time.Instant;

/// Something that happened on a node, as others are told of it.
///
/// @param number counts up on each node; 0 as long as it is not told
/// @param kind what kind of thing happened
/// @param body the rest, as JSON
public record Told(long number, Tenancy tenancy, String kind, String body, Instant at) {

    /// Leaves out what people may have written.
    @Override
    public String toString() {
        return "Told[" + number + ", " + kind + "]";
    }
}
