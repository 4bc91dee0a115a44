package dev.tidings.server.api;

import dev.tidings.delivery.store.ApiKey;
import dev.tidings.delivery.store.ApiScope;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An API key as the API shows it.
@Schema(name = "Key")
record KeyView(
        String id,
        String name,
        List<String> scopes,
        @Nullable List<String> bots,
        @Nullable List<String> tenants,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt,

        @Schema(description = "The secret, shown this once: keep it, only its hash is stored.") @Nullable
        String key) {

    static KeyView of(ApiKey key, @Nullable String secret) {
        return new KeyView(
                key.id(),
                key.name(),
                key.scopes().stream().sorted().map(ApiScope::word).toList(),
                sorted(key.reach().bots()),
                sorted(key.reach().tenants()),
                key.createdAt(),
                key.expiresAt(),
                key.revokedAt(),
                secret);
    }

    private static @Nullable List<String> sorted(@Nullable Collection<String> names) {
        return names == null ? null : names.stream().sorted().toList();
    }

    /// Leaves the secret out.
    @Override
    public String toString() {
        return "KeyView[" + id + "]";
    }
}
