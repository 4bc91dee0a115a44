package dev.tidings.faketeams.wire;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/// The two clocks: the wall for stamps and expiry, a monotonic count of nanoseconds for windows.
public record Time(InstantSource wall, LongSupplier nanos) {
    /// The machine's own clocks.
    public static Time system() {
        return new Time(InstantSource.system(), System::nanoTime);
    }

    /// The time of day.
    public Instant now() {
        return wall.instant();
    }

    /// Nanoseconds since some moment, which never go back.
    public long tick() {
        return nanos.getAsLong();
    }
}
