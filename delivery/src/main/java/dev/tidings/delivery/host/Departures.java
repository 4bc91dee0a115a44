package dev.tidings.delivery.host;

import dev.tidings.delivery.directory.Person;
import dev.tidings.delivery.directory.StoredConversation;
import dev.tidings.delivery.fact.FactJson;
import dev.tidings.delivery.fact.ItemId;
import dev.tidings.delivery.fact.Keys;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.fact.Step;
import dev.tidings.delivery.lane.LaneCore;
import dev.tidings.delivery.lane.Moment;
import dev.tidings.delivery.lane.Request;
import dev.tidings.delivery.lane.Result;
import dev.tidings.delivery.lane.Send;
import dev.tidings.delivery.manners.Discretion;
import dev.tidings.delivery.manners.Ruling;
import dev.tidings.delivery.notification.Target;
import dev.tidings.delivery.send.Courier;
import dev.tidings.delivery.send.Courier.Readiness;
import dev.tidings.delivery.send.Outcome;
import dev.tidings.delivery.send.Reason;
import dev.tidings.delivery.store.Collected;
import dev.tidings.delivery.store.Departure;
import dev.tidings.delivery.store.Tab;
import dev.tidings.delivery.store.Whereabouts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The last look at each recipient before anything is sent: who leaves, and who has to wait or ends
/// here. Belongs to the engine's loop.
final class Departures {
    private static final int KEPT = 10_000;

