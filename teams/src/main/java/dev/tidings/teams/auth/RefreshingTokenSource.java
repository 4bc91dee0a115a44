package dev.tidings.teams.auth;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps one token and replaces it before it expires.
///
/// A valid token is handed out without a lock. [#EARLY] before its end one virtual thread asks for the
/// next, while the old one stays in use. Without a valid token one caller asks and the others wait for its
/// answer. After a failure nobody asks again for one to thirty seconds; callers get the last failure at
/// once.
final class RefreshingTokenSource implements TokenSource {
    static final Duration EARLY = Duration.ofMinutes(5);
    static final Duration MARGIN = Duration.ofSeconds(10);
    static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(RefreshingTokenSource.class);

    private final Supplier<FreshToken> login;
    private final InstantSource time;
    private final String name;
    private final ReentrantLock asking = new ReentrantLock();
    private final AtomicBoolean refreshing = new AtomicBoolean();
    private final AtomicReference<@Nullable Held> held = new AtomicReference<>();
    private volatile @Nullable Failure failure;

    private record Held(String token, Instant refreshAt, Instant usableUntil) {
        boolean usable(Instant now) {
            return now.isBefore(usableUntil);
        }

        /// Leaves the token out.
        @Override
        public String toString() {
            return "Held[until " + usableUntil + "]";
        }
    }

    private record Failure(TokenException why, Instant at, Duration pause) {
        // A clock that was set back ends the pause, so that nothing freezes.
        boolean pausing(Instant now) {
            return !now.isBefore(at) && now.isBefore(at.plus(pause));
        }
    }

    /// @param name whose token this is, for the log
    RefreshingTokenSource(Supplier<FreshToken> login, InstantSource time, String name) {
        this.login = login;
        this.time = time;
        this.name = name;
    }

    @Override
    public Optional<String> token() {
        Instant now = time.instant();
        Held current = held.get();
        if (current == null || !current.usable(now)) {
            return Optional.of(askedFor());
        }
        if (!now.isBefore(current.refreshAt) && !pausing(now)) {
            refreshInBackground();
        }
        return Optional.of(current.token);
    }

    @Override
    public void refused(String token) {
        Held current = held.get();
        if (current != null && current.token.equals(token) && held.compareAndSet(current, null)) {
            LOG.info("The token of {} was refused, the next call asks for another", name);
        }
    }

    private String askedFor() {
        asking.lock();
        try {
            Instant now = time.instant();
            Held current = held.get();
            if (current != null && current.usable(now)) {
                return current.token;
            }
            Failure last = failure;
            if (last != null && last.pausing(now)) {
                throw last.why.again();
            }
            return ask();
        } finally {
            asking.unlock();
        }
    }

    private void refreshInBackground() {
        if (refreshing.compareAndSet(false, true)) {
            Thread.ofVirtual().name("token-refresh").start(this::refresh);
        }
    }

    private void refresh() {
        asking.lock();
        try {
            Held current = held.get();
            Instant now = time.instant();
            if ((current == null || !now.isBefore(current.refreshAt)) && !pausing(now)) {
                ask();
            }
        } catch (TokenException failed) {
            LOG.warn("The token of {} could not be renewed early: {}", name, failed.getMessage());
        } finally {
            asking.unlock();
            refreshing.set(false);
        }
    }

    private String ask() {
        Instant asked = time.instant();
        try {
            FreshToken fresh = login.get();
            held.set(held(fresh, asked));
            failure = null;
            return fresh.value();
        } catch (TokenException why) {
            failure = new Failure(why, time.instant(), nextPause());
            throw why;
        }
    }

    private static Held held(FreshToken fresh, Instant asked) {
        Instant expires = asked.plus(fresh.lifetime());
        return new Held(
                fresh.value(),
                expires.minus(shorter(EARLY, fresh.lifetime().dividedBy(2))),
                expires.minus(shorter(MARGIN, fresh.lifetime().dividedBy(4))));
    }

    private Duration nextPause() {
        Failure last = failure;
        return last == null ? FIRST_PAUSE : shorter(LONGEST_PAUSE, last.pause.multipliedBy(2));
    }

    private boolean pausing(Instant now) {
        Failure last = failure;
        return last != null && last.pausing(now);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
