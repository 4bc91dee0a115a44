package dev.tidings.delivery.send;

import dev.tidings.delivery.fact.ItemId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/// How long to wait after a failed attempt: up to twice as long after each one, at random, bounded.
///
/// Being throttled is no failure and is not counted here. Counts are kept in memory for the latest
/// deliveries only: one
/// that is forgotten begins with short waits again. Thread-safe.
final class Setbacks {
    private static final Duration FIRST = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final int KEPT = 100_000;
    private static final int MAX_DOUBLINGS = 16;

    private final RandomGenerator random;
    private final Map<ItemId, Integer> counts = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ItemId, Integer> eldest) {
            return size() > KEPT;
        }
    };

    Setbacks(RandomGenerator random) {
        this.random = random;
    }

    /// Counts one more failure and says how long to wait.
    synchronized Duration next(ItemId id) {
        int before = counts.merge(id, 1, Integer::sum) - 1;
        long bound = Math.min(LONGEST.toMillis(), FIRST.toMillis() << Math.min(before, MAX_DOUBLINGS));
        return Duration.ofMillis(random.nextLong(SHORTEST.toMillis(), bound + 1));
    }

    /// The delivery has ended.
    synchronized void forget(ItemId id) {
        counts.remove(id);
    }
}
