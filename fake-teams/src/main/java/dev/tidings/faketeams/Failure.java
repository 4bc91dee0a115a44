package dev.tidings.faketeams;

import dev.tidings.faketeams.wire.Json;
import dev.tidings.faketeams.wire.Refusal;
import org.jspecify.annotations.Nullable;

/// What callers of the Java surface see when something cannot be done.
final class Failure {
    private Failure() {}

    static RuntimeException of(@Nullable Throwable cause) {
        if (cause instanceof Refusal refusal) {
            String message = Json.text(refusal.reply().body(), "error", "message");
            return new IllegalArgumentException(message, cause);
        }
        return new IllegalStateException("the local Teams failed: " + cause, cause);
    }
}
