package dev.tidings.delivery.lane;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.fact.Done;
import dev.tidings.delivery.fact.FactChanges;
import dev.tidings.delivery.fact.FactJson;
import dev.tidings.delivery.fact.ItemId;
import dev.tidings.delivery.fact.Keys;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.fact.SegmentId;
import dev.tidings.delivery.fact.Step;
import dev.tidings.delivery.notification.DeliveryState;
import dev.tidings.delivery.notification.Priority;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Takes up deliveries that had ended: some are tried again, of others a person has found out what
/// became of them.
final class Reopening {
    private final Shard shard;

    Reopening(Shard shard) {
        this.shard = shard;
    }

    /// Lets deliveries wait again that were refused, cancelled, or are uncertain.
    ///
    /// @return how many do
    int requeue(Campaign campaign, Collection<Long> ordinals) {
        Map<SegmentId, List<Integer>> positions = ordinals.stream()
                .map(ordinal -> ItemId.of(campaign.id(), ordinal))
                .collect(Collectors.groupingBy(
                        ItemId::segment,
                        () -> new TreeMap<>(Comparator.comparingInt(SegmentId::number)),
                        Collectors.mapping(ItemId::position, Collectors.toList())));
        int count = 0;
        for (Map.Entry<SegmentId, List<Integer>> entry : positions.entrySet()) {
            count += requeue(campaign, entry.getKey(), entry.getValue());
        }
        campaign.retireIfDone();
        return count;
    }

    private int requeue(Campaign campaign, SegmentId id, List<Integer> positions) {
        OpenSegment loaded = campaign.loaded(id.number());
        OpenSegment open = loaded == null ? stored(campaign, id, positions) : loaded;
        if (open == null) {
            return 0;
        }
        int count = 0;
        for (int position : positions) {
            if (mayTryAgain(open, position)) {
                requeue(campaign, open.reopen(position), loaded != null);
                count++;
            }
        }
        if (loaded == null && count > 0) {
            campaign.shelf().put(id.number(), Long.MIN_VALUE);
            campaign.offer();
        }
        return count;
    }

    private void requeue(Campaign campaign, Item item, boolean loaded) {
        byte[] step = FactJson.write(new Step.Requeued(shard.wall()));
        shard.changes().put(item.segment().nextStep(item), step);
        if (loaded) {
            campaign.urgent(item);
        }
    }

    private static boolean mayTryAgain(OpenSegment segment, int position) {
        Done.End end = position < segment.size() ? segment.end(position) : null;
        return end != null
                && switch (end.step().state()) {
                    case REFUSED, UNCERTAIN, CANCELLED -> true;
                    case QUEUED, DEFERRED, IN_FLIGHT, DELIVERED, EXPIRED, OPTED_OUT, DIGESTED -> false;
                };
    }

    /// A segment that is not in memory, open or done; null if there is none, or it was written in this
    /// very tick.
    private @Nullable OpenSegment stored(Campaign campaign, SegmentId id, List<Integer> positions) {
        Segment open = Segments.find(shard.facts(), campaign.key(id.number()));
        if (open != null) {
            return shard.rewrite(id) ? Segments.read(campaign, open) : null;
        }
        Done done = done(id);
        if (done == null || positions.stream().noneMatch(position -> mayTryAgain(done, position))) {
            return null;
        }
        return shard.rewrite(id) ? Segments.reopen(campaign, done) : null;
    }

    private static boolean mayTryAgain(Done done, int position) {
        if (position >= done.ends().size()) {
            return false;
        }
        DeliveryState state = done.ends().get(position).step().state();
        return state == DeliveryState.REFUSED || state == DeliveryState.UNCERTAIN || state == DeliveryState.CANCELLED;
    }

    private @Nullable Done done(SegmentId id) {
        byte[] value = shard.facts().get(Keys.done(id));
        return value == null ? null : FactJson.done(value);
    }

    /// Notes how an uncertain delivery ended.
    ///
    /// @return whether it was uncertain
    boolean settle(ItemId item, Tenancy tenancy, Priority priority, Step.Ended end) {
        for (Campaign campaign : shard.campaigns(item.segment().campaign())) {
            OpenSegment loaded = campaign.loaded(item.segment().number());
            if (loaded != null) {
                return settle(loaded, item.position(), end);
            }
        }
        return settleStored(item, tenancy, priority, end);
    }

    private boolean settle(OpenSegment segment, int position, Step.Ended end) {
        Done.End before = position < segment.size() ? segment.end(position) : null;
        if (before == null || before.step().state() != DeliveryState.UNCERTAIN) {
            return false;
        }
        shard.changes().put(segment.settle(position, end), FactJson.write(end));
        return true;
    }

    private boolean settleStored(ItemId item, Tenancy tenancy, Priority priority, Step.Ended end) {
        SegmentId id = item.segment();
        Segment open = Segments.find(shard.facts(), Keys.work(tenancy, priority, id));
        if (open == null) {
            Done done = done(id);
            return done != null && shard.rewrite(id) && settle(done, item.position(), end);
        }
        Campaign campaign = new Campaign(shard.lane(tenancy).tier(priority), id.campaign());
        return shard.rewrite(id) && settle(Segments.read(campaign, open), item.position(), end);
    }

    private boolean settle(Done done, int position, Step.Ended end) {
        if (position >= done.ends().size() || done.ends().get(position).step().state() != DeliveryState.UNCERTAIN) {
            return false;
        }
        List<Done.End> ends = new ArrayList<>(done.ends());
        ends.set(position, new Done.End(end, ends.get(position).attempts()));
        Done settled = new Done(done.segment(), ends);
        FactChanges changes = shard.changes();
        changes.put(Keys.done(done.segment().id()), FactJson.write(settled));
        changes.put(Keys.tally(done.segment().id()), FactJson.write(settled.tally()));
        return true;
    }
}
