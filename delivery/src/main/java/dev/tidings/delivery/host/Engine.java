package dev.tidings.delivery.host;

import dev.tidings.delivery.notification.Delivery;
import dev.tidings.delivery.send.Courier;
import dev.tidings.delivery.send.Outcome;
import dev.tidings.delivery.store.DueDelivery;
import dev.tidings.delivery.store.NotificationStore;
import dev.tidings.delivery.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends what is due: one loop decides what is next, and each delivery is carried on a virtual thread of its
/// own.
///
/// The loop alone knows what is under way; everything else reaches it as a signal. It sleeps until something is
/// accepted, ends, or falls due. Thread-safe.
public final class Engine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
    private static final Duration REST_AFTER_TROUBLE = Duration.ofSeconds(1);
    private static final Duration LOOP_END = Duration.ofSeconds(5);
    /// Under a stream of signals the ledger is read at most this often.
    private static final Duration BETWEEN_READS = Duration.ofMillis(20);

    private final Carrier carrier;
    private final EngineSettings settings;
    private final LongSupplier nanos;
    private final Backlog backlog;
    private final Berths berths;
    private final LinkedBlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private final ExecutorService carriers = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("carry-", 0).factory());
    private final Thread loop = Thread.ofPlatform().name("engine").daemon().unstarted(this::run);
    private boolean look = true;
    private long readAt;
    private volatile boolean closing;

    /// What the loop is told.
    private sealed interface Signal {
        /// Something may be due that was not.
        record Look() implements Signal {}

        /// A delivery has left its place, to be looked at again at a time, or not at all.
        record Ended(Delivery delivery, @Nullable Instant again) implements Signal {}
    }

    /// @param nanos a clock that only goes forward, such as [System#nanoTime()], for the limits
    public Engine(
            NotificationStore ledger,
            Courier courier,
            EngineSettings settings,
            InstantSource clock,
            LongSupplier nanos) {
        this.carrier = new Carrier(ledger, courier, clock);
        this.settings = settings;
        this.nanos = nanos;
        this.backlog = new Backlog(ledger, clock);
        this.berths = new Berths(settings, nanos);
    }

    /// Settles what a crash left behind, then begins to send.
    ///
    /// @throws StoreException if the database is away
    public void start() {
        carrier.settleLeftovers();
        loop.start();
    }

    /// Tells that something was accepted or changed: the engine looks at once. May be called from any thread.
    public void wake() {
        signals.add(new Signal.Look());
    }

    /// Starts nothing more and waits for what is under way, but not longer than the drain time.
    @Override
    public void close() {
        closing = true;
        wake();
        try {
            if (loop.isAlive()) {
                boolean _ = loop.join(LOOP_END);
            }
            carriers.shutdown();
            if (!carriers.awaitTermination(settings.drain().toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("Some deliveries did not end within {}; the next start settles them", settings.drain());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            carrier.close();
            carriers.shutdownNow();
        }
    }

    private void run() {
        while (!closing) {
            try {
                step();
            } catch (InterruptedException stopped) {
                return;
            } catch (StoreException away) {
                LOG.warn("The database does not answer, sending rests: {}", away.getMessage());
                rest();
            } catch (RuntimeException fault) {
                LOG.error("The engine's loop failed and goes on", fault);
                rest();
            }
        }
    }

    private void step() throws InterruptedException {
        if (outdated() && untilNextRead().isZero()) {
            readAt = nanos.getAsLong();
            look = false;
            backlog.refill(berths);
        }
        startWaiting();
        await(outdated() ? untilNextRead() : backlog.untilNextDue());
    }

    private boolean outdated() {
        return look || backlog.stale();
    }

    private Duration untilNextRead() {
        long left = readAt == 0 ? 0 : BETWEEN_READS.toNanos() - (nanos.getAsLong() - readAt);
        return left <= 0 ? Duration.ZERO : Duration.ofNanos(left);
    }

    private void startWaiting() {
        Iterator<DueDelivery> waiting = backlog.waiting().iterator();
        while (waiting.hasNext() && !berths.full() && !closing) {
            DueDelivery due = waiting.next();
            Optional<Lane> lane = berths.take(due.delivery());
            if (lane.isPresent()) {
                waiting.remove();
                carriers.execute(() -> carry(due, lane.get()));
            }
        }
    }

    private void carry(DueDelivery due, Lane lane) {
        Instant again = null;
        try (LanePace pace = lane.pace()) {
            Outcome outcome = ScopedValue.where(LanePace.CURRENT, pace).call(() -> carrier.carry(due, pace));
            again = outcome instanceof Outcome.Deferred deferred ? deferred.until() : null;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (StoreException away) {
            LOG.warn("A delivery waits for the database: {}", away.getMessage());
            again = due.delivery().dueAt().plus(REST_AFTER_TROUBLE);
        } finally {
            signals.add(new Signal.Ended(due.delivery(), again));
        }
    }

    private void await(Duration longest) throws InterruptedException {
        Signal first = signals.poll(Math.max(1, longest.toMillis()), TimeUnit.MILLISECONDS);
        List<Signal> told = new ArrayList<>();
        if (first != null) {
            told.add(first);
        }
        signals.drainTo(told);
        told.forEach(this::heed);
    }

    private void heed(Signal signal) {
        switch (signal) {
            case Signal.Look _ -> look = true;
            case Signal.Ended(Delivery delivery, Instant again) -> {
                berths.leave(delivery);
                if (again != null) {
                    backlog.againAt(again);
                }
            }
        }
    }

    private void rest() {
        look = true;
        readAt = nanos.getAsLong();
        try {
            await(REST_AFTER_TROUBLE);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
