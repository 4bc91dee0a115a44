package dev.tidings.delivery.host;

import dev.tidings.delivery.send.Attempt;
import dev.tidings.delivery.send.Courier;
import dev.tidings.delivery.send.Outcome;
import dev.tidings.delivery.send.Pace;
import dev.tidings.delivery.store.DueDelivery;
import dev.tidings.delivery.store.NotificationStore;
import dev.tidings.delivery.store.StoreException;
import dev.tidings.delivery.store.StoreUnavailableException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Has one delivery carried and brings its outcome into the ledger, however long the database is away.
/// Thread-safe.
final class Carrier {
    private static final Logger LOG = LoggerFactory.getLogger(Carrier.class);
    private static final int LEFTOVERS_AT_ONCE = 500;

    private final NotificationStore ledger;
    private final Courier courier;
    private final InstantSource clock;
    private final CountDownLatch closing = new CountDownLatch(1);

    Carrier(NotificationStore ledger, Courier courier, InstantSource clock) {
        this.ledger = ledger;
        this.courier = courier;
        this.clock = clock;
    }

    /// Carries it to an outcome and records that.
    ///
    /// @throws StoreException if the database was away before anything was sent; the delivery is unchanged then
    /// @throws InterruptedException if it was stopped; what was begun is settled at the next start
    Outcome carry(DueDelivery due, Pace pace) throws InterruptedException {
        Attempt attempt = new Attempt(due, pace, ledger, clock);
        Outcome outcome = outcome(attempt, due);
        record(attempt, outcome);
        return outcome;
    }

    private Outcome outcome(Attempt attempt, DueDelivery due) throws InterruptedException {
        try {
            return courier.carry(attempt);
        } catch (StoreException away) {
            if (!attempt.begun()) {
                throw away;
            }
            LOG.warn(
                    "Delivery {}: the database failed during the attempt",
                    due.delivery().id().value(),
                    away);
            return Courier.broken(attempt);
        } catch (RuntimeException fault) {
            LOG.error("Delivery {}: carrying it failed", due.delivery().id().value(), fault);
            return Courier.broken(attempt);
        }
    }

    private void record(Attempt attempt, Outcome outcome) throws InterruptedException {
        boolean recorded = false;
        while (!recorded) {
            try {
                boolean _ = attempt.end(outcome);
                recorded = true;
            } catch (StoreUnavailableException away) {
                LOG.warn("An outcome waits for the database: {}", away.getMessage());
                recorded = closing.await(1, TimeUnit.SECONDS);
            }
        }
    }

    /// Gives an outcome to every attempt that a crash interrupted.
    void settleLeftovers() {
        List<DueDelivery> left = ledger.inFlight(LEFTOVERS_AT_ONCE);
        while (!left.isEmpty()) {
            LOG.warn("{} attempts were interrupted when this server last stopped", left.size());
            for (DueDelivery one : left) {
                boolean _ = new Attempt(one, () -> {}, ledger, clock).end(Courier.interrupted(one, clock.instant()));
            }
            left = ledger.inFlight(LEFTOVERS_AT_ONCE);
        }
    }

    /// Outcomes that cannot be recorded are not waited for any more.
    void close() {
        closing.countDown();
    }
}
