package dev.tidings.delivery.lane;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.lane.Timers.Timer;
import dev.tidings.delivery.notification.Priority;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One bot in one tenant: whose turn it is, and whether one more request may leave.
final class Lane {
    /// One turn in so many goes to the lowest priority that waits.
    private static final int SHARE_OF_LOWEST = 20;
    private static final int MOST_TRIES = 100;
    private static final long SOON = 50_000_000;
    private static final long WHILE = 10_000_000_000L;

    private final Shard shard;
    private final Tenancy id;
    private final Pace pace;
    private final Conversations conversations;
    private final Conversations rosters;
    private final Map<Priority, Tier> tiers = new EnumMap<>(Priority.class);
    private final List<Tier> urgentFirst;
    private final List<Tier> patientFirst;
    private final Wants wants = new Wants(this);
    private final Errands errands = new Errands(this);
    private final Creating creating = new Creating();
    private final Sign sign;
    private final Timer timer;
    private int underWay;
    private int turns;
    private boolean hungry;
    private boolean queued;
    private boolean wanting;
    private @Nullable String region;

    /// How a turn ended.
    enum Turn {
        /// A delivery begins; there may be more.
        BEGAN,
        /// Nothing may begin now.
        WAITS,
        /// Something may begin, but in the next tick.
        HUNGRY
    }

    Lane(Shard shard, Tenancy id) {
        this.shard = shard;
        this.id = id;
        this.pace = new Pace(shard.limits(), shard.lanesOpenAt());
        this.sign = new Sign(shard, this);
        this.conversations = new Conversations(this, "", shard.limits().conversation());
        this.rosters = new Conversations(this, "roster ", shard.limits().roster());
        for (Priority priority : Priority.values()) {
            tiers.put(priority, new Tier(this, priority));
        }
        this.urgentFirst = List.copyOf(tiers.values());
        this.patientFirst = urgentFirst.reversed();
        this.timer = shard.timers().timer(this::ready);
    }

    void limit(Limits limits) {
        pace.limit(limits);
        conversations.limit(limits.conversation());
        rosters.limit(limits.roster());
    }

    Shard shard() {
        return shard;
    }

    Tenancy id() {
        return id;
    }

    Pace pace() {
        return pace;
    }

    Sign sign() {
        return sign;
    }

    int underWay() {
        return underWay;
    }

    @Nullable
    String region() {
        return region;
    }

    void region(String origin) {
        region = origin;
    }

    Tier tier(Priority priority) {
        return tiers.computeIfAbsent(priority, missing -> new Tier(this, missing));
    }

    List<Tier> tiers() {
        return urgentFirst;
    }

    Conversations conversations(Request kind) {
        return kind == Request.READ ? rosters : conversations;
    }

    /// Has its turn in this tick or the next.
    void ready() {
        if (!queued) {
            queued = true;
            shard.ready().addLast(this);
        }
        if (!wanting && !wants.isEmpty()) {
            wanting = true;
            shard.wanting().addLast(this);
        }
    }

    void hungers() {
        hungry = true;
    }

    boolean isHungry() {
        return hungry;
    }

    void looksAgainSoon() {
        wakeAt(shard.now() + SOON);
    }

    void wakeAt(long at) {
        shard.timers().by(timer, at);
    }

    void accept(Segment segment) {
        tier(segment.priority()).accept(segment);
        ready();
    }

    // Deliveries begin.

    /// Begins some deliveries, as many as may begin now.
    Turn begin(int most) {
        Turn turn = turn();
        for (int begun = 1; begun < most && turn == Turn.BEGAN && !shard.full(); begun++) {
            turn = turn();
        }
        queued = false;
        return turn;
    }

    private Turn turn() {
        hungry = false;
        conversations.forget();
        rosters.forget();
        long at =
                Math.max(pace.freeAt(Request.SEND, shard.now()), shard.alarms().beginAt(this));
        if (at > shard.now()) {
            wakeAt(at);
            return Turn.WAITS;
        }
        if (underWay >= pace.berths()) {
            return Turn.WAITS;
        }
        Item item = choose();
        if (item == null) {
            return withoutItem();
        }
        if (urgent(item) || !errands.grantInstead()) {
            begin(item);
        } else {
            putBack(item);
        }
        return Turn.BEGAN;
    }

    private Turn withoutItem() {
        if (hungry) {
            return Turn.HUNGRY;
        }
        if (errands.grant()) {
            return Turn.BEGAN;
        }
        retireIfIdle();
        return Turn.WAITS;
    }

