package dev.tidings.delivery.host;

import dev.tidings.delivery.lane.Moment;
import dev.tidings.delivery.store.SessionLock;
import dev.tidings.delivery.store.StoreException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Has a lease confirmed again and again as long as it is held, and tries to get it as long as it is not.
///
/// One thread, `tidings-lease`, works: it does nothing else, since nobody may be sent to while it waits.
final class LeaseKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);
    private static final Duration BETWEEN_CONFIRMATIONS = Duration.ofSeconds(1);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);

    private final SessionLock lock;
    private final Lease lease;
    private final Supplier<Moment> now;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private final AtomicLong takings = new AtomicLong();
    private boolean held;
    private boolean away;

    LeaseKeeper(SessionLock lock, Lease lease, Supplier<Moment> now) {
        this.lock = lock;
        this.lease = lease;
        this.now = now;
        this.thread = Thread.ofPlatform().name("tidings-lease").daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /// How often it was got: whoever has seen less than that has seen an earlier holding.
    long takings() {
        return takings.get();
    }

    private void run() {
        try {
            while (closing.getCount() > 0) {
                step();
                boolean _ = closing.await(pause().toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException stopped) {
            LOG.warn("Nobody keeps the lease any more; another process can take over");
        }
        lease.lost();
        lock.close();
    }

    private Duration pause() {
        return held ? BETWEEN_CONFIRMATIONS : BETWEEN_TRIES;
    }

    /// Asks once.
    void step() {
        Moment asked = now.get();
        try {
            boolean holds = lock.hold();
            if (holds && !held) {
                taken();
            }
            held = holds;
            if (holds) {
                lease.confirmed(asked);
            }
            away = false;
        } catch (StoreException nobodyKnows) {
            lost(nobodyKnows);
        } catch (RuntimeException fault) {
            LOG.error("Keeping the lease failed; trying again", fault);
            lost(fault);
        }
    }

    /// Counted first: who sees that it is held must see that it is a new holding.
    private void taken() {
        takings.incrementAndGet();
        lease.taken(now.get());
        LOG.info("This process is the one that sends, after {} ms", Lease.GUARD.toMillis());
    }

    private void lost(RuntimeException why) {
        lease.lost();
        if (!away) {
            LOG.warn("{} {}", held ? "This process does not send any more:" : "Standing by:", why.getMessage());
        }
        away = true;
        held = false;
    }

    /// Gives the lease back.
    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
