package dev.tidings.server.settings;

import dev.tidings.delivery.audience.Organisations;
import dev.tidings.delivery.lane.Limits;
import dev.tidings.delivery.lane.Limits.Window;
import java.time.Duration;
import java.util.List;

/// The limits of sending that an operator may set.
///
/// @param requestsPerSecond for all requests of one bot in one tenant
/// @param createsPerSecond for creating 1:1 chats of one bot in one tenant
/// @param graphRequestsPerSecond for all requests of one bot in one tenant to Microsoft Graph; a few
///     of them are for listing people
/// @param conversationWindows for sending to one conversation; empty for no window, also for reading rosters
/// @param inFlight how many deliveries are under way at once
/// @param inFlightPerLane how many of one bot in one tenant, to begin with
public record SendingLimits(
        int requestsPerSecond,
        int createsPerSecond,
        int graphRequestsPerSecond,
        List<Window> conversationWindows,
        int inFlight,
        int inFlightPerLane) {
    /// The smallest number of requests to Microsoft Graph that can be set.
    public static final int FEWEST_TO_GRAPH = Organisations.SHARE + 1;

    /// The largest of each number that can be set.
    public static final int MOST = 10_000;

    private static final Duration SECOND = Duration.ofSeconds(1);

    /// Keeps its own copy.
    public SendingLimits {
        conversationWindows = List.copyOf(conversationWindows);
    }

    /// What of a lane's limits an operator may set.
    public static SendingLimits of(Limits limits) {
        return new SendingLimits(
                limits.lane().requests(),
                limits.creates().requests(),
                limits.graph().requests() + Organisations.SHARE,
                limits.conversation(),
                limits.inFlight(),
                limits.inFlightPerLane());
    }

    /// These limits, and the others as they are.
    public Limits over(Limits others) {
        return new Limits(
                new Window(requestsPerSecond, SECOND),
                new Window(createsPerSecond, SECOND),
                conversationWindows,
                conversationWindows.isEmpty() ? List.of() : Limits.defaults().roster(),
                new Window(graphRequestsPerSecond - Organisations.SHARE, SECOND),
                inFlightPerLane,
                Math.max(inFlightPerLane, others.mostInFlightPerLane()),
                inFlight,
                others.requestTimeout());
    }
}
