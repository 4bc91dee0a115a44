package dev.tidings.delivery.lane;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.fact.CampaignId;
import dev.tidings.delivery.fact.FactChanges;
import dev.tidings.delivery.fact.FactJson;
import dev.tidings.delivery.fact.FactsInMemory;
import dev.tidings.delivery.fact.ItemId;
import dev.tidings.delivery.fact.Keys;
import dev.tidings.delivery.fact.Planned;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.fact.SegmentId;
import dev.tidings.delivery.fact.Step;
import dev.tidings.delivery.notification.Delivery;
import dev.tidings.delivery.notification.DeliveryState;
import dev.tidings.delivery.notification.OnUncertain;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Runs lanes against a simulated Teams in virtual time: a host without threads, in which everything
/// takes as long as it is told to.
final class Simulation {
    static final String REGION = "https://teams.example";
    private static final int MOST_TICKS_AT_ONCE = 10_000;
    private static final Delivery.Sent SENT = new Delivery.Sent("c", "a", REGION);

    final FactsInMemory facts = new FactsInMemory();
    final Limits limits;
    private final Map<SegmentId, BitSet> delivered = new HashMap<>();
    final WindowReferee creates;
    private final Map<ItemId, Send> carried = new HashMap<>();
    private final Set<String> created = new HashSet<>();
    final WindowReferee graph;
    private final Map<ItemId, Integer> asked = new HashMap<>();
    final WindowReferee lanes;
    final WindowReferee conversations;
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final Teams teams;
    private LaneCore core;
    private long now;
    private Duration wallShift = Duration.ZERO;
    private long stuck;
    private long lastArrival;
    private long longestPause;
    private long order;
    private int orders;
    private long taken;
    private long throttled;
    private long doubles;
    private long underWay;
    private long mostUnderWay;

    /// A request at its arrival.
    record Arrival(Tenancy lane, String conversation, long now, boolean within) {}

