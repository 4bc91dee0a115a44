package dev.tidings.delivery.fact;

import java.util.List;

/// Makes the facts of work that is accepted.
public final class Planned {
    private Planned() {}

    /// Segments of one campaign that follow one another, and what is kept for finding their people.
    public static void add(FactChanges changes, List<Segment> segments) {
        segments.forEach(segment -> changes.put(Keys.work(segment), FactJson.write(segment)));
        if (!segments.isEmpty() && segments.getFirst().errand() == Segment.Errand.SEND) {
            People.add(changes, segments);
        }
    }

    /// One segment, and what is kept for finding its people.
    public static void add(FactChanges changes, Segment segment) {
        add(changes, List.of(segment));
    }
}
