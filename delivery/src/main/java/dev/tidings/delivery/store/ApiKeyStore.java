package dev.tidings.delivery.store;

import java.time.Instant;
import java.util.Optional;

/// The API keys. Secrets are hashed before they come here; a hash is never handed out.
///
/// Thread-safe. Writing returns when it is durable.
public interface ApiKeyStore {

    /// Adds a key.
    ///
    /// @param secretHash the hash of its secret, by which it is found; unique
    void add(ApiKey key, String secretHash);

    /// The key whose secret has this hash, usable or not.
    Optional<ApiKey> findByHash(String secretHash);

    /// Revokes a key, from now on and for good.
    ///
    /// @return false if there is no such key
    boolean revoke(String id, Instant now);

    /// All keys, in the order of their ids.
    Page<ApiKey> list(PageRequest page);
}