    private record Event(long at, long order, boolean dies, Runnable what) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return at == other.at ? Long.compare(order, other.order) : Long.compare(at, other.at);
        }
    }

    Simulation(Limits limits, Teams teams) {
        this.limits = limits;
        this.teams = teams;
        this.lanes = new WindowReferee(limits.lane());
        this.creates = new WindowReferee(limits.creates());
        this.graph = new WindowReferee(limits.graph());
        this.conversations = new WindowReferee(limits.conversation());
        this.core = new LaneCore(facts, limits, moment());
        core.open(moment());
    }

    LaneCore core() {
        return core;
    }

    Moment moment() {
        return new Moment(now, SomeWork.NOON.plusNanos(now).plus(wallShift));
    }

    long now() {
        return now;
    }

    /// Sets the wall clock.
    void step(Duration by) {
        wallShift = wallShift.plus(by);
    }

    /// The process dies and starts again; answers under way are lost.
    void crash() {
        events.removeIf(Event::dies);
        carried.clear();
        underWay = 0;
        core = new LaneCore(facts, limits, moment());
        core.open(moment());
    }

    void accept(Segment segment) {
        FactChanges planned = new FactChanges();
        Planned.add(planned, segment);
        facts.commit(planned);
        core.accept(segment);
    }

    private void at(long nanos, Runnable what) {
        events.add(new Event(nanos, order++, true, what));
    }

    /// Does something at a time, whatever becomes of the process until then.
    void later(Duration time, Runnable what) {
        events.add(new Event(time.toNanos(), order++, false, what));
    }

    /// Settles down: whether nothing is under way and nothing will come.
    boolean isQuiet() {
        return underWay == 0 && core.nextWake(moment()) == Long.MAX_VALUE;
    }

    void order(CampaignId campaign, Order ordered) {
        facts.commit(new FactChanges().put(Keys.order(campaign, orders++), ordered.bytes()));
        core.order(campaign, ordered);
    }

    /// Lets time pass until a moment, or until nothing is left to do.
    void runUntil(long end) {
        while (true) {
            long wake = core.nextWake(moment());
            long next = wake == Long.MAX_VALUE ? Long.MAX_VALUE : now + wake;
            Event event = events.peek();
            if (event != null && event.at() <= next) {
                next = event.at();
            }
            if (next > end) {
                now = end == Long.MAX_VALUE ? now : end;
                return;
            }
            stuck = next > now ? 0 : stuck + 1;
            if (stuck > MOST_TICKS_AT_ONCE) {
                throw new IllegalStateException("the core wants to be woken for ever: " + core.figures());
            }
            now = Math.max(now, next);
            while (!events.isEmpty() && events.peek().at() <= now) {
                events.poll().what().run();
            }
            tick();
        }
    }

    private void tick() {
        Decisions decisions = core.tick(moment());
        FactChanges changes = decisions.changes();
        for (Send send : decisions.sends()) {
            if (leaves(send)) {
                changes.put(send.step(), FactJson.write(new Step.Begun(moment().wall(), send.attempt())));
            }
        }
        facts.commit(changes);
        decisions.sends().forEach(this::leave);
        for (Grant grant : decisions.grants()) {
            Send send = carried.get(grant.item());
            if (send != null) {
                request(send, grant.request());
            }
        }
    }

    private boolean leaves(Send send) {
        return send.first() == Request.CREATE || !isNew(send);
    }

    private boolean isNew(Send send) {
        String conversation = send.recipient().conversation();
        return teams.isNew(conversation) && !created.contains(conversation);
    }

    private void leave(Send send) {
        if (!leaves(send)) {
            tell(new Result.NeedsCreate(send.item()));
            return;
        }
        underWay++;
        mostUnderWay = Math.max(mostUnderWay, underWay);
        if (hasArrived(send.item())) {
            doubles++;
        }
        carried.put(send.item(), send);
        if (teams.asksGraph(send.recipient().conversation()) == 0) {
            request(send, send.first());
        } else {
            tell(new Result.Unused(send.item(), send.first()));
            wantNext(send);
        }
    }

    /// The next request to Graph, or at last the message itself.
    private void wantNext(Send send) {
        String conversation = send.recipient().conversation();
        int before = asked.merge(send.item(), 1, Integer::sum) - 1;
        boolean more = before < teams.asksGraph(conversation);
        tell(new Result.Wants(send.item(), more ? Request.GRAPH : Request.SEND, more ? "" : conversation));
    }

    private void request(Send send, Request kind) {
        long left = now;
        at(now + teams.there(), () -> arrives(send, kind, left));
    }

    private void arrives(Send send, Request kind, long left) {
        String conversation = send.recipient().conversation();
        Tenancy lane = send.segment().lane();
        if (kind == Request.GRAPH) {
            graph.arrives(lane, now);
            at(now + teams.back(), () -> {
                tell(new Result.Answered(send.item(), kind, "", left, now, true));
                wantNext(send);
            });
            return;
        }
        boolean within = lanes.arrives(lane, now);
        within &= kind == Request.CREATE
                ? creates.arrives(lane, now)
                : conversations.arrives(List.of(lane, conversation), now);
        Teams.Answer answer = teams.answer(new Arrival(lane, conversation, now, within));
        if (answer instanceof Teams.Answer.Taken || answer instanceof Teams.Answer.Silent) {
            taken++;
            arrived(send, kind);
        }
        if (answer instanceof Teams.Answer.Silent) {
            at(left + limits.requestTimeout().toNanos(), () -> back(send, kind, left, answer));
        } else {
            at(now + teams.back(), () -> back(send, kind, left, answer));
        }
    }

    private void arrived(Send send, Request kind) {
        if (kind == Request.CREATE) {
            created.add(send.recipient().conversation());
        } else {
            delivered
                    .computeIfAbsent(send.item().segment(), _ -> new BitSet())
                    .set(send.item().position());
            longestPause = lastArrival == 0 ? 0 : Math.max(longestPause, now - lastArrival);
            lastArrival = now;
        }
    }

    private void back(Send send, Request kind, long left, Teams.Answer answer) {
        String conversation = send.recipient().conversation();
        boolean answered = !(answer instanceof Teams.Answer.Silent);
        tell(new Result.Answered(send.item(), kind, conversation, left, now, answered));
        switch (answer) {
            case Teams.Answer.Taken() -> taken(send, kind, conversation);
            case Teams.Answer.TooMany(Duration retryAfter) -> {
                throttled++;
                tell(new Result.Throttled(send.item(), conversation, retryAfter));
                over(send, deferred("throttled", retryAfter));
            }
            case Teams.Answer.Failed() -> {
                tell(new Result.Trouble(send.item(), Result.Trouble.Scope.SERVICE, REGION, "service-error"));
                over(send, deferred("service-error", Duration.ofSeconds(1L << Math.min(8, send.attempt()))));
            }
            case Teams.Answer.Silent() -> {
                boolean resend = send.segment().onUncertain() == OnUncertain.RESEND;
                over(
                        send,
                        resend
                                ? deferred("sent-again", Duration.ZERO)
                                : ended(DeliveryState.UNCERTAIN, "no-answer", null));
            }
        }
    }

    private void taken(Send send, Request kind, String conversation) {
        tell(new Result.Fine(send.item(), REGION));
        if (kind == Request.CREATE) {
            tell(new Result.Wants(send.item(), Request.SEND, conversation));
        } else {
            over(send, ended(DeliveryState.DELIVERED, null, SENT));
        }
    }

    private Step deferred(String reason, Duration wait) {
        Instant wall = moment().wall();
        return new Step.Deferred(wall, reason, wall.plus(wait));
    }

    private Step ended(DeliveryState state, @Nullable String reason, Delivery.@Nullable Sent sent) {
        return new Step.Ended(moment().wall(), state, reason, null, sent);
    }

    private void over(Send send, Step step) {
        underWay--;
        carried.remove(send.item());
        tell(new Result.Over(send.item(), true, step));
    }

    private void tell(Result result) {
        core.result(result, moment());
    }

    /// Whether a message arrived.
    boolean hasArrived(ItemId item) {
        BitSet positions = delivered.get(item.segment());
        return positions != null && positions.get(item.position());
    }

    /// How many messages arrived.
    long delivered() {
        return delivered.values().stream().mapToLong(BitSet::cardinality).sum();
    }

    /// When the latest message arrived.
    long lastArrival() {
        return lastArrival;
    }

    /// The longest time in which no message arrived, between the first and the latest.
    Duration longestPause() {
        return Duration.ofNanos(longestPause);
    }

    /// How many requests were taken.
    long taken() {
        return taken;
    }

    long throttled() {
        return throttled;
    }

    /// How many were sent again after they had been delivered.
    long doubles() {
        return doubles;
    }

    long mostUnderWay() {
        return mostUnderWay;
    }
}
