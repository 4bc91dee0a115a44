package dev.tidings.delivery.lane;

import dev.tidings.delivery.lane.Limits.Window;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Counts arrivals in sliding windows, and knows nothing of how they came about.
final class WindowReferee {
    private final List<Window> windows;
    private final Map<Object, Track> tracks = new HashMap<>();
    private int excesses;
    private int most;

    private static final class Track {
        private final Deque<Long> arrivals = new ArrayDeque<>();
    }

    WindowReferee(List<Window> windows) {
        this.windows = windows;
    }

    WindowReferee(Window window) {
        this(List.of(window));
    }

    /// Counts an arrival.
    ///
    /// @return whether it is within the limits
    boolean arrives(Object scope, long now) {
        Track track = tracks.computeIfAbsent(scope, _ -> new Track());
        boolean within = true;
        track.arrivals.addLast(now);
        long longest = 0;
        for (Window window : windows) {
            long length = window.length().toNanos();
            longest = Math.max(longest, length);
            int count = 0;
            for (var each = track.arrivals.descendingIterator(); each.hasNext() && each.next() > now - length; ) {
                count++;
            }
            most = windows.size() == 1 ? Math.max(most, count) : most;
            within &= count <= window.requests();
        }
        while (track.arrivals.getFirst() <= now - longest) {
            track.arrivals.removeFirst();
        }
        excesses += within ? 0 : 1;
        return within;
    }

    /// How many arrivals were over a limit.
    int excesses() {
        return excesses;
    }

    /// The most that the window has held.
    int most() {
        return most;
    }
}
