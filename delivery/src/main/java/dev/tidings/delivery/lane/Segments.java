package dev.tidings.delivery.lane;

import dev.tidings.delivery.fact.Done;
import dev.tidings.delivery.fact.FactChanges;
import dev.tidings.delivery.fact.FactJson;
import dev.tidings.delivery.fact.FactStore;
import dev.tidings.delivery.fact.Keys;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.fact.Step;
import dev.tidings.delivery.fact.Tally;
import org.jspecify.annotations.Nullable;

/// Segments as facts: read into memory, and written when they are done.
final class Segments {
    private Segments() {}

    /// A segment with what its steps say.
    static OpenSegment read(Campaign campaign, Segment segment) {
        OpenSegment read = new OpenSegment(campaign, segment);
        String steps = Keys.steps(segment.id());
        campaign.shard().facts().scan(steps, steps + Keys.END, (key, value) -> {
            apply(read, Keys.positionOf(key), (int) Keys.numberOf(key), FactJson.step(value));
            return true;
        });
        return read;
    }

    private static void apply(OpenSegment segment, int position, int number, Step step) {
        if (position >= segment.size()) {
            return;
        }
        Item known = segment.item(position);
        Item item = known == null ? segment.reopen(position) : known;
        item.steps(number + 1);
        item.doubtAfter(step);
        switch (step) {
            case Step.Begun begun -> item.attempts(Math.max(item.attempts(), begun.attempt()));
            case Step.Deferred deferred -> item.due(segment.campaign().shard().waitFor(deferred));
            case Step.Ended ended -> segment.end(item, ended);
            case Step.Requeued _ -> item.due(Long.MIN_VALUE);
        }
    }

    /// The segment under a key, or null if it is not open.
    static @Nullable Segment find(FactStore facts, String key) {
        byte[] value = facts.get(key);
        return value == null ? null : FactJson.segment(value);
    }

    /// Replaces the work and its steps by what became of it.
    ///
    /// @return how many ended how
    static Tally close(FactChanges changes, OpenSegment segment) {
        Done done = segment.done();
        changes.put(Keys.done(segment.id()), FactJson.write(done));
        Tally tally = done.tally();
        changes.put(Keys.tally(segment.id()), FactJson.write(tally));
        segment.forEachStep(changes::delete);
        changes.delete(Keys.work(segment.segment()));
        return tally;
    }

    /// Makes a segment that was done open again, with the ends it had.
    static OpenSegment reopen(Campaign campaign, Done done) {
        FactChanges changes = campaign.shard().changes();
        Segment segment = done.segment();
        OpenSegment open = new OpenSegment(campaign, segment);
        changes.delete(Keys.done(segment.id()));
        changes.delete(Keys.tally(segment.id()));
        changes.put(Keys.work(segment), FactJson.write(segment));
        for (int position = 0; position < done.ends().size(); position++) {
            Item item = open.item(position);
            if (item != null) {
                restore(changes, open, item, done.ends().get(position));
            }
        }
        return open;
    }

    private static void restore(FactChanges changes, OpenSegment open, Item item, Done.End end) {
        item.attempts(end.attempts());
        if (end.attempts() > 0) {
            changes.put(
                    open.nextStep(item),
                    FactJson.write(new Step.Begun(end.step().at(), end.attempts())));
        }
        changes.put(open.nextStep(item), FactJson.write(end.step()));
        open.end(item, end.step());
    }

    /// Ends an item that nothing was begun of.
    static void end(FactChanges changes, Item item, Step.Ended step) {
        OpenSegment segment = item.segment();
        changes.put(segment.nextStep(item), FactJson.write(step));
        segment.end(item, step);
    }
}
