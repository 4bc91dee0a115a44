package dev.tidings.delivery.lane;

import java.util.List;

/// How all lanes stand.
///
/// @param lanes those that have something to do or to remember
/// @param inFlight how many deliveries are under way, of all lanes
/// @param inMemory how many recipients are in memory
public record CoreFigures(List<LaneFigures> lanes, int inFlight, int inMemory) {

    /// Keeps its own copy.
    public CoreFigures {
        lanes = List.copyOf(lanes);
    }
}
