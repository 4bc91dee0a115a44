package dev.tidings.delivery.bot;

import dev.tidings.delivery.directory.Tenancy;
import java.time.Duration;
import java.util.function.Supplier;

/// Lets requests leave that serve no delivery, each as soon as no delivery can use the right to it.
/// Thread-safe; blocks.
public interface SpareRights {

    /// Asks Teams about a place. Each request that is made meanwhile waits for a right of its own; one whose
    /// thread is interrupted while it waits fails as one that did not leave.
    ///
    /// @param place the team or chat that is asked about, as limits count it
    <T> T ask(Tenancy lane, String place, Supplier<T> question);

    /// Teams asked to wait with further requests about a place.
    void throttled(Tenancy lane, String place, Duration retryAfter);
}
