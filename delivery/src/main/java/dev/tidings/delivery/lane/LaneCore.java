package dev.tidings.delivery.lane;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.fact.CampaignId;
import dev.tidings.delivery.fact.FactStore;
import dev.tidings.delivery.fact.ItemId;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.fact.Step;
import dev.tidings.delivery.notification.Priority;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/// All lanes of a shard: what is sent next, and when.
///
/// It is told what was accepted, ordered and answered, and asked at each tick what to do; what a tick
/// decides is made durable before the next tick, and before anything is sent. It reads facts, but only
/// such as were made durable, and has no threads, no clock and no other input or output. Not
/// thread-safe.
public final class LaneCore {
    /// Wall clocks may be set at any time, so what waits for one is looked at this often.
    private static final long LOOK_AT_WALL = 1_000_000_000L;

    /// How many deliveries a lane begins in its turn.
    private static final int STRIDE = 12;

    private final Shard shard;
    private final Results results;
    private final Closing closing;
    private final Reopening reopening;
    private final Deque<Told> inbox = new ArrayDeque<>();
    private boolean resting;

    /// A result and when it was told.
    private record Told(Result result, long at) {}

    /// A shard in which nothing is known yet.
    public LaneCore(FactStore facts, Limits limits, Moment now) {
        this.shard = new Shard(facts, limits, now);
        this.results = new Results(shard);
        this.closing = new Closing(shard);
        this.reopening = new Reopening(shard);
    }

    /// Finds out what an earlier process left: attempts that were cut off end or are tried again, and
    /// nothing is sent until the shortest windows have passed. To be called once, first.
    public void open(Moment now) {
        open(now, Duration.ZERO);
    }

    /// The same where the earlier process may not have noticed yet that it is to stop.
    ///
    /// @param guard how long nothing is sent at least, unless nobody has been at work here before
    public void open(Moment now, Duration guard) {
        shard.at(now);
        new Recovery(shard, guard).run();
    }

    /// New work, which is durable. Each segment is told once.
    public void accept(Segment segment) {
        shard.lane(segment.lane()).accept(segment);
    }

    /// What people want of a campaign; the order is durable.
    public void order(CampaignId campaign, Order order) {
        for (Campaign known : List.copyOf(shard.campaigns(campaign))) {
            known.order(order);
        }
    }

    /// Lets deliveries be tried again that were refused or cancelled, or are uncertain; others stay as
    /// they are. Deliveries of a campaign that is cancelled are cancelled again, unless it was resumed
    /// before.
    ///
    /// @return how many wait again
    public int requeue(CampaignId campaign, Tenancy lane, Priority priority, Collection<Long> ordinals, Moment now) {
        shard.at(now);
        return reopening.requeue(shard.lane(lane).tier(priority).campaign(campaign), ordinals);
    }

    /// Notes what a person has found out about an uncertain delivery.
    ///
    /// @return whether it was uncertain
    public boolean settle(ItemId item, Tenancy lane, Priority priority, Step.Ended end, Moment now) {
        shard.at(now);
        return reopening.settle(item, lane, priority, end);
    }

    /// What became of something that was decided.
    public void result(Result result, Moment now) {
        shard.at(now);
        inbox.addLast(new Told(result, shard.now()));
    }

    /// Somebody asks for a right to a request that serves no delivery. Such rights are not durable: whoever
    /// waits for one asks again after a restart.
    public void errand(Errand errand, Moment now) {
        shard.at(now);
        shard.lane(errand.lane()).want(errand);
    }

    /// What became of the right of an errand, or that it is not wanted any more.
    public void errand(Errand errand, Errand.End end, Moment now) {
        shard.at(now);
        shard.lane(errand.lane()).end(errand, end);
    }

    /// Decides what is done now.
    public Decisions tick(Moment now) {
        shard.at(now);
        takeResults();
        closing.run();
        shard.calendar().run(shard.wall().toEpochMilli());
        shard.timers().run(shard.now());
        if (shard.alarms().changed()) {
            shard.lanes().forEach(Lane::ready);
        }
        grant();
        if (!resting) {
            begin();
        }
        return shard.decided();
    }

    private void takeResults() {
        Told next = inbox.pollFirst();
        while (next != null) {
            results.take(next.result(), next.at());
            next = inbox.pollFirst();
        }
    }

    private void grant() {
        Lane lane = shard.wanting().pollFirst();
        while (lane != null) {
            lane.grant();
            lane = shard.wanting().pollFirst();
        }
    }

    /// Lanes take turns; in each a lane begins several, since their facts stand side by side in the
    /// store, and are written together for little more than one.
    private void begin() {
        List<Lane> next = new ArrayList<>();
        while (!shard.full() && !shard.ready().isEmpty()) {
            Lane lane = shard.ready().removeFirst();
            switch (lane.begin(STRIDE)) {
                case BEGAN -> lane.ready();
                case HUNGRY -> next.add(lane);
                case WAITS -> {}
            }
        }
        next.forEach(Lane::ready);
    }

    /// From now on nothing begins; what is under way goes on.
    public void rest() {
        resting = true;
    }

    /// How many nanoseconds from now something may have to be done, unless something is told before;
    /// [Long#MAX_VALUE] if nothing.
    public long nextWake(Moment now) {
        shard.at(now);
        boolean begins = !resting && !shard.ready().isEmpty() && !shard.full();
        if (begins
                || !inbox.isEmpty()
                || !shard.closing().isEmpty()
                || !shard.wanting().isEmpty()) {
            return 0;
        }
        if (!shard.changes().isEmpty()) {
            return 0;
        }
        long timer = shard.timers().next();
        long wait = timer == Timers.NEVER ? Long.MAX_VALUE : Math.max(0, timer - shard.now());
        return Math.min(wait, wallWait());
    }

    private long wallWait() {
        long next = shard.calendar().next();
        if (next == Timers.NEVER) {
            return Long.MAX_VALUE;
        }
        long millis = Math.max(0, next - shard.wall().toEpochMilli());
        return millis > 1_000 ? LOOK_AT_WALL : millis * 1_000_000;
    }

    /// Other limits hold from now on.
    public void limits(Limits limits) {
        shard.limits(limits);
    }

    /// The bots, tenants and regions that are not sent to for now.
    public List<Alarm> alarms() {
        return shard.alarms().list();
    }

    /// How all lanes stand, as of the latest moment told.
    public CoreFigures figures() {
        List<LaneFigures> lanes = new ArrayList<>(shard.lanes().size());
        shard.lanes().forEach(lane -> lanes.add(LaneFigures.of(lane)));
        return new CoreFigures(lanes, shard.underWay(), shard.inMemory());
    }
}
