package dev.tidings.delivery.host;

import dev.tidings.delivery.lane.Limits;
import dev.tidings.delivery.manners.Manners;
import java.time.Duration;

/// How the engine works.
///
/// @param limits what Teams permits, and how much is under way at once
/// @param drain how long closing waits for what is under way
/// @param manners what readers are spared
public record EngineSettings(Limits limits, Duration drain, Manners manners) {

    /// What Microsoft documents, and what was found to go well with it; people get any number of messages.
    public static EngineSettings defaults() {
        return new EngineSettings(Limits.defaults(), Duration.ofSeconds(20));
    }

    /// Without a cap on the messages that a person gets.
    public EngineSettings(Limits limits, Duration drain) {
        this(limits, drain, Manners.defaults().with(null));
    }

    /// The same with other manners.
    public EngineSettings with(Manners other) {
        return new EngineSettings(limits, drain, other);
    }

    /// Checks the drain time.
    public EngineSettings {
        if (drain.isNegative()) {
            throw new IllegalArgumentException("an engine's drain time cannot be negative");
        }
    }
}
