package dev.tidings.delivery.lane;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The time of day as if nobody had ever set the clock. Requests are kept under it: otherwise a clock that is set
/// forward would make them look as if they no longer counted after the next start.
///
/// It takes a difference between the two clocks for a clock that was set. So a machine that slept remembers
/// requests for longer than it would have to. What happens while no process looks is not noticed.
final class SteadyTime {
    /// What is less may be a clock that is being trimmed.
    private static final long NOTICED = Duration.ofSeconds(1).toMillis();
    private static final long NANOS = Duration.ofMillis(1).toNanos();

    private long ahead;
    private long since;
    private long sinceMillis;

    SteadyTime(Instant wall) {
        this.sinceMillis = wall.toEpochMilli();
    }

    /// Looks at both clocks.
    ///
    /// @param now nanoseconds since this was made, by a clock that only goes forward
    /// @return whether the wall clock was set since the last look
    boolean set(long now, Instant wall) {
        long millis = wall.toEpochMilli();
        long by = millis - sinceMillis - (now - since) / NANOS;
        if (Math.abs(by) < NOTICED) {
            return false;
        }
        ahead += by;
        since = now;
        sinceMillis = millis;
        return true;
    }

    long millis(Instant wall) {
        return wall.toEpochMilli() - ahead;
    }

    byte[] bytes() {
        return Long.toString(ahead).getBytes(StandardCharsets.US_ASCII);
    }

    /// What an earlier process had noticed; null if it had noticed nothing.
    void restore(byte @Nullable [] noticed) {
        ahead += noticed == null ? 0 : Long.parseLong(new String(noticed, StandardCharsets.US_ASCII));
    }
}
