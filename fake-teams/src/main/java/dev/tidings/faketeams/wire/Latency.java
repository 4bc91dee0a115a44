package dev.tidings.faketeams.wire;

import java.time.Duration;
import java.util.Random;

/// How long an answer takes on the simulated way: a base, give or take a jitter, seeded.
public final class Latency {
    private final Random random;
    private Duration base;
    private Duration jitter;

    /// A latency, and the seed of its jitter.
    public Latency(Duration base, Duration jitter, long seed) {
        this.base = base;
        this.jitter = jitter;
        this.random = new Random(seed);
    }

    /// Another latency from now on.
    public void change(Duration newBase, Duration newJitter) {
        base = newBase;
        jitter = newJitter;
    }

    /// How late answers are.
    public Duration base() {
        return base;
    }

    /// By how much more or less.
    public Duration jitter() {
        return jitter;
    }

    /// How late the next answer is.
    public Duration next() {
        if (jitter.isZero()) {
            return base;
        }
        long spread = Math.round((random.nextDouble() * 2 - 1) * jitter.toNanos());
        return Duration.ofNanos(Math.max(0, base.toNanos() + spread));
    }
}
