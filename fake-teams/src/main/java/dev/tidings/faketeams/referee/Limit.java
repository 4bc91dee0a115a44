package dev.tidings.faketeams.referee;

import java.time.Duration;

/// At most `most` calls of one kind and scope in any half-open window of the given length.
public record Limit(Scope scope, Counted counted, int most, Duration window) {
    public Limit {
        if (most < 1 || window.isZero() || window.isNegative()) {
            throw new IllegalArgumentException(
                    "a limit needs at least one call and a window: " + most + " in " + window);
        }
    }
}
