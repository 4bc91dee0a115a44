package dev.tidings.delivery.campaign;

import dev.tidings.delivery.round.Rounds;
import dev.tidings.delivery.store.NotificationStore;
import dev.tidings.delivery.store.RemovalStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Forgets notifications, with their ledger, when they have been kept long enough and have nothing left to
/// do.
///
/// Works from time to time, and a little at a time, so that others are never held up for long. Thread-safe.
public final class Purge implements AutoCloseable {
    /// How long a notification is kept if nobody says.
    public static final Duration DEFAULT_KEPT = Duration.ofDays(90);

    /// How many notifications are forgotten in one transaction.
    static final int TOGETHER = 20;

    private static final Duration EVERY = Duration.ofMinutes(10);

    private final NotificationStore notifications;
    private final RemovalStore removals;
    private final Terms terms;
    private final InstantSource clock;
    private final Rounds rounds = new Rounds("tidings-purge", EVERY, this::step);

    /// How long things are kept.
    ///
    /// @param notifications from their acceptance on
    /// @param removals what is held about a place, from the removal of the app on; zero for ever
    public record Terms(Duration notifications, Duration removals) {}

    public Purge(NotificationStore notifications, RemovalStore removals, Terms terms, InstantSource clock) {
        if (terms.notifications().compareTo(NotificationStore.IDEMPOTENCY_KEPT) < 0) {
            throw new IllegalArgumentException(
                    "notifications are kept for at least " + NotificationStore.IDEMPOTENCY_KEPT);
        }
        this.notifications = notifications;
        this.removals = removals;
        this.terms = terms;
        this.clock = clock;
    }

    /// Begins to look from time to time.
    public void start() {
        rounds.start();
    }

    /// Forgets some of what is old enough.
    ///
    /// @return whether there may be more
    boolean step() {
        Instant now = clock.instant();
        boolean more = notifications.purge(now.minus(terms.notifications()), TOGETHER) == TOGETHER;
        if (!terms.removals().isZero()) {
            more |= removals.forget(now.minus(terms.removals()), TOGETHER) == TOGETHER;
        }
        return more;
    }

    /// Finishes the step that is being done.
    @Override
    public void close() {
        rounds.close();
    }
}
