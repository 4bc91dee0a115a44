package dev.tidings.delivery.lane;

import dev.tidings.delivery.fact.CampaignId;
import dev.tidings.delivery.fact.Done;
import dev.tidings.delivery.fact.FactChanges;
import dev.tidings.delivery.fact.FactJson;
import dev.tidings.delivery.fact.FactsInMemory;
import dev.tidings.delivery.fact.ItemId;
import dev.tidings.delivery.fact.Keys;
import dev.tidings.delivery.fact.Planned;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.fact.SegmentId;
import dev.tidings.delivery.fact.Step;
import dev.tidings.delivery.lane.Limits.Window;
import dev.tidings.delivery.notification.Delivery;
import dev.tidings.delivery.notification.DeliveryState;
import dev.tidings.delivery.notification.Priority;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A core whose host, time and Teams are the test.
final class Stage {
    static final Delivery.Sent SENT = new Delivery.Sent("c", "a", "https://teams.example");
    private static final String REGION = "https://teams.example";
    private static final Window LIFTED = new Window(1_000_000, Duration.ofSeconds(1));

    final FactsInMemory facts;
    private final Limits limits;
    private LaneCore core;
    private long nanos = 77;
    private Instant wall = SomeWork.NOON;
    private List<Grant> granted = new ArrayList<>();
    private List<Errand> errands = new ArrayList<>();
    private int orders;

    Stage(Limits limits) {
        this(limits, new FactsInMemory());
    }

    Stage(Limits limits, FactsInMemory facts) {
        this(limits, facts, Duration.ofSeconds(3));
    }

    /// @param after how long after the core was opened the test begins
    Stage(Limits limits, FactsInMemory facts, Duration after) {
        this.limits = limits;
        this.facts = facts;
        this.core = new LaneCore(facts, limits, now());
        core.open(now());
        pass(after);
    }

    /// No limits but the number under way.
    static Limits lifted(int underWay) {
        return new Limits(LIFTED, LIFTED, List.of(), List.of(), underWay, underWay, underWay, Duration.ofSeconds(30));
    }

    /// The documented limits, but with room for so many under way.
    static Limits documented(int underWay) {
        Limits usual = Limits.defaults();
        return new Limits(
                usual.lane(),
                usual.creates(),
                usual.conversation(),
                usual.roster(),
                underWay,
                underWay,
                200,
                usual.requestTimeout());
    }

    LaneCore core() {
        return core;
    }

    Moment now() {
        return new Moment(nanos, wall);
    }

    Stage pass(Duration time) {
        nanos += time.toNanos();
        wall = wall.plus(time);
        return this;
    }

    /// Sets the wall clock forward or back.
    void step(Duration by) {
        wall = wall.plus(by);
    }

    /// The process dies and another starts, after the shortest windows.
    void restart() {
        restart(Duration.ofSeconds(3));
    }

    void restart(Duration after) {
        core = new LaneCore(facts, limits, now());
        core.open(now());
        pass(after);
    }

    /// Another process takes over, and waits for so long.
    void takeOver(Duration guard) {
        core = new LaneCore(facts, limits, now());
        core.open(now(), guard);
    }

    void accept(Segment... segments) {
        for (Segment segment : segments) {
            FactChanges planned = new FactChanges();
            Planned.add(planned, segment);
            facts.commit(planned);
            core.accept(segment);
        }
    }

    void order(CampaignId campaign, Order order) {
        facts.commit(new FactChanges().put(Keys.order(campaign, orders++), order.bytes()));
        core.order(campaign, order);
    }

    /// One tick, made durable as a host does it.
    List<Send> tick() {
        Decisions decisions = core.tick(now());
        FactChanges changes = decisions.changes();
        for (Send send : decisions.sends()) {
            if (send.first() == Request.SEND) {
                changes.put(send.step(), FactJson.write(new Step.Begun(wall, send.attempt())));
            }
        }
        facts.commit(changes);
        granted.addAll(decisions.grants());
        errands.addAll(decisions.errands());
        return decisions.sends();
    }

    /// All that leaves while a time passes, tick by tick.
    List<Send> during(Duration time) {
        List<Send> sends = new ArrayList<>(tick());
        long end = nanos + time.toNanos();
        while (nanos < end) {
            pass(Duration.ofMillis(1));
            sends.addAll(tick());
        }
        return sends;
    }

    /// The rights granted since this was asked last.
    List<Grant> grants() {
        List<Grant> latest = granted;
        granted = new ArrayList<>();
        return latest;
    }

