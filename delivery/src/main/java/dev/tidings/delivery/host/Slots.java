package dev.tidings.delivery.host;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/// Keeps one bot in one tenant to a number of requests in any window of time, counted where they arrive.
///
/// Spacing departures is not enough, since latency bunches arrivals. Here a request holds its slot until one
/// window
/// after its answer, which is later than its arrival; so of the requests that share a slot no two arrive
/// within one
/// window, and there are only so many slots. Thread-safe; first come, first served.
final class Slots {
    /// Added to each window, for the rounding of clocks on the way.
    static final Duration MARGIN = Duration.ofMillis(5);

    private final LongSupplier nanos;
    private final long heldNanos;
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Condition freed = lock.newCondition();
    /// When each answered request gives its slot back, earliest first.
    private final Deque<Long> returning = new ArrayDeque<>();
    private int free;

    /// Begins with every slot held for one window, since a process that ran before may have used them just now.
    ///
    /// @param nanos a clock that only goes forward, such as [System#nanoTime()]
    Slots(int slots, Duration window, LongSupplier nanos) {
        this.nanos = nanos;
        this.heldNanos = window.plus(MARGIN).toNanos();
        long opening = nanos.getAsLong() + heldNanos;
        for (int slot = 0; slot < slots; slot++) {
            returning.add(opening);
        }
    }

    /// Waits for a slot and takes it; one request may leave.
    void take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!taken()) {
                Long next = returning.peekFirst();
                if (next == null) {
                    freed.await();
                } else {
                    long _ = freed.awaitNanos(next - nanos.getAsLong());
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean taken() {
        long now = nanos.getAsLong();
        while (!returning.isEmpty() && returning.getFirst() - now <= 0) {
            returning.removeFirst();
            free++;
        }
        if (free == 0) {
            return false;
        }
        free--;
        return true;
    }

    /// The request that took a slot was answered, or given up: the slot comes back one window from now.
    void answered() {
        giveBackAt(nanos.getAsLong() + heldNanos);
    }

    /// No request left on the slot that was taken: it comes back at once.
    void unused() {
        lock.lock();
        try {
            free++;
            freed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void giveBackAt(long instant) {
        lock.lock();
        try {
            returning.addLast(instant);
            freed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
