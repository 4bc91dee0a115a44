package dev.tidings.delivery.lane;

import java.util.Arrays;

/// The latest departures of a lane, to tell how many of them Teams took.
final class Departed {
    private static final int MOST = 1024;
    private static final long GONE = Long.MIN_VALUE;

    private final long[] times;
    private int next;

    Departed(int requests) {
        times = new long[Math.clamp(requests, 1, MOST)];
        Arrays.fill(times, GONE);
    }

    void add(long now) {
        times[next] = now;
        next = (next + 1) % times.length;
    }

    /// The request that left at a time was not taken.
    void refused(long departed) {
        for (int index = 0; index < times.length; index++) {
            if (times[index] == departed) {
                times[index] = GONE;
                return;
            }
        }
    }

    /// How many left after one time and before another and were not refused.
    int between(long after, long before) {
        int count = 0;
        for (long time : times) {
            if (time > after && time < before) {
                count++;
            }
        }
        return count;
    }
}
