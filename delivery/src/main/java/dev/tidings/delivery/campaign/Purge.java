package dev.tidings.delivery.campaign;

import dev.tidings.delivery.store.NotificationStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Forgets notifications, with their ledger, when they have been kept long enough and have nothing left to
/// do.
///
/// Works from time to time, and a little at a time, so that others are never held up for long. Thread-safe.
public final class Purge implements AutoCloseable {
    /// How long a notification is kept if nobody says.
    public static final Duration DEFAULT_KEPT = Duration.ofDays(90);

    /// How many notifications are forgotten in one transaction.
    static final int TOGETHER = 20;

    private static final Logger LOG = LoggerFactory.getLogger(Purge.class);
    private static final Duration EVERY = Duration.ofMinutes(10);

    private final NotificationStore notifications;
    private final Duration kept;
    private final InstantSource clock;
    private final ScheduledThreadPoolExecutor worker = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("tidings-purge").daemon().factory());

    /// @param kept how long a notification is kept from its acceptance on
    public Purge(NotificationStore notifications, Duration kept, InstantSource clock) {
        if (kept.compareTo(NotificationStore.IDEMPOTENCY_KEPT) < 0) {
            throw new IllegalArgumentException(
                    "notifications are kept for at least " + NotificationStore.IDEMPOTENCY_KEPT);
        }
        this.notifications = notifications;
        this.kept = kept;
        this.clock = clock;
        // Closing would wait for the next look otherwise.
        worker.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /// Begins to look from time to time.
    public void start() {
        var _ = worker.scheduleWithFixedDelay(this::run, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void run() {
        try {
            while (!worker.isShutdown() && step()) {
                // a little at a time, until nothing is old enough
            }
        } catch (RuntimeException failure) {
            LOG.warn("Old notifications could not be forgotten; trying again later: {}", failure.getMessage());
        }
    }

    /// Forgets some of what is old enough.
    ///
    /// @return whether there may be more
    boolean step() {
        return notifications.purge(clock.instant().minus(kept), TOGETHER) == TOGETHER;
    }

    /// Finishes the step that is being done.
    @Override
    public void close() {
        worker.close();
    }
}
