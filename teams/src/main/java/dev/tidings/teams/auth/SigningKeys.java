package dev.tidings.teams.auth;

import dev.tidings.teams.auth.InboundRefusedException.Rule;
import dev.tidings.teams.auth.PublishedKeys.UnreadableKeysException;
import dev.tidings.teams.http.TransportException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The published keys, kept in memory and kept fresh.
///
/// Known keys are found without a lock. They are fetched again in the background when they are [#MAX_AGE]
/// old, and are kept for as long as that fails. An unknown key makes one caller fetch, at most once in
/// [#UNKNOWN_KEY_SPACING], so that strangers cannot make us hammer the issuer; the others wait for that one
/// fetch.
final class SigningKeys {
    static final Duration MAX_AGE = Duration.ofHours(12);
    static final Duration UNKNOWN_KEY_SPACING = Duration.ofMinutes(1);
    /// As long as there are no keys at all, every request fails: this is worth asking more often.
    static final Duration NO_KEYS_SPACING = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(SigningKeys.class);

    private final Supplier<Map<String, SigningKey>> published;
    private final InstantSource time;
    private final ReentrantLock fetching = new ReentrantLock();
    private final AtomicBoolean refreshing = new AtomicBoolean();
    private volatile @Nullable Fetched current;
    private volatile @Nullable Instant lastRefresh;
    private @Nullable Instant lastForUnknownKey;

    private record Fetched(Map<String, SigningKey> keys, Instant at) {}

    SigningKeys(Supplier<Map<String, SigningKey>> published, InstantSource time) {
        this.published = published;
        this.time = time;
    }

    /// @throws InboundRefusedException if there is no such key, or there are no keys at all
    SigningKey require(String id) {
        Fetched seen = current;
        SigningKey known = seen == null ? null : seen.keys.get(id);
        if (seen == null || known == null) {
            return fetchedFor(id, seen);
        }
        if (passed(MAX_AGE, seen.at) && passed(UNKNOWN_KEY_SPACING, lastRefresh)) {
            refreshInBackground();
        }
        return known;
    }

    private SigningKey fetchedFor(String id, @Nullable Fetched seen) {
        fetching.lock();
        try {
            if (Objects.equals(current, seen)
                    && passed(seen == null ? NO_KEYS_SPACING : UNKNOWN_KEY_SPACING, lastForUnknownKey)) {
                // The first fetch of all is not on account of an unknown key.
                fetch();
                lastForUnknownKey = seen == null && current != null ? null : time.instant();
            }
        } finally {
            fetching.unlock();
        }
        Fetched now = current;
        if (now == null) {
            throw new InboundRefusedException(Rule.KEYS, "the issuer's signing keys could not be fetched yet");
        }
        return Optional.ofNullable(now.keys.get(id))
                .orElseThrow(() -> new InboundRefusedException(Rule.KEY, "the issuer publishes no such signing key"));
    }

    private void refreshInBackground() {
        if (refreshing.compareAndSet(false, true)) {
            Thread.ofVirtual().name("signing-keys").start(() -> {
                fetching.lock();
                try {
                    lastRefresh = time.instant();
                    fetch();
                } finally {
                    fetching.unlock();
                    refreshing.set(false);
                }
            });
        }
    }

    private void fetch() {
        try {
            current = new Fetched(published.get(), time.instant());
        } catch (TransportException | UnreadableKeysException failed) {
            LOG.warn("Signing keys could not be fetched, those at hand stay in use: {}", failed.getMessage());
        }
    }

    // A clock that was set back counts as time that has passed, so that nothing freezes.
    private boolean passed(Duration span, @Nullable Instant since) {
        return since == null || Duration.between(since, time.instant()).abs().compareTo(span) >= 0;
    }
}
