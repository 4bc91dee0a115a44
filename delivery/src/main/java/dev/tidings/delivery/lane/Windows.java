package dev.tidings.delivery.lane;

import dev.tidings.delivery.lane.Limits.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The windows that limit requests to one conversation, all at once, and how much must be remembered
/// for them.
///
/// A request that stayed alone for the second longest window is forgotten: it cannot matter for the
/// shorter windows, and of such requests the longest window can hold only as many as fit into it at
/// that distance. So many fewer are permitted in the longest window of those that are remembered, if
/// that costs it little; otherwise nothing is forgotten early.
final class Windows {
    /// A process that starts waits these windows out.
    static final Duration WAITED_OUT = Duration.ofSeconds(5);
    /// The part of the longest window that may be given up for forgetting.
    private static final int AFFORDABLE = 10;

    private final int[] most;
    private final long[] length;
    private final boolean[] waitedOut;
    private final long alone;
    private final long longest;

    Windows(List<Window> limits) {
        List<Window> sorted = new ArrayList<>(limits);
        sorted.sort(Comparator.comparing(Window::length));
        int count = sorted.size();
        most = new int[count];
        length = new long[count];
        waitedOut = new boolean[count];
        for (int index = 0; index < count; index++) {
            Window window = sorted.get(index);
            most[index] = window.requests();
            length[index] = window.length().toNanos();
            waitedOut[index] = window.length().compareTo(WAITED_OUT) <= 0;
        }
        longest = count == 0 ? 0 : length[count - 1];
        alone = forgetAfter();
    }

    private long forgetAfter() {
        int last = most.length - 1;
        if (last < 1) {
            return longest;
        }
        long forgotten = Math.ceilDiv(longest, length[last - 1]);
        if (forgotten * AFFORDABLE > most[last]) {
            return longest;
        }
        most[last] -= (int) forgotten;
        return length[last - 1];
    }

    /// Whether nothing is limited.
    boolean none() {
        return most.length == 0;
    }

    /// After so long a request that stayed alone is forgotten.
    long alone() {
        return alone;
    }

    /// After so long every request is forgotten.
    long longest() {
        return longest;
    }

    /// When one more request may leave, as far as those remembered say.
    ///
    /// @param unknownUntil until when one more must be reckoned with: an earlier process sent it and,
    ///     since it stayed alone, did not remember it
    long freeAt(RequestLog log, long now, long unknownUntil) {
        long free = Long.MIN_VALUE;
        for (int index = 0; index < most.length; index++) {
            boolean fewer = now < unknownUntil && !waitedOut[index] && length[index] <= alone;
            int permitted = fewer ? most[index] - 1 : most[index];
            if (permitted < 1) {
                free = Math.max(free, unknownUntil);
            } else if (log.size() >= permitted) {
                free = Math.max(free, log.newest(permitted) + length[index] + Slots.MARGIN);
            }
        }
        return free;
    }
}
