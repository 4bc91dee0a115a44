package dev.tidings.delivery.lane;

import org.jspecify.annotations.Nullable;

/// When a lane may make its next request: budget, spacing, what Teams was seen to take, and how long it
/// asked to wait.
final class Pace {
    /// From this part of its budget on a lane is throttled as a whole.
    private static final double NEARLY_FULL = 0.8;
    private static final long SECOND = 1_000_000_000L;

    private final Slots requests;
    private final Slots creates;
    private final GraphPace graph;
    private final Spacing spacing = new Spacing();
    private final RoundTrips trips = new RoundTrips();
    private final LearnedLimit learned;
    private Departed departed;
    private Limits limits;
    private long window;
    private long closedUntil;
    private @Nullable String throttled;
    private long throttledAt;

    Pace(Limits limits, long closedUntil) {
        this.limits = limits;
        this.closedUntil = closedUntil;
        this.requests = new Slots(limits.lane());
        this.creates = new Slots(limits.creates());
        this.graph = new GraphPace(limits, closedUntil);
        this.learned = new LearnedLimit(limits.lane().requests());
        this.departed = new Departed(limits.lane().requests());
        limit(limits);
    }

    void limit(Limits changed) {
        limits = changed;
        window = changed.lane().length().toNanos();
        requests.limit(changed.lane());
        creates.limit(changed.creates());
        graph.limit(changed);
        learned.configure(changed.lane().requests());
        departed = new Departed(changed.lane().requests());
        permit();
    }

    private void permit() {
        requests.permit(learned.permitted());
        spacing.rate(learned.permitted(), window);
    }

    /// When a request may leave: now, later, or [Timers#NEVER] as long as no request is answered.
    long freeAt(Request kind, long now) {
        if (kind == Request.GRAPH) {
            return graph.freeAt(now);
        }
        if (now >= closedUntil && learned.raise(now)) {
            permit();
        }
        long free = Math.max(closedUntil, Math.max(spacing.freeAt(), requests.freeAt(now)));
        return Math.max(now, kind == Request.CREATE ? Math.max(free, creates.freeAt(now)) : free);
    }

    void take(Request kind, long now) {
        if (kind == Request.GRAPH) {
            graph.take();
            return;
        }
        requests.take();
        spacing.departs(now);
        departed.add(now);
        if (kind == Request.CREATE) {
            creates.take();
        }
    }

    void unused(Request kind, long departedAt) {
        if (kind == Request.GRAPH) {
            graph.unused();
            return;
        }
        requests.unused();
        spacing.unused();
        departed.refused(departedAt);
        if (kind == Request.CREATE) {
            creates.unused();
        }
    }

    /// The request has been answered.
    ///
    /// @return the latest time at which it can have arrived
    long answered(Request kind, long sent, long answered, long now) {
        if (kind == Request.GRAPH) {
            return graph.answered(sent, answered, now);
        }
        trips.add(answered - sent, now);
        return arrivedBy(kind, Math.max(sent, answered - trips.smallest(now)));
    }

    /// The request was cut off.
    ///
    /// @return the latest time at which it can have arrived
    long cut(Request kind, long at) {
        return arrivedBy(kind, at);
    }

    /// The request was given up: it may still arrive.
    ///
    /// @return the latest time at which it can arrive
    long unanswered(Request kind, long sent) {
        return arrivedBy(kind, sent + limits.requestTimeout().toNanos());
    }

    private long arrivedBy(Request kind, long latest) {
        if (kind == Request.GRAPH) {
            return graph.arrivedBy(latest);
        }
        requests.arrivedBy(latest);
        if (kind == Request.CREATE) {
            creates.arrivedBy(latest);
        }
        return latest;
    }

    /// Teams asked to wait: obeyed by the lane if the lane itself is the likely cause.
    void throttled(String conversation, long departedAt, long retryAfter, long now) {
        departed.refused(departedAt);
        boolean full = requests.used(now) >= NEARLY_FULL;
        boolean second = throttled != null && !throttled.equals(conversation) && now - throttledAt < SECOND;
        boolean begins = now >= closedUntil;
        throttled = conversation;
        throttledAt = now;
        if (full || second) {
            closedUntil = Math.max(closedUntil, now + retryAfter);
        }
        if (full && begins) {
            learned.refused(departed.between(departedAt - window, departedAt), closedUntil);
            permit();
        }
    }

    /// Microsoft Graph asked to wait.
    void graphThrottled(long until) {
        graph.throttled(until);
    }

    /// A delivery was under way for so long.
    void underWay(long nanos) {
        trips.underWay(nanos);
    }

    /// How many deliveries must be under way at once so that none of the rate is lost.
    int berths() {
        double needed = 1.5 * trips.usual() * learned.permitted() / window;
        return (int) Math.clamp(Math.ceil(needed), limits.inFlightPerLane(), limits.mostInFlightPerLane());
    }

    double used(long now) {
        return requests.used(now);
    }

    long closedUntil() {
        return closedUntil;
    }

    /// Whether no request counts any more.
    boolean rests(long now) {
        return requests.idle(now) && creates.idle(now) && graph.idle(now);
    }

    /// Whether nothing is remembered that a new beginning would not know.
    boolean idle(long now) {
        return rests(now) && learned.worthForgetting(now) && now >= closedUntil;
    }
}
