package dev.tidings.faketeams;

import dev.tidings.faketeams.wire.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/// Two clocks that stand still until they are moved.
final class ManualTime {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private final AtomicLong nanos = new AtomicLong();

    Time time() {
        return new Time(() -> START.plusNanos(nanos.get()), nanos::get);
    }

    void advance(Duration by) {
        nanos.addAndGet(by.toNanos());
    }
}
