package dev.tidings.delivery.inbound;

import dev.tidings.delivery.store.RecordedActivity;
import dev.tidings.teams.activity.Activity;
import org.jspecify.annotations.Nullable;

/// An activity that is durable.
///
/// @param heard what it says, if that is still in memory
record Arrived(RecordedActivity recorded, @Nullable Activity heard) {
    /// What it says.
    ///
    /// @throws dev.tidings.teams.activity.MalformedActivityException if it cannot be read
    Activity activity() {
        return heard == null ? Activity.read(recorded.body()) : heard;
    }

    long sequence() {
        return recorded.sequence();
    }
}
