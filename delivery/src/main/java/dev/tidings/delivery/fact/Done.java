package dev.tidings.delivery.fact;

import dev.tidings.delivery.notification.DeliveryState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

    /// How many ended how.
    public Tally tally() {
        Map<How, Long> counted = new LinkedHashMap<>();
        for (End end : ends) {
            String reason = end.step().reason();
            counted.merge(new How(end.step().state(), reason == null ? "" : reason), 1L, Long::sum);
        }
        List<Tally.Count> counts = new ArrayList<>(counted.size());
        counted.forEach((how, number) -> counts.add(new Tally.Count(how.state(), how.reason(), number)));
        return new Tally(counts);
    }

    private record How(DeliveryState state, String reason) {}

    /// How one delivery ended.
    ///
    /// @param attempts how many attempts were made
    public record End(Step.Ended step, int attempts) {}
}
