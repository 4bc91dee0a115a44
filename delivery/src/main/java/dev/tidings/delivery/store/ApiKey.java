package dev.tidings.delivery.store;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An API key without its secret, which is not kept: only a hash of it is, and that not here.
///
/// @param id names the key, in lists and as the owner of idempotency keys
/// @param name what people call it
/// @param reach the bots and tenants it is for
/// @param expiresAt from when on it is refused, or null for never
/// @param revokedAt since when it is refused, or null if it is not revoked
public record ApiKey(
        String id,
        String name,
        Set<ApiScope> scopes,
        Reach reach,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt) {

    /// Keeps its own copy of the scopes.
    public ApiKey {
        scopes = Set.copyOf(scopes);
    }

    /// Whether it may be used.
    public boolean usable(Instant now) {
        return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
    }
}
