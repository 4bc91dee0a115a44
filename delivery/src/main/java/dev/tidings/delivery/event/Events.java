package dev.tidings.delivery.event;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.store.Reach;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Tells whoever listens what happens, within what they may see.
///
/// The latest events are kept in memory, in a ring: listeners read it at their own pace, so a slow one
/// misses events, and is told so, but holds nobody up. Nothing is kept over a restart. Thread-safe.
public final class Events {
    /// How many events are kept.
    public static final int KEPT = 16_384;

    /// How many events a listener takes at once.
    private static final int TOGETHER = 256;
    /// Leaves room for so many events a millisecond, that ids grow over a restart.
    private static final int PER_MILLISECOND_BITS = 20;

    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition told = lock.newCondition();
    private final @Nullable Event[] ring;
    private final long first;
    private long next;
    private volatile BiConsumer<Tenancy, Happening> also = (tenancy, happening) -> {};

    public Events(InstantSource clock) {
        this(clock, KEPT);
    }

    Events(InstantSource clock, int kept) {
        this.clock = clock;
        this.ring = new Event[kept];
        this.first = clock.millis() << PER_MILLISECOND_BITS;
        this.next = first;
    }

    /// Has somebody else told, from now on, what happens here.
    public void tellAlso(BiConsumer<Tenancy, Happening> other) {
        also = other;
    }

    /// Tells that something has happened; never waits for those who listen.
    public void publish(Tenancy tenancy, Happening happening) {
        repeat(tenancy, happening);
        also.accept(tenancy, happening);
    }

    /// Tells what has happened elsewhere, as it was told there.
    public void repeat(Tenancy tenancy, Happening happening) {
        lock.lock();
        try {
            ring[slot(next)] = new Event(next, clock.instant(), tenancy, happening);
            next++;
            told.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Begins to listen.
    ///
    /// @param after the id of the last event that was heard, or null to hear what happens from now on
    public Listening listen(Reach reach, @Nullable Long after) {
        lock.lock();
        try {
            return new Listening(reach, after == null ? next : after + 1);
        } finally {
            lock.unlock();
        }
    }

    private int slot(long id) {
        return (int) (id % ring.length);
    }

    private long oldest() {
        return Math.max(first, next - ring.length);
    }

    /// Somebody who listens, at their own pace. Holds nothing that must be closed; for one thread.
    public final class Listening {
        private final Reach reach;
        private final Queue<Event> taken = new ArrayDeque<>();
        private long position;

        private Listening(Reach reach, long position) {
            this.reach = reach;
            this.position = position;
        }

        /// What comes next.
        ///
        /// @param patience how long to wait for it
        public Heard next(Duration patience) throws InterruptedException {
            if (!taken.isEmpty()) {
                return new Heard.Told(taken.remove());
            }
            long left = patience.toNanos();
            lock.lockInterruptibly();
            try {
                while (taken.isEmpty()) {
                    if (position < oldest() || position > next) {
                        return missed();
                    }
                    take();
                    if (taken.isEmpty() && position == next) {
                        if (left <= 0) {
                            return new Heard.Nothing();
                        }
                        left = told.awaitNanos(left);
                    }
                }
            } finally {
                lock.unlock();
            }
            return new Heard.Told(taken.remove());
        }

        private Heard missed() {
            position = position > next ? next : oldest();
            return new Heard.Missed(position - 1);
        }

        private void take() {
            long end = Math.min(next, position + TOGETHER);
            for (; position < end; position++) {
                Event event = ring[slot(position)];
                if (event != null && reach.allows(event.tenancy())) {
                    taken.add(event);
                }
            }
        }
    }
}
