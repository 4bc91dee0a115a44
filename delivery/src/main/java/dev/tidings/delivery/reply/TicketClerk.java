package dev.tidings.delivery.reply;

import dev.tidings.delivery.store.StoreUnavailableException;
import dev.tidings.delivery.store.TicketStore;
import dev.tidings.delivery.store.TicketStore.Unsaid;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells people, once each, that their answers are overdue, finishes what a crash has left unsaid, and forgets
/// tickets that have been kept long enough.
///
/// One thread, `tidings-tickets`, works. Thread-safe.
public final class TicketClerk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TicketClerk.class);

    /// How many are handled in one transaction.
    static final int TOGETHER = 100;

    private static final Duration REST_AFTER_TROUBLE = Duration.ofSeconds(1);
    /// Another process on the same database may have opened a ticket.
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(30);

    private final TicketStore store;
    private final Tickets tickets;
    private final Duration kept;
    private final InstantSource clock;
    private volatile boolean closing;
    private @Nullable Thread thread;

    /// @param tickets says what is to be said
    /// @param kept how long a ticket is kept
    public TicketClerk(TicketStore store, Tickets tickets, Duration kept, InstantSource clock) {
        this.store = store;
        this.tickets = tickets;
        this.kept = kept;
        this.clock = clock;
    }

    /// Begins to work through what is there and what comes.
    public synchronized void start() {
        if (thread == null) {
            thread = Thread.ofPlatform().name("tidings-tickets").daemon().start(this::run);
        }
    }

    /// Finishes what is being done.
    @Override
    public void close() {
        closing = true;
        tickets.opened().release();
        Thread running = started();
        if (running != null) {
            try {
                running.join();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private synchronized @Nullable Thread started() {
        return thread;
    }

    private void run() {
        while (!closing) {
            await(look());
        }
    }

    private Duration look() {
        try {
            return step();
        } catch (StoreUnavailableException away) {
            LOG.warn("Tickets wait until the database is back: {}", away.getMessage());
        } catch (RuntimeException failure) {
            LOG.error("Tickets could not be looked through; trying again", failure);
        }
        return REST_AFTER_TROUBLE;
    }

    /// Does what there is to do now.
    ///
    /// @return how long there is nothing more to do, as far as can be seen
    Duration step() {
        Instant now = clock.instant();
        int late = store.late(now, TOGETHER);
        List<Unsaid> unsaid = store.unsaid(null, TOGETHER);
        unsaid.forEach(tickets::say);
        int old = store.forgetBefore(now.minus(kept), TOGETHER);
        if (late == TOGETHER || unsaid.size() == TOGETHER || old == TOGETHER) {
            return Duration.ZERO;
        }
        return store.nextDue()
                .map(due -> Duration.between(now, due))
                .filter(wait -> wait.compareTo(BETWEEN_LOOKS) < 0)
                .orElse(BETWEEN_LOOKS);
    }

    private void await(Duration longest) {
        try {
            boolean _ = tickets.opened().tryAcquire(longest.toMillis() + 1, TimeUnit.MILLISECONDS);
            tickets.opened().drainPermits();
        } catch (InterruptedException stopped) {
            closing = true;
        }
    }
}