    private static boolean urgent(Item item) {
        return item.segment().segment().priority() == Priority.HIGH;
    }

    private void putBack(Item item) {
        if (item.first() == Request.CREATE) {
            creating.add(item);
        } else {
            item.segment().campaign().urgent(item);
        }
    }

    private @Nullable Item choose() {
        boolean lowest = ++turns % SHARE_OF_LOWEST == 0;
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            Item item = next(lowest);
            if (item == null || mayBegin(item)) {
                return item;
            }
        }
        hungers();
        return null;
    }

    private @Nullable Item next(boolean lowest) {
        Item create = creatable();
        for (Tier tier : lowest ? patientFirst : urgentFirst) {
            if (create != null && create.segment().segment().priority() == tier.priority()) {
                creating.remove(create);
                return create;
            }
            Item item = tier.next();
            if (item != null || hungry) {
                return item;
            }
        }
        return null;
    }

    /// The most urgent that waits to create its chat, if one may be created now.
    private @Nullable Item creatable() {
        Item first = creating.first();
        if (first == null) {
            return null;
        }
        long at = pace.freeAt(Request.CREATE, shard.now());
        if (at <= shard.now()) {
            return first;
        }
        wakeAt(at);
        return null;
    }

    private boolean mayBegin(Item item) {
        Campaign campaign = item.segment().campaign();
        if (campaign.verdict(item.segment()) != null) {
            campaign.close();
            return false;
        }
        if (item.first() == Request.CREATE && !item.waits()) {
            create(item);
            return false;
        }
        Conversation conversation = conversations.of(item.conversation());
        if (conversation.beginAt() > shard.now()) {
            item.place(Item.Place.WAITING);
            conversation.await(item);
            return false;
        }
        return true;
    }

    /// The item waits for a right to create its chat.
    void create(Item item) {
        item.first(Request.CREATE);
        item.place(Item.Place.WAITING);
        creating.add(item);
    }

    private void begin(Item item) {
        OpenSegment segment = item.segment();
        Conversation conversation = conversations.of(item.conversation());
        String step = segment.nextStep(item);
        Flight flight = new Flight(item, conversation, shard.now());
        Request first = item.first();
        item.place(Item.Place.UNDER_WAY);
        conversation.occupy(item);
        give(flight, first, first == Request.SEND ? conversation : null);
        underWay++;
        shard.alarms().begins(flight);
        Send send = new Send(
                item.id(), segment.segment(), item.recipient(), item.conversation(), first, item.attempts() + 1, step);
        shard.began(send.item(), flight, send);
    }

    void give(Flight flight, Request kind, @Nullable Conversation conversation) {
        take(kind);
        if (conversation != null) {
            conversation.asks();
        }
        flight.give(new Flight.Right(kind, conversation, shard.now()));
    }

    /// A request of this kind leaves now.
    void take(Request kind) {
        pace.take(kind, shard.now());
        sign.set();
    }

    /// A delivery is no longer under way.
    void landed(Flight flight) {
        underWay--;
        flight.place().leave(flight.item());
        pace.underWay(shard.now() - flight.since());
        ready();
    }

    // Deliveries under way go on.

    void want(Flight flight, Request kind, String conversation) {
        wants.add(flight, kind, conversation);
        ready();
    }

    /// Grants the further requests that may leave now.
    void grant() {
        wanting = false;
        wants.grant();
    }

    // What serves no delivery.

    /// Asks for a right to a request that serves no delivery.
    void want(Errand errand) {
        errands.add(errand);
        ready();
    }

    void end(Errand errand, Errand.End end) {
        errands.end(errand, end);
        ready();
    }

    // Memory.

    /// Leaves memory when there is nothing to do and nothing to remember; looks again when that may be
    /// so.
    private void retireIfIdle() {
        long next = Math.min(sign.rest(), Math.min(conversations.nextForgetting(), rosters.nextForgetting()));
        if (next != Timers.NEVER) {
            wakeAt(Math.max(next, shard.now() + SOON));
        } else if (hasNoWork()) {
            if (pace.idle(shard.now())) {
                shard.timers().cancel(timer);
                shard.forget(this);
            } else {
                wakeAt(Math.max(pace.closedUntil(), shard.now() + WHILE));
            }
        }
    }

    private boolean hasNoWork() {
        boolean none = underWay == 0 && wants.isEmpty() && errands.isEmpty() && creating.first() == null;
        for (Tier tier : urgentFirst) {
            none &= tier.isEmpty();
        }
        return none && conversations.isEmpty() && rosters.isEmpty();
    }
}
