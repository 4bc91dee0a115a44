package dev.tidings.faketeams.wire;

import java.time.Duration;
import java.util.Random;

/// How long an answer takes on the simulated way: a base, give or take a jitter, seeded.
public final class Latency {
    private final Random random;
    private Duration base;
    private Duration jitter;

    public Latency(Duration base, Duration jitter, long seed) {
        this.base = base;
        this.jitter = jitter;
        this.random = new Random(seed);
    }

    public void change(Duration newBase, Duration newJitter) {
        base = newBase;
        jitter = newJitter;
    }

    public Duration base() {
        return base;
    }

    public Duration jitter() {
        return jitter;
    }

    public Duration next() {
        if (jitter.isZero()) {
            return base;
        }
        long spread = Math.round((random.nextDouble() * 2 - 1) * jitter.toNanos());
        return Duration.ofNanos(Math.max(0, base.toNanos() + spread));
    }
}
