package dev.tidings.delivery.lane;

import dev.tidings.delivery.fact.Done;
import dev.tidings.delivery.fact.Keys;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.fact.SegmentId;
import dev.tidings.delivery.fact.Step;
import dev.tidings.delivery.lane.Item.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A segment in memory: which of its items are where, and how the others ended.
final class OpenSegment {
    private final Campaign campaign;
    private final Segment segment;
    private final String steps;
    private final @Nullable Item[] items;
    private final Done.@Nullable End[] ends;
    private final int[] lastStep;
    private int underWay;
    private int deferred;
    private int open;

    OpenSegment(Campaign campaign, Segment segment) {
        this.campaign = campaign;
        this.segment = segment;
        this.steps = Keys.steps(segment.id());
        this.open = segment.recipients().size();
        this.items = new Item[open];
        this.ends = new Done.End[open];
        this.lastStep = new int[open];
        for (int position = 0; position < open; position++) {
            items[position] = new Item(this, position, campaign.shard().nextOrder());
        }
    }

    Campaign campaign() {
        return campaign;
    }

    Segment segment() {
        return segment;
    }

    SegmentId id() {
        return segment.id();
    }

    int size() {
        return ends.length;
    }

    /// How many have not ended.
    int open() {
        return open;
    }

    int underWay() {
        return underWay;
    }

    /// How many may soon do something, so that the segment had better stay in memory.
    int active() {
        return open - deferred;
    }

    void moved(Place from, Place to) {
        count(from, -1);
        count(to, 1);
    }

    private void count(Place place, int change) {
        switch (place) {
            case UNDER_WAY -> underWay += change;
            case DEFERRED -> deferred += change;
            case READY, WAITING, GONE -> {}
        }
    }

    boolean expired(Instant wall) {
        Instant expiresAt = segment.expiresAt();
        return expiresAt != null && !wall.isBefore(expiresAt);
    }

    @Nullable
    Item item(int position) {
        return items[position];
    }

    Done.@Nullable End end(int position) {
        return ends[position];
    }

    /// Shows all that have not ended.
    void forEachOpen(Consumer<Item> seen) {
        for (Item item : items) {
            if (item != null) {
                seen.accept(item);
            }
        }
    }

    /// The key of an item's next step.
    String nextStep(Item item) {
        return Keys.step(steps, item.position(), item.nextStep());
    }

    /// An item has ended.
    void end(Item item, Step.Ended step) {
        item.place(Place.GONE);
        int position = item.position();
        items[position] = null;
        ends[position] = new Done.End(step, item.attempts());
        lastStep[position] = item.steps();
        open--;
    }

    /// A person has found out how an item ended.
    String settle(int position, Step.Ended step) {
        Done.End before = ends[position];
        ends[position] = new Done.End(step, before == null ? 0 : before.attempts());
        return Keys.step(steps, position, lastStep[position]++);
    }

    /// An item that had ended is to be tried again.
    Item reopen(int position) {
        Item item = new Item(this, position, campaign.shard().nextOrder());
        Done.End before = ends[position];
        item.attempts(before == null ? 0 : before.attempts());
        item.steps(lastStep[position]);
        if (before != null) {
            item.doubtAfter(before.step());
        }
        items[position] = item;
        ends[position] = null;
        open++;
        return item;
    }

    /// Everything, when all have ended.
    Done done() {
        List<Done.End> all = new ArrayList<>(ends.length);
        for (Done.End end : ends) {
            if (end != null) {
                all.add(end);
            }
        }
        return new Done(segment, all);
    }

    /// Shows the keys of all steps there may be.
    void forEachStep(Consumer<String> seen) {
        for (int position = 0; position < ends.length; position++) {
            Item item = items[position];
            int number = item == null ? lastStep[position] : item.steps();
            for (int step = 0; step < number; step++) {
                seen.accept(Keys.step(steps, position, step));
            }
        }
    }
}
