package dev.tidings.faketeams.referee;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All windows of one scope and one kind of call: they share the same times.
final class Gauge {
    /// A ring holds at least this many times over the limit, so that an excess is measured and not only
    /// noticed.
    private static final int ROOM = 16;

    private static final int AT_LEAST = 1 << 16;
    private static final int SWEEP_FROM = 4096;

    private final Scope scope;
    private final Counted counted;
    private final List<WindowCount> windows;
    private final long longest;
    private final int bound;
    private final Map<String, Track> tracks = new HashMap<>();
    private int sweepAt = SWEEP_FROM;

    Gauge(Scope scope, Counted counted, List<WindowCount> windows) {
        this.scope = scope;
        this.counted = counted;
        this.windows = windows;
        this.longest = windows.stream().mapToLong(WindowCount::nanos).max().orElseThrow();
        int largest = windows.stream().mapToInt(w -> w.limit().most()).max().orElseThrow();
        this.bound = scope == Scope.BOT_AND_TENANT ? AT_LEAST : largest * ROOM;
    }

    List<WindowCount> windows() {
        return windows;
    }

    /// The track this arrival counts under, or null when this gauge does not count it.
    @Nullable
    Track trackOf(Arrival arrival, long now) {
        String key = arrival.isCountedBy(counted) ? arrival.keyFor(scope) : null;
        if (key == null) {
            return null;
        }
        if (tracks.size() >= sweepAt) {
            sweep(now);
        }
        return tracks.computeIfAbsent(key, fresh -> new Track(bound));
    }

    /// How long the caller has to wait until every window has room, 0 when it need not.
    long waitFor(Track track, long now) {
        return windows.stream()
                .mapToLong(window -> window.waitFor(track.admitted(), now))
                .max()
                .orElse(0);
    }

    /// Counts the arrival in every window and reports each one that is now over its limit.
    void count(Track track, Arrival arrival, Moment moment, boolean letThrough, ExcessLog excesses) {
        track.add(moment.tick(), moment.tick() - longest, letThrough);
        for (WindowCount window : windows) {
            window.count(track.arrived(), arrival, moment, letThrough, excesses);
        }
    }

    static final Comparator<Gauge> ORDER =
            Comparator.comparing((Gauge g) -> g.scope).thenComparing(g -> g.counted);

    private void sweep(long now) {
        tracks.values().removeIf(track -> track.idleSince(now - longest));
        sweepAt = Math.max(SWEEP_FROM, tracks.size() * 2);
    }
}
