package dev.tidings.delivery.lane;

import dev.tidings.delivery.lane.Limits.Window;
import java.util.PriorityQueue;

/// Keeps requests to a number in any stretch of time, counted where they arrive.
///
/// Spacing departures is not enough, since latency bunches arrivals. Here a request holds its slot
/// until one window after the latest moment at which it can have arrived; so of the requests that share
/// a slot no two arrive within one window, and there are only so many slots.
final class Slots {
    /// Added to each window, for the rounding of clocks on the way.
    static final long MARGIN = 5_000_000;
    /// From so many requests on nothing is counted: the limit is lifted.
    static final int LIFTED = 100_000;

    private final PriorityQueue<Long> returning = new PriorityQueue<>();
    private int permitted;
    private long window;
    private int held;

    Slots(Window limit) {
        limit(limit);
    }

    void limit(Window limit) {
        permitted = limit.requests();
        window = limit.length().toNanos();
    }

    /// Permits fewer than the limit, as long as that has to be.
    void permit(int requests) {
        permitted = requests;
    }

    private boolean lifted() {
        return permitted >= LIFTED;
    }

    /// When a slot is free: now, at a later time, or [Timers#NEVER] as long as no request is answered.
    long freeAt(long now) {
        release(now);
        if (lifted() || held < permitted) {
            return now;
        }
        Long next = returning.peek();
        return next == null ? Timers.NEVER : next;
    }

    private void release(long now) {
        Long next = returning.peek();
        while (next != null && next <= now) {
            returning.poll();
            held--;
            next = returning.peek();
        }
    }

    void take() {
        held++;
    }

    /// No request left on the slot.
    void unused() {
        held--;
    }

    /// The request arrived no later than at a time.
    void arrivedBy(long latest) {
        if (lifted()) {
            held--;
        } else {
            returning.add(latest + window + MARGIN);
        }
    }

    /// How many slots are taken, of those permitted.
    double used(long now) {
        release(now);
        return lifted() ? 0 : Math.min(1, (double) held / permitted);
    }

    /// Whether nothing is remembered.
    boolean idle(long now) {
        release(now);
        return held == 0;
    }
}
