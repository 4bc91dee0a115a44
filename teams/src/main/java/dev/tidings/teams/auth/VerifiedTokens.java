package dev.tidings.teams.auth;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Remembers tokens that were found right, by their fingerprint, since Teams uses one token for many calls.
///
/// Only what the issuer signed for us gets in, so no stranger can fill it.
final class VerifiedTokens {
    static final int MAX_SIZE = 1_000;

    private final Map<ByteBuffer, VerifiedToken> byFingerprint = new ConcurrentHashMap<>();

    @Nullable
    VerifiedToken find(ByteBuffer fingerprint) {
        return byFingerprint.get(fingerprint);
    }

    void remember(ByteBuffer fingerprint, VerifiedToken token, Instant now) {
        if (byFingerprint.size() >= MAX_SIZE) {
            byFingerprint.values().removeIf(old -> old.expired(now));
        }
        if (byFingerprint.size() >= MAX_SIZE) {
            byFingerprint.clear();
        }
        byFingerprint.put(fingerprint, token);
    }

    int size() {
        return byFingerprint.size();
    }
}