    /// The errands that got their right since this was asked last.
    List<Errand> errands() {
        List<Errand> latest = errands;
        errands = new ArrayList<>();
        return latest;
    }

    void want(Errand errand) {
        core.errand(errand, now());
    }

    void answer(Errand errand) {
        end(errand, new Errand.End.Answered(nanos, nanos, true));
    }

    void end(Errand errand, Errand.End end) {
        core.errand(errand, end, now());
    }

    /// Ticks, and delivers the only delivery that leaves; null if none does.
    @Nullable
    String next() {
        List<Send> sends = tick();
        if (sends.isEmpty()) {
            return null;
        }
        sends.forEach(this::deliver);
        return name(sends.getFirst());
    }

    /// Delivers one after the other until nothing leaves.
    List<String> rest() {
        List<String> names = new ArrayList<>();
        int quiet = 0;
        while (quiet < 3) {
            String next = next();
            quiet = next == null ? quiet + 1 : 0;
            if (next != null) {
                names.add(next);
            }
        }
        return names;
    }

    static String name(Send send) {
        return send.recipient().target().id();
    }

    static List<String> names(Collection<Send> sends) {
        return sends.stream().map(Stage::name).toList();
    }

    void deliver(Send send) {
        answer(send);
        tell(new Result.Fine(send.item(), REGION));
        over(send, new Step.Ended(wall, DeliveryState.DELIVERED, null, null, SENT));
    }

    void answer(Send send) {
        String conversation = send.recipient().conversation();
        tell(new Result.Answered(send.item(), send.first(), conversation, nanos, nanos, true));
    }

    void defer(Send send, String reason, Duration wait) {
        answer(send);
        over(send, new Step.Deferred(wall, reason, wall.plus(wait)));
    }

    void end(Send send, DeliveryState state, String reason) {
        answer(send);
        over(send, new Step.Ended(wall, state, reason, null, null));
    }

    void throttle(Send send, Duration retryAfter) {
        answer(send);
        tell(new Result.Throttled(send.item(), send.recipient().conversation(), retryAfter));
        over(send, new Step.Deferred(wall, "throttled", wall.plus(retryAfter)));
    }

    void fail(Send send, Result.Trouble.Scope scope) {
        answer(send);
        tell(new Result.Trouble(send.item(), scope, REGION, "failing"));
        over(send, new Step.Deferred(wall, "failing", wall.plusSeconds(1)));
    }

    void over(Send send, Step step) {
        tell(new Result.Over(send.item(), facts.get(send.step()) != null, step));
    }

    void tell(Result result) {
        core.result(result, now());
    }

    int requeue(Segment of, long... ordinals) {
        List<Long> all = new ArrayList<>();
        for (long ordinal : ordinals) {
            all.add(ordinal);
        }
        return core.requeue(of.id().campaign(), of.lane(), of.priority(), all, now());
    }

    boolean settle(Segment of, int position) {
        Step.Ended end = new Step.Ended(wall, DeliveryState.DELIVERED, null, null, SENT);
        return core.settle(new ItemId(of.id(), position), of.lane(), of.priority(), end, now());
    }

    /// What became of a segment, if it is done.
    @Nullable
    Done done(Segment segment) {
        return done(segment.id());
    }

    @Nullable
    Done done(SegmentId id) {
        byte[] value = facts.get(Keys.done(id));
        return value == null ? null : FactJson.done(value);
    }

    /// How the deliveries of a segment that is done ended: state, reason and attempts.
    List<String> ends(Segment segment) {
        Done done = done(segment);
        if (done == null) {
            return List.of();
        }
        return done.ends().stream()
                .map(end -> end.step().state().word() + " " + end.step().reason() + " " + end.attempts())
                .toList();
    }

    /// The steps of a delivery that is open, as words.
    List<String> steps(Segment segment, int position) {
        List<String> words = new ArrayList<>();
        facts.under(Keys.steps(new ItemId(segment.id(), position)))
                .values()
                .forEach(value -> words.add(word(FactJson.step(value))));
        return words;
    }

    private static String word(Step step) {
        return switch (step) {
            case Step.Begun begun -> "begun " + begun.attempt();
            case Step.Deferred deferred -> "deferred " + deferred.reason();
            case Step.Ended ended -> ended.state().word() + " " + ended.reason();
            case Step.Requeued _ -> "requeued";
        };
    }

    static Segment high(int campaign, String... people) {
        return of(Priority.HIGH, campaign, people);
    }

    static Segment of(Priority priority, int campaign, String... people) {
        return SomeWork.aSegment(SomeWork.HERE, priority, campaign, 0, SomeWork.people(List.of(people)));
    }
}
