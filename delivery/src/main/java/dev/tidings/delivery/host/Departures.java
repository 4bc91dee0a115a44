package dev.tidings.delivery.host;

import dev.tidings.delivery.directory.Person;
import dev.tidings.delivery.directory.StoredConversation;
import dev.tidings.delivery.fact.FactJson;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.fact.Step;
import dev.tidings.delivery.lane.LaneCore;
import dev.tidings.delivery.lane.Moment;
import dev.tidings.delivery.lane.Request;
import dev.tidings.delivery.lane.Result;
import dev.tidings.delivery.lane.Send;
import dev.tidings.delivery.notification.Target;
import dev.tidings.delivery.send.Courier;
import dev.tidings.delivery.send.Courier.Readiness;
import dev.tidings.delivery.send.Outcome;
import dev.tidings.delivery.send.Reason;
import dev.tidings.delivery.store.Departure;
import dev.tidings.delivery.store.Whereabouts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The last look at each recipient before anything is sent: who leaves, and who has to wait or ends here. Belongs to
/// the engine's loop.
final class Departures {
    private final Courier courier;
    private final LaneCore core;
    private final UnderWay underWay;
    private final Observer observer;
    private final UnderWay.Clocks clocks;

    Departures(Courier courier, LaneCore core, UnderWay underWay, Observer observer, UnderWay.Clocks clocks) {
        this.courier = courier;
        this.core = core;
        this.underWay = underWay;
        this.observer = observer;
        this.clocks = clocks;
    }

    /// What the store is asked about the deliveries that are to begin.
    List<Departure> of(List<Send> sends) {
        Instant now = clocks.wall().instant();
        List<Departure> departures = new ArrayList<>(sends.size());
        for (Send send : sends) {
            departures.add(new Departure(
                    send.segment().lane(),
                    send.recipient(),
                    send.segment().topic(),
                    send.step(),
                    FactJson.write(new Step.Begun(now, send.attempt())),
                    at -> leaves(send, at, now)));
        }
        return departures;
    }

    private boolean leaves(Send send, Whereabouts at, Instant now) {
        return send.first() == Request.SEND
                && renamed(send, at) == null
                && courier.readiness(send, at, now) == Readiness.READY;
    }

    /// As which limits count the recipient, if it is another conversation than was thought: a person by the id that
    /// the directory knows, a stranger by the chat.
    private static @Nullable String renamed(Send send, Whereabouts at) {
        Person person = at.person();
        StoredConversation chat = at.conversation();
        boolean user = send.recipient().target() instanceof Target.User;
        String counted = person != null ? person.id() : user && chat != null ? chat.id() : send.conversation();
        boolean sending = send.segment().errand() == Segment.Errand.SEND;
        return sending && !counted.equals(send.conversation()) ? counted : null;
    }

    /// Starts those that leave, now that it is recorded, and tells the lanes about the others.
    void leave(List<Send> sends, List<Whereabouts> found) {
        for (int index = 0; index < sends.size(); index++) {
            leave(sends.get(index), found.get(index));
        }
    }

    private void leave(Send send, Whereabouts at) {
        String renamed = renamed(send, at);
        if (renamed != null) {
            result(new Result.Rekeyed(send.item(), renamed));
            return;
        }
        switch (courier.readiness(send, at, clocks.wall().instant())) {
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

    private void ends(Send send, Reason reason) {
        result(new Result.Unused(send.item(), send.first()));
        Step step = new Outcome.Ended(reason, null).step(clocks.wall().instant(), null);
        observer.over(send, step);
        result(new Result.Over(send.item(), false, step));
    }

    private void result(Result result) {
        core.result(result, new Moment(clocks.nanos().getAsLong(), clocks.wall().instant()));
    }
}
