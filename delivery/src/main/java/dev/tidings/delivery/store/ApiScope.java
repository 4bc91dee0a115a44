package dev.tidings.delivery.store;

import java.util.Locale;
import java.util.Optional;

/// What an API key may do.
public enum ApiScope {
    SEND,
    BROADCAST,
    READ,
    ADMIN;

    /// The word in the API, such as `send`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The scope that a word means; empty for any other word.
    public static Optional<ApiScope> ofWord(String word) {
        for (ApiScope scope : values()) {
            if (scope.word().equals(word)) {
                return Optional.of(scope);
            }
        }
        return Optional.empty();
    }
}
