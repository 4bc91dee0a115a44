package dev.tidings.delivery.host;

import dev.tidings.delivery.lane.Limits;
import java.time.Duration;

/// How the engine works.
///
/// @param limits what Teams permits, and how much is under way at once
/// @param drain how long closing waits for what is under way
public record EngineSettings(Limits limits, Duration drain) {

    /// What Microsoft documents, and what was found to go well with it.
    public static EngineSettings defaults() {
        return new EngineSettings(Limits.defaults(), Duration.ofSeconds(20));
    }

    /// Checks the drain time.
    public EngineSettings {
        if (drain.isNegative()) {
            throw new IllegalArgumentException("an engine's drain time cannot be negative");
        }
    }
}
