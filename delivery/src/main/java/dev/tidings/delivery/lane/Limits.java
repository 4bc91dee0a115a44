package dev.tidings.delivery.lane;

import java.time.Duration;
import java.util.List;

/// What Teams permits, and how much is under way at once. Source of the numbers: "Rate limiting for agents",
/// Microsoft, October 2026, "for estimation only".
///
/// @param lane for all requests of one bot in one tenant
/// @param creates a further guard for creating 1:1 chats of one bot in one tenant
/// @param conversation for sending to one conversation; all windows bind at once
/// @param roster for reading one roster; all windows bind at once
/// @param graph for all requests of one bot in one tenant to Microsoft Graph
/// @param inFlightPerLane how many deliveries of a lane are under way at once to begin with
/// @param mostInFlightPerLane how far that may grow where Teams is slow
/// @param inFlight how many deliveries are under way at once, of all lanes
/// @param requestTimeout how long an unanswered request is waited for
public record Limits(
        Window lane,
        Window creates,
        List<Window> conversation,
        List<Window> roster,
        Window graph,
        int inFlightPerLane,
        int mostInFlightPerLane,
        int inFlight,
        Duration requestTimeout) {
    /// What Microsoft Graph permits for installing apps: 30 a second, less four that listing people is left.
    public static final Window GRAPH = Window.of(26, 1);

    /// At most so many requests in any stretch of time of a length.
    public record Window(int requests, Duration length) {
        /// Checks the numbers.
        public Window {
            if (requests < 1 || length.isNegative() || length.isZero()) {
                throw new IllegalArgumentException("a window has at least one request and a length");
            }
        }

        static Window of(int requests, long seconds) {
            return new Window(requests, Duration.ofSeconds(seconds));
        }
    }

    /// Checks the numbers and keeps its own copies.
    public Limits {
        conversation = List.copyOf(conversation);
        roster = List.copyOf(roster);
        if (inFlightPerLane < 1 || mostInFlightPerLane < inFlightPerLane || inFlight < 1) {
            throw new IllegalArgumentException("there must be room for at least one delivery in flight");
        }
    }

    /// The same with what Microsoft Graph permits.
    public Limits(
            Window lane,
            Window creates,
            List<Window> conversation,
            List<Window> roster,
            int inFlightPerLane,
            int mostInFlightPerLane,
            int inFlight,
            Duration requestTimeout) {
        this(
                lane,
                creates,
                conversation,
                roster,
                GRAPH,
                inFlightPerLane,
                mostInFlightPerLane,
                inFlight,
                requestTimeout);
    }

    /// The same with another limit for Microsoft Graph.
    public Limits withGraph(Window other) {
        return new Limits(
                lane,
                creates,
                conversation,
                roster,
                other,
                inFlightPerLane,
                mostInFlightPerLane,
                inFlight,
                requestTimeout);
    }

    /// The same with another number of deliveries under way at once, of all lanes.
    public Limits withInFlight(int other) {
        return new Limits(
                lane,
                creates,
                conversation,
                roster,
                graph,
                inFlightPerLane,
                mostInFlightPerLane,
                other,
                requestTimeout);
    }

    /// What Microsoft documents, and what was found to go well with it.
    public static Limits defaults() {
        return new Limits(
                Window.of(50, 1),
                Window.of(7, 1),
                List.of(Window.of(7, 1), Window.of(8, 2), Window.of(60, 30), Window.of(1800, 3600)),
                List.of(Window.of(14, 1), Window.of(16, 2), Window.of(120, 30), Window.of(3600, 3600)),
                12,
                64,
                200,
                Duration.ofSeconds(30));
    }
}
