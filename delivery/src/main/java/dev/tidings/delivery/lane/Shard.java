package dev.tidings.delivery.lane;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.fact.CampaignId;
import dev.tidings.delivery.fact.FactChanges;
import dev.tidings.delivery.fact.FactStore;
import dev.tidings.delivery.fact.ItemId;
import dev.tidings.delivery.fact.Keys;
import dev.tidings.delivery.fact.SegmentId;
import dev.tidings.delivery.fact.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the lanes of one shard share: facts, limits, the time, what is under way, and what this tick
/// decides.
///
/// Times within are nanoseconds since the shard was made.
final class Shard {
    /// So many segments are read in one tick, so that none takes long.
    private static final int LOADS_PER_TICK = 24;
    /// So many recipients are in memory, of all lanes.
    private static final int MOST_IN_MEMORY = 1_000_000;

    private final FactStore facts;
    private final long origin;
    private final SteadyTime steady;
    private final Timers timers = new Timers();
    private final Timers calendar = new Timers();
    private final Alarms alarms = new Alarms(this);
    private final Map<Tenancy, Lane> lanes = new LinkedHashMap<>();
    private final Map<CampaignId, List<Campaign>> campaigns = new HashMap<>();
    private final Map<ItemId, Flight> flights = new HashMap<>();
    private final Deque<Lane> ready = new ArrayDeque<>();
    private final Deque<Lane> wanting = new ArrayDeque<>();
    private final Deque<Campaign> closing = new ArrayDeque<>();
    private final Set<SegmentId> rewritten = new HashSet<>();
    private Limits limits;
    private FactChanges changes = new FactChanges();
    private List<Send> sends = new ArrayList<>();
    private List<Grant> grants = new ArrayList<>();
    private List<Rest> rests = new ArrayList<>();
    private List<Errand> errands = new ArrayList<>();
    private long now;
    private Instant wall;
    private long openedAt = Long.MIN_VALUE / 2;
    private long opensAt;
    private long lanesOpenAt;
    private long tick = 1;
    private int loadsLeft = LOADS_PER_TICK;
    private int inMemory;
    private long order;

    Shard(FactStore facts, Limits limits, Moment now) {
        this.facts = facts;
        this.limits = limits;
        this.origin = now.nanos();
        this.wall = now.wall();
        this.steady = new SteadyTime(now.wall());
    }

    // The time.

    void at(Moment moment) {
        now = Math.max(now, relative(moment.nanos()));
        wall = moment.wall();
        if (steady.set(now, wall)) {
            changes.put(Keys.ahead(), steady.bytes());
        }
    }

    long relative(long nanos) {
        return nanos - origin;
    }

    long now() {
        return now;
    }

    Instant wall() {
        return wall;
    }

    /// The time in milliseconds since 1970 as if nobody had set the clock, also not in the life of an earlier process.
    long steadyMillis() {
        return steady.millis(wall);
    }

    SteadyTime steady() {
        return steady;
    }

    /// When a deferred step that was read is due: by the wall clock, but after no longer a wait than it
    /// names.
    long waitFor(Step.Deferred step) {
        Duration whole = Duration.between(step.at(), step.until());
        Duration left = Duration.between(wall, step.until());
        Duration wait = left.compareTo(whole) > 0 ? whole : left;
        return wait.isNegative() ? now : now + wait.toNanos();
    }

    /// Nothing leaves before, since an earlier process may have sent just now.
    void opened(long opens) {
        openedAt = now;
        opensAt = opens;
        lanesOpenAt = opens;
    }

    /// In lanes that are not known yet nobody can have sent lately: they wait for nothing.
    void otherLanesAreOpen() {
        lanesOpenAt = 0;
    }

    /// Nothing leaves before in a lane that becomes known now.
    long lanesOpenAt() {
        return lanesOpenAt;
    }

    long opensAt() {
        return opensAt;
    }

    /// When an earlier process may have sent at the latest; long ago if the shard was never opened.
    long openedAt() {
        return openedAt;
    }

    Timers timers() {
        return timers;
    }

    /// By the wall clock, in milliseconds since 1970.
    Timers calendar() {
        return calendar;
    }

    // What is known.

    FactStore facts() {
        return facts;
    }

    Alarms alarms() {
        return alarms;
    }

    Limits limits() {
        return limits;
    }

    void limits(Limits changed) {
        limits = changed;
        lanes.values().forEach(lane -> {
            lane.limit(changed);
            lane.ready();
        });
    }

    Collection<Lane> lanes() {
        return lanes.values();
    }

    Lane lane(Tenancy id) {
        Lane lane = lanes.get(id);
        if (lane == null) {
            lane = new Lane(this, id);
            lanes.put(id, lane);
            lane.ready();
        }
        return lane;
    }

    void forget(Lane lane) {
        lanes.remove(lane.id(), lane);
    }

    List<Campaign> campaigns(CampaignId id) {
        return campaigns.getOrDefault(id, List.of());
    }

    void add(Campaign campaign) {
        campaigns.computeIfAbsent(campaign.id(), _ -> new ArrayList<>(1)).add(campaign);
    }

    void remove(Campaign campaign) {
        List<Campaign> same = campaigns.get(campaign.id());
        if (same != null && same.remove(campaign) && same.isEmpty()) {
            campaigns.remove(campaign.id());
        }
    }

    /// The order about a campaign that holds, as the facts say.
    @Nullable
    Order standing(CampaignId id) {
        Order[] latest = new Order[1];
        String orders = Keys.orders(id);
        facts.scan(orders, orders + Keys.END, (_, value) -> {
            latest[0] = Order.ofBytes(value);
            return true;
        });
        return latest[0];
    }

    long nextOrder() {
        return order++;
    }

    // Memory.

    /// Whether one more segment may be read in this tick.
    boolean mayLoad() {
        return loadsLeft > 0;
    }

    void loads() {
        loadsLeft--;
    }

    boolean hasRoom() {
        return inMemory < MOST_IN_MEMORY;
    }

    void remembers(int recipients) {
        inMemory += recipients;
    }

    int inMemory() {
        return inMemory;
    }

    /// The number of this tick; what was written in one can be read in the next.
    long tick() {
        return tick;
    }

    /// Notes that a segment that is not in memory is written in this tick.
    boolean rewrite(SegmentId segment) {
        return rewritten.add(segment);
    }

    // Whose turn it is.

    Deque<Lane> ready() {
        return ready;
    }

    Deque<Lane> wanting() {
        return wanting;
    }

    Deque<Campaign> closing() {
        return closing;
    }

    // What is under way.

    @Nullable
    Flight flight(ItemId item) {
        return flights.get(item);
    }

    int underWay() {
        return flights.size();
    }

    boolean full() {
        return flights.size() >= limits.inFlight();
    }

    void began(ItemId item, Flight flight, Send send) {
        flights.put(item, flight);
        sends.add(send);
    }

    void landed(ItemId item) {
        flights.remove(item);
    }

    void grant(Grant grant) {
        grants.add(grant);
    }

    void grant(Errand errand) {
        errands.add(errand);
    }

    void rests(Rest rest) {
        rests.add(rest);
    }

    // What is decided.

    FactChanges changes() {
        return changes;
    }

    /// Ends the tick.
    Decisions decided() {
        Decisions decisions = new Decisions(changes, sends, grants, rests, errands);
        changes = new FactChanges();
        sends = new ArrayList<>();
        grants = new ArrayList<>();
        rests = new ArrayList<>();
        errands = new ArrayList<>();
        rewritten.clear();
        loadsLeft = LOADS_PER_TICK;
        tick++;
        return decisions;
    }
}