    private final Courier courier;
    private final LaneCore core;
    private final UnderWay underWay;
    private final Observer observer;
    private final Discretion discretion;
    private final UnderWay.Clocks clocks;
    private List<Collected> collected = new ArrayList<>();
    /// Why deliveries were held last: that is recorded once, not at every look.
    private final Map<ItemId, Reason> held = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ItemId, Reason> eldest) {
            return size() > KEPT;
        }
    };

    Departures(
            Courier courier,
            LaneCore core,
            UnderWay underWay,
            Observer observer,
            Discretion discretion,
            UnderWay.Clocks clocks) {
        this.courier = courier;
        this.core = core;
        this.underWay = underWay;
        this.observer = observer;
        this.discretion = discretion;
        this.clocks = clocks;
    }

    /// What the store is asked about the deliveries that are to begin.
    List<Departure> of(List<Send> sends, Instant now) {
        List<Departure> departures = new ArrayList<>(sends.size());
        for (Send send : sends) {
            departures.add(new Departure(
                    send.segment().lane(),
                    send.recipient(),
                    send.segment().topic(),
                    discretion.tab(send, now),
                    replaces(send),
                    send.step(),
                    FactJson.write(new Step.Begun(now, send.attempt())),
                    at -> leaves(send, at, now)));
        }
        return departures;
    }

    static @Nullable String replaces(Send send) {
        Segment segment = send.segment();
        String key = segment.manner().updateKey();
        return key == null || segment.errand() != Segment.Errand.SEND
                ? null
                : Keys.replaceable(segment.lane(), key, send.conversation());
    }

    private boolean leaves(Send send, Whereabouts at, Instant now) {
        return send.first() == Request.SEND
                && renamed(send, at) == null
                && courier.readiness(send, at, now) == Readiness.READY
                && discretion.rule(send, at, now) instanceof Ruling.Now;
    }

    /// As which limits count the recipient, if it is another conversation than was thought: a person by
    /// the id that the directory knows, a stranger by the chat.
    private static @Nullable String renamed(Send send, Whereabouts at) {
        Person person = at.person();
        StoredConversation chat = at.conversation();
        boolean user = send.recipient().target() instanceof Target.User;
        String counted = person != null ? person.id() : user && chat != null ? chat.id() : send.conversation();
        boolean sending = send.segment().errand() == Segment.Errand.SEND;
        return sending && !counted.equals(send.conversation()) ? counted : null;
    }

    /// Starts those that leave, now that it is recorded, and tells the lanes about the others. What
    /// the store recorded and what is done about it go by the same clock.
    void leave(Dispatcher.Round round, List<Whereabouts> found) {
        List<Send> sends = round.decisions().sends();
        for (int index = 0; index < sends.size(); index++) {
            leave(sends.get(index), found.get(index), round.at());
        }
    }

    /// Tells of those that were recorded to leave that they did not.
    void keep(Dispatcher.Round round, List<Whereabouts> found, Consumer<Result> tell) {
        for (int index = 0; index < found.size(); index++) {
            Send send = round.decisions().sends().get(index);
            if (round.departures().get(index).leaves().test(found.get(index))) {
                Instant now = clocks.wall().instant();
                tell.accept(new Result.Unused(send.item(), send.first()));
                Step step = new Outcome.Deferred(Reason.POSTPONED, now)
                        .step(now, send.segment().expiresAt());
                tell.accept(new Result.Over(send.item(), true, step));
            }
        }
    }

    private void leave(Send send, Whereabouts at, Instant now) {
        String renamed = renamed(send, at);
        if (renamed != null) {
            result(new Result.Rekeyed(send.item(), renamed));
            return;
        }
        Readiness readiness = courier.readiness(send, at, now);
        boolean ends = readiness == Readiness.OPTED_OUT || readiness == Readiness.PARKED;
        if (!ends && !isNow(discretion.rule(send, at, now), send, now)) {
            return;
        }
        if (at.overruled() && readiness == Readiness.READY && send.segment().errand() == Segment.Errand.SEND) {
            observer.overrules(send);
        }
        switch (readiness) {
            case READY -> underWay.carry(send, at, send.first() == Request.SEND);
            case NEEDS_MORE -> underWay.carry(send, at, false);
            case NEEDS_CHAT -> {
                if (send.first() == Request.CREATE) {
                    underWay.carry(send, at, false);
                } else {
                    result(new Result.NeedsCreate(send.item()));
                }
            }
            case OPTED_OUT -> ends(send, Reason.OPTED_OUT);
            case PARKED -> ends(send, Reason.PARKED);
        }
    }

    /// Whether the message may come now; otherwise it waits, or ends.
    private boolean isNow(Ruling ruling, Send send, Instant now) {
        switch (ruling) {
            case Ruling.Now() -> {
                held.remove(send.item());
                return true;
            }
            case Ruling.Later(Reason reason, Instant until) -> later(send, reason, until, now);
            case Ruling.Gathered(Reason reason, Instant due, boolean capped) -> {
                collected.add(collected(send, due, capped, now));
                ends(send, reason);
            }
            case Ruling.TooLate(Reason reason) -> ends(send, reason);
        }
        return false;
    }

    private void later(Send send, Reason reason, Instant until, Instant now) {
        if (held.put(send.item(), reason) == reason) {
            result(new Result.Postponed(send.item(), Duration.between(now, until)));
            return;
        }
        result(new Result.Unused(send.item(), send.first()));
        Step step = new Outcome.Deferred(reason, until).step(now, send.segment().expiresAt());
        observer.over(send, step);
        result(new Result.Over(send.item(), false, step));
    }

    private Collected collected(Send send, Instant due, boolean capped, Instant now) {
        Segment segment = send.segment();
        return new Collected(
                segment.lane(),
                send.conversation(),
                Tab.key(segment.lane(), send.conversation()),
                segment.id().campaign(),
                send.item().ordinal(),
                segment.topic(),
                now,
                segment.expiresAt(),
                due,
                capped);
    }

    /// The deliveries that were told to end since this was last asked, and are told in a digest: to be
    /// made durable with their ends.
    List<Collected> takeCollected() {
        List<Collected> taken = collected;
        collected = new ArrayList<>();
        return taken;
    }

    private void ends(Send send, Reason reason) {
        held.remove(send.item());
        result(new Result.Unused(send.item(), send.first()));
        Step step = new Outcome.Ended(reason, null).step(clocks.wall().instant(), null);
        observer.over(send, step);
        result(new Result.Over(send.item(), false, step));
    }

    private void result(Result result) {
        core.result(result, new Moment(clocks.nanos().getAsLong(), clocks.wall().instant()));
    }
}
