package dev.tidings.delivery.lane;

import java.util.Comparator;
import java.util.TreeSet;

/// What is to be looked at again, and when; earliest first. Times are plain numbers of any one clock.
final class Timers {
    /// No time at all.
    static final long NEVER = Long.MAX_VALUE;

    private final TreeSet<Timer> pending =
            new TreeSet<>(Comparator.comparingLong(Timer::at).thenComparingLong(Timer::order));
    private long made;

    /// Something that can be due at one time.
    static final class Timer {
        private final long order;
        private final Runnable what;
        private long at = NEVER;

        private Timer(long order, Runnable what) {
            this.order = order;
            this.what = what;
        }

        private long at() {
            return at;
        }

        private long order() {
            return order;
        }
    }

    Timer timer(Runnable what) {
        return new Timer(made++, what);
    }

    /// Makes the timer due at a time, unless it is due earlier.
    void by(Timer timer, long at) {
        if (at < timer.at) {
            cancel(timer);
            timer.at = at;
            pending.add(timer);
        }
    }

    void cancel(Timer timer) {
        if (timer.at != NEVER) {
            pending.remove(timer);
            timer.at = NEVER;
        }
    }

    /// Does what is due.
    void run(long now) {
        while (next() <= now) {
            Timer due = pending.removeFirst();
            due.at = NEVER;
            due.what.run();
        }
    }

    /// When something is due next, or [#NEVER].
    long next() {
        return pending.isEmpty() ? NEVER : pending.first().at;
    }
}
