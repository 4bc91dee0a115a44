package dev.tidings.server.access;

import dev.tidings.delivery.store.ApiKey;
import dev.tidings.delivery.store.ApiKeyStore;
import dev.tidings.server.settings.Secret;
import dev.tidings.server.settings.Settings;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Tells who asks, by the `Authorization` header. Thread-safe.
final class Callers {
    private static final String BEARER = "bearer ";
    private static final int LONGEST_KEY = 512;

    private final ApiKeyStore keys;
    private final @Nullable Secret adminKey;
    private final @Nullable TokenCallers tokens;
    private final boolean open;
    private final InstantSource clock;

    /// @param tokens tells who asks with a token; null if only keys are accepted
    /// @param open whether anybody is let in, as in dev mode
    Callers(
            ApiKeyStore keys,
            @Nullable Secret adminKey,
            @Nullable TokenCallers tokens,
            boolean open,
            InstantSource clock) {
        this.keys = keys;
        this.adminKey = adminKey;
        this.tokens = tokens;
        this.open = open;
        this.clock = clock;
    }

    /// The caller, or empty if the header names none.
    ///
    /// In dev mode a key is still looked at, so that fences can be tried out; without one everything is open.
    ///
    /// @throws dev.tidings.server.problem.ProblemException if there is a token and a rule is broken; it says which
    Optional<Caller> find(@Nullable String authorization) {
        if (authorization == null) {
            return open ? Optional.of(Caller.withoutFences("dev-mode")) : Optional.empty();
        }
        if (!authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Optional.empty();
        }
        String secret = authorization.substring(BEARER.length()).strip();
        if (tokens != null && TokenCallers.isToken(secret)) {
            return Optional.of(tokens.find(secret));
        }
        return secret.length() > LONGEST_KEY ? Optional.empty() : ofKey(secret);
    }

    private Optional<Caller> ofKey(String secret) {
        if (isAdminKey(secret)) {
            return Optional.of(Caller.withoutFences("admin"));
        }
        return keys.findByHash(KeySecret.hash(secret))
                .filter(key -> key.usable(clock.instant()))
                .map(Callers::caller);
    }

    /// A file may have changed since its length was checked at the start.
    private boolean isAdminKey(String secret) {
        return adminKey != null
                && secret.length() >= Settings.SHORTEST_ADMIN_KEY
                && KeySecret.same(adminKey.get(), secret);
    }

    private static Caller caller(ApiKey key) {
        return new Caller(key.id(), key.scopes(), key.reach());
    }
}
