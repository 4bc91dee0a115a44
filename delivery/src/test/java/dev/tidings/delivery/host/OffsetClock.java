package dev.tidings.delivery.host;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// The real time plus what a test has let pass.
final class OffsetClock implements InstantSource {
    private volatile Duration offset = Duration.ZERO;

    @Override
    public Instant instant() {
        return InstantSource.system().instant().plus(offset);
    }

    /// The same on a clock that only goes forward.
    long nanos() {
        return System.nanoTime() + offset.toNanos();
    }

    synchronized void pass(Duration time) {
        offset = offset.plus(time);
    }
}
