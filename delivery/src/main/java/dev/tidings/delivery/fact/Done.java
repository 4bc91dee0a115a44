package dev.tidings.delivery.fact;

import java.util.List;

/// A segment whose work is done: how each of its deliveries ended. It replaces the work and all its steps.
///
/// @param ends in the order of the segment's recipients
public record Done(Segment segment, List<End> ends) {

    /// Checks that every recipient has an end.
    public Done {
        ends = List.copyOf(ends);
        if (ends.size() != segment.recipients().size()) {
            throw new IllegalArgumentException("a segment is done when every recipient has an end");
        }
    }

    /// How one delivery ended.
    ///
    /// @param attempts how many attempts were made
    public record End(Step.Ended step, int attempts) {}
}
