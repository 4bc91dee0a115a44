package dev.tidings.server.access;

import dev.tidings.delivery.store.ApiKey;
import dev.tidings.delivery.store.ApiKeyStore;
import dev.tidings.server.settings.Secret;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Tells who asks, by the `Authorization` header. Thread-safe.
final class Callers {
    private static final String BEARER = "bearer ";
    private static final int LONGEST = 512;

    private final ApiKeyStore keys;
    private final @Nullable Secret adminKey;
    private final boolean open;
    private final InstantSource clock;

    /// @param open whether anybody is let in, as in dev mode
    Callers(ApiKeyStore keys, @Nullable Secret adminKey, boolean open, InstantSource clock) {
        this.keys = keys;
        this.adminKey = adminKey;
        this.open = open;
        this.clock = clock;
    }

    /// The caller, or empty if the header names none.
    ///
    /// In dev mode a key is still looked at, so that fences can be tried out; without one everything is open.
    Optional<Caller> find(@Nullable String authorization) {
        if (authorization == null) {
            return open ? Optional.of(Caller.withoutFences("dev-mode")) : Optional.empty();
        }
        if (authorization.length() > LONGEST || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Optional.empty();
        }
        String secret = authorization.substring(BEARER.length()).strip();
        if (adminKey != null && KeySecret.same(adminKey.get(), secret)) {
            return Optional.of(Caller.withoutFences("admin"));
        }
        return keys.findByHash(KeySecret.hash(secret))
                .filter(key -> key.usable(clock.instant()))
                .map(Callers::caller);
    }

    private static Caller caller(ApiKey key) {
        return new Caller(key.id(), key.scopes(), key.reach());
    }
}
