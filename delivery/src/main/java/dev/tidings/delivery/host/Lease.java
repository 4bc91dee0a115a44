package dev.tidings.delivery.host;

import dev.tidings.delivery.lane.Moment;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The permission to send, which nobody else has at the same time: it lasts for a while from each
/// confirmation, and a new holder first waits for longer than that.
///
/// Whoever decides who holds it (a lock of a database, a group of consumers) confirms it to one at a
/// time. A confirmation counts from when it was asked for, so by durations alone, without clocks that
/// agree, the last send of one holder comes before the first of the next. Has no clock of its own.
/// Thread-safe.
public final class Lease {
    /// For how long may be sent from the start of a question that was answered with yes.
    public static final Duration TERM = Duration.ofSeconds(3);

    /// For how long a new holder waits, from when it knows that it is one.
    public static final Duration GUARD = Duration.ofMillis(3200);

    private final AtomicReference<@Nullable Held> held = new AtomicReference<>();

    /// @param opens when the guard is over
    /// @param confirmed when the last question was asked that was answered with yes; null before the first
    private record Held(long opens, @Nullable Moment confirmed) {
        Held confirmed(Moment asked) {
            boolean later = confirmed == null || asked.nanos() - confirmed.nanos() > 0;
            return later ? new Held(opens, asked) : this;
        }

        /// A machine may have slept without its steady clock noticing, so both clocks must agree. Where the
        /// time of day was set, the next confirmation makes them.
        boolean fresh(Moment now) {
            return confirmed != null
                    && now.nanos() - confirmed.nanos() < TERM.toNanos()
                    && Duration.between(confirmed.wall(), now.wall()).abs().compareTo(TERM) < 0;
        }

        boolean opened(Moment now) {
            return now.nanos() - opens >= 0;
        }
    }

    /// How one stands.
    public enum Phase {
        /// Somebody else holds it, or nobody.
        STANDING_BY("standing by"),
        /// Holds it, and waits until an earlier holder cannot send any more.
        TAKING_OVER("taking over"),
        /// May send.
        LEADING("leading"),
        /// Held it when it was last confirmed, which is too long ago to send.
        UNCONFIRMED("waiting for a confirmation");

        private final String words;

        Phase(String words) {
            this.words = words;
        }

        /// In words, for those who look after the machines.
        public String words() {
            return words;
        }
    }

    /// It is held from now on, and was not before: the guard begins. It is not confirmed yet.
    public void taken(Moment now) {
        held.set(new Held(now.nanos() + GUARD.toNanos(), null));
    }

    /// It was still held when this was answered.
    ///
    /// @param asked when the question was asked, not when the answer came
    public void confirmed(Moment asked) {
        held.updateAndGet(before -> before == null ? null : before.confirmed(asked));
    }

    /// It is not held any more, or nobody knows whether it is.
    public void lost() {
        held.set(null);
    }

    /// Whether a request may leave now.
    public boolean permits(Moment now) {
        return phase(now) == Phase.LEADING;
    }

    /// How one stands now.
    public Phase phase(Moment now) {
        Held holding = held.get();
        if (holding == null) {
            return Phase.STANDING_BY;
        }
        if (!holding.opened(now)) {
            return Phase.TAKING_OVER;
        }
        return holding.fresh(now) ? Phase.LEADING : Phase.UNCONFIRMED;
    }
}
