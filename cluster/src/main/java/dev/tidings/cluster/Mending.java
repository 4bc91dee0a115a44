package dev.tidings.cluster;

import dev.tidings.delivery.fact.FactChanges;
import dev.tidings.delivery.fact.FactJson;
import dev.tidings.delivery.fact.FactStore;
import dev.tidings.delivery.fact.Keys;
import dev.tidings.delivery.fact.SegmentId;
import java.util.ArrayList;
import java.util.List;

/// Completes what a crash cut in two: Kafka keeps facts one by one, where a database keeps all
/// changes of a round or none.
///
/// The only changes that must not stay half done are those that close a segment. What became of it
/// is written first, so where that is there, the work and its steps go. Else steps would be missing
/// of work that is still there, and what was delivered would be sent again.
final class Mending {
    private Mending() {}

    /// Completes what was cut, before anybody reads it.
    static void mend(FactStore facts) {
        List<String> done = new ArrayList<>();
        facts.scan(Keys.work(), Keys.work() + Keys.END, (key, _) -> {
            if (facts.get(Keys.done(Keys.lastSegmentOf(key))) != null) {
                done.add(key);
            }
            return true;
        });
        done.forEach(work -> close(facts, work));
    }

    private static void close(FactStore facts, String work) {
        SegmentId segment = Keys.lastSegmentOf(work);
        FactChanges changes = new FactChanges();
        byte[] done = facts.get(Keys.done(segment));
        if (done != null) {
            changes.put(Keys.tally(segment), FactJson.write(FactJson.done(done).tally()));
        }
        String steps = Keys.steps(segment);
        facts.scan(steps, steps + Keys.END, (key, _) -> {
            changes.delete(key);
            return true;
        });
        changes.delete(work);
        facts.commit(changes);
    }
}
