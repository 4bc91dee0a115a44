package dev.tidings.delivery.host;

import dev.tidings.delivery.notification.Delivery;
import dev.tidings.delivery.send.Reason;
import dev.tidings.delivery.store.DueDelivery;
import dev.tidings.delivery.store.NotificationStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is due, as far as it has been read: the most urgent part of it, in its order.
///
/// Not thread-safe: it belongs to the engine's loop.
final class Backlog {
    /// How much is read at once.
    static final int WINDOW = 500;
    /// How much of one recipient may stand in the window when it is full, so that others are seen too.
    static final int CROWD = 50;
    /// How far apart the rest of a crowd falls due again: about as fast as one conversation takes messages.
    private static final Duration APART = Duration.ofMillis(150);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final NotificationStore ledger;
    private final InstantSource clock;
    private List<DueDelivery> waiting = new ArrayList<>();
    private boolean more;
    private @Nullable Instant nextDue;

    Backlog(NotificationStore ledger, InstantSource clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /// Reads anew what is due and not under way.
    void refill(Berths berths) {
        Instant now = clock.instant();
        List<DueDelivery> due = ledger.due(now, WINDOW);
        nextDue = ledger.nextDue(now).orElse(null);
        more = due.size() == WINDOW;
        waiting = new ArrayList<>(due.size());
        due.stream().filter(one -> !berths.holds(one.delivery())).forEach(waiting::add);
        if (more) {
            thinOut(now);
        }
    }

    private void thinOut(Instant now) {
        Map<Berths.Recipient, Integer> crowds = new HashMap<>();
        waiting.removeIf(one -> {
            int place = crowds.merge(Berths.Recipient.of(one.delivery()), 1, Integer::sum) - CROWD;
            return place > 0 && putOff(one.delivery(), now.plus(APART.multipliedBy(place + CROWD)), now);
        });
    }

    private boolean putOff(Delivery delivery, Instant until, Instant now) {
        Reason reason = Reason.WAITING_ITS_TURN;
        boolean _ = ledger.move(delivery, delivery.deferred(reason.word(), reason.sentence(), until, now));
        againAt(until);
        return true;
    }

    /// What may be started, the most urgent first; whoever starts one removes it.
    List<DueDelivery> waiting() {
        return waiting;
    }

    /// Something falls due that was not known to.
    void againAt(Instant due) {
        if (nextDue == null || due.isBefore(nextDue)) {
            nextDue = due;
        }
    }

    /// Whether reading again would show something new.
    boolean stale() {
        boolean runDry = more && waiting.size() < WINDOW / 4;
        return runDry || untilNextDue().isZero();
    }

    /// How long nothing new falls due.
    Duration untilNextDue() {
        Instant next = nextDue;
        if (next == null) {
            return LONGEST_WAIT;
        }
        Duration left = Duration.between(clock.instant(), next);
        return left.isNegative() ? Duration.ZERO : left.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : left;
    }
}
