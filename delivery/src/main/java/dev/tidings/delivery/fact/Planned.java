package dev.tidings.delivery.fact;

/// Makes the facts of work that is accepted.
public final class Planned {
    private Planned() {}

    /// A segment, and what is kept for finding its people.
    public static void add(FactChanges changes, Segment segment) {
        changes.put(Keys.work(segment), FactJson.write(segment));
        if (segment.errand() == Segment.Errand.SEND) {
            changes.put(Keys.people(segment.lane(), segment.id()), People.hashes(segment.recipients()));
        }
    }
}
