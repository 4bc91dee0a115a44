package dev.tidings.delivery.lane;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.fact.FactChanges;
import dev.tidings.delivery.fact.FactJson;
import dev.tidings.delivery.fact.FactsInMemory;
import dev.tidings.delivery.fact.ItemId;
import dev.tidings.delivery.fact.Planned;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.fact.Step;
import dev.tidings.delivery.notification.Delivery;
import dev.tidings.delivery.notification.DeliveryState;
import dev.tidings.delivery.notification.OnUncertain;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// Runs lanes against a simulated Teams in virtual time: a host without threads, in which everything takes as long as
/// it is told to.
final class Simulation {
    static final String REGION = "https://teams.example";
    private static final Delivery.Sent SENT = new Delivery.Sent("c", "a", REGION);

    final FactsInMemory facts = new FactsInMemory();
    final Limits limits;
    final Map<ItemId, DeliveryState> ended = new HashMap<>();
    final WindowReferee lanes;
    final WindowReferee conversations;
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final Teams teams;
    private LaneCore core;
    private long now;
    private Duration wallShift = Duration.ZERO;
    private long order;
    private long taken;
    private long throttled;
    private long doubles;
    private long underWay;
    private long mostUnderWay;

    /// A request at its arrival.
    record Arrival(Tenancy lane, String conversation, long now, boolean within) {}

    private record Event(long at, long order, Runnable what) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return at == other.at ? Long.compare(order, other.order) : Long.compare(at, other.at);
        }
    }

    Simulation(Limits limits, Teams teams) {
        this.limits = limits;
        this.teams = teams;
        this.lanes = new WindowReferee(limits.lane());
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
        events.clear();
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

    void at(long nanos, Runnable what) {
        events.add(new Event(nanos, order++, what));
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
            changes.put(send.step(), FactJson.write(new Step.Begun(moment().wall(), send.attempt())));
        }
        facts.commit(changes);
        decisions.sends().forEach(this::leave);
    }

    private void leave(Send send) {
        underWay++;
        mostUnderWay = Math.max(mostUnderWay, underWay);
        if (ended.get(send.item()) == DeliveryState.DELIVERED) {
            doubles++;
        }
        long left = now;
        at(now + teams.there(), () -> arrives(send, left));
    }

    private void arrives(Send send, long left) {
        String conversation = send.recipient().conversation();
        Tenancy lane = send.segment().lane();
        boolean within = lanes.arrives(lane, now);
        within &= conversations.arrives(List.of(lane, conversation), now);
        Teams.Answer answer = teams.answer(new Arrival(lane, conversation, now, within));
        if (answer instanceof Teams.Answer.Taken || answer instanceof Teams.Answer.Silent) {
            taken++;
        }
        if (answer instanceof Teams.Answer.Silent) {
            at(left + limits.requestTimeout().toNanos(), () -> back(send, left, answer));
        } else {
            at(now + teams.back(), () -> back(send, left, answer));
        }
    }

    private void back(Send send, long left, Teams.Answer answer) {
        underWay--;
        String conversation = send.recipient().conversation();
        boolean answered = !(answer instanceof Teams.Answer.Silent);
        tell(new Result.Answered(send.item(), Request.SEND, conversation, left, now, answered));
        switch (answer) {
            case Teams.Answer.Taken() -> {
                tell(new Result.Fine(send.item(), REGION));
                over(send, ended(DeliveryState.DELIVERED, null, SENT));
            }
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

    private Step deferred(String reason, Duration wait) {
        Instant wall = moment().wall();
        return new Step.Deferred(wall, reason, wall.plus(wait));
    }

    private Step ended(DeliveryState state, @Nullable String reason, Delivery.@Nullable Sent sent) {
        return new Step.Ended(moment().wall(), state, reason, null, sent);
    }

    private void over(Send send, Step step) {
        if (step instanceof Step.Ended end) {
            ended.put(send.item(), end.state());
        }
        tell(new Result.Over(send.item(), true, step));
    }

    private void tell(Result result) {
        core.result(result, moment());
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
