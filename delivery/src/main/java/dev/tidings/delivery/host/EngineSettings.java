package dev.tidings.delivery.host;

import java.time.Duration;

/// How much the engine does at once.
///
/// @param requestsPerWindow how many requests one bot makes in one tenant in any window
/// @param window the length of that window
/// @param inFlightPerLane how many deliveries of one bot in one tenant are under way at once
/// @param inFlight how many deliveries are under way at once
/// @param drain how long closing waits for what is under way
public record EngineSettings(
        int requestsPerWindow, Duration window, int inFlightPerLane, int inFlight, Duration drain) {

    /// What Microsoft documents, and what was found to go well with it.
    public static EngineSettings defaults() {
        return new EngineSettings(50, Duration.ofSeconds(1), 12, 200, Duration.ofSeconds(20));
    }

    /// Checks the numbers.
    public EngineSettings {
        if (requestsPerWindow < 1 || inFlightPerLane < 1 || inFlight < 1) {
            throw new IllegalArgumentException("an engine needs at least one request, lane place and place in flight");
        }
        if (window.isNegative() || drain.isNegative()) {
            throw new IllegalArgumentException("an engine's window and drain time cannot be negative");
        }
    }
}
