package dev.tidings.delivery.lane;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/// A Teams that takes fewer requests than anybody was told, and to which the way is blocked for a
/// moment now and then:
/// what was held up on the way then arrives at once.
final class BunchedArrivals implements Teams {
    private static final long SECOND = 1_000_000_000L;
    private static final long EVERY = 20 * SECOND;
    private static final long BLOCKED = 300_000_000L;
    private static final long BACK = 50_000_000L;

    private final int limit;
    private final ArrayDeque<Long> latest = new ArrayDeque<>();
    private final List<Long> taken = new ArrayList<>();
    private final List<Long> refused = new ArrayList<>();
    private long now;

    BunchedArrivals(int limit) {
        this.limit = limit;
    }

    /// Runs a broadcast against it.
    void run(Simulation simulation, Duration time) {
        for (long end = 0; end < time.toNanos(); end += BLOCKED / 30) {
            now = end;
            simulation.runUntil(end);
        }
    }

    @Override
    public long there() {
        long into = now % EVERY;
        return into < BLOCKED ? BLOCKED - into : 0;
    }

    @Override
    public long back() {
        return BACK;
    }

    @Override
    public Answer answer(Simulation.Arrival arrival) {
        while (!latest.isEmpty() && latest.getFirst() <= arrival.now() - SECOND) {
            latest.removeFirst();
        }
        if (latest.size() >= limit) {
            refused.add(arrival.now());
            return new Answer.TooMany(Duration.ofSeconds(1));
        }
        latest.addLast(arrival.now());
        taken.add(arrival.now());
        return new Answer.Taken();
    }

    int refused() {
        return refused.size();
    }

    /// The longest time from a refusal until nine tenths of the limit were taken in a second again.
    Duration longestUntilNearlyFull() {
        long longest = 0;
        for (long at : refused) {
            longest = Math.max(longest, nearlyFullAfter(at) - at);
        }
        return Duration.ofNanos(longest);
    }

    private long nearlyFullAfter(long at) {
        int enough = limit * 9 / 10;
        for (int index = 0; index + enough <= taken.size(); index++) {
            if (taken.get(index) >= at && taken.get(index + enough - 1) - taken.get(index) < SECOND) {
                return taken.get(index);
            }
        }
        return taken.getLast();
    }
}
