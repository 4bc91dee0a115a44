package dev.tidings.delivery.lane;

import dev.tidings.delivery.lane.Flight.Right;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The errands of a lane: those that wait for a right, and those that have one.
final class Errands {
    /// So many deliveries that are not urgent go before one errand, as long as there are some.
    private static final int PATIENCE = 20;

    private final Lane lane;
    private final Deque<Errand> waiting = new ArrayDeque<>();
    private final Map<Errand, Right> rights = new HashMap<>();
    private int passed;
    private long departed;

    Errands(Lane lane) {
        this.lane = lane;
    }

    boolean isEmpty() {
        return waiting.isEmpty() && rights.isEmpty();
    }

    void add(Errand errand) {
        waiting.addLast(errand);
    }

    /// Grants the first that may leave now.
    ///
    /// @return whether there was one
    boolean grant() {
        long now = lane.shard().now();
        for (Iterator<Errand> each = waiting.iterator(); each.hasNext(); ) {
            Errand errand = each.next();
            Conversation roster = roster(errand);
            long at = Math.max(lane.pace().freeAt(Request.READ, now), roster.requestAt());
            if (at <= now) {
                each.remove();
                give(errand, roster, now);
                return true;
            }
            lane.wakeAt(at);
        }
        return false;
    }

    /// Grants one instead of a delivery that is not urgent, if so many of these have gone before.
    boolean grantInstead() {
        if (waiting.isEmpty() || ++passed < PATIENCE) {
            return false;
        }
        passed = 0;
        return grant();
    }

    private void give(Errand errand, Conversation roster, long now) {
        lane.take(Request.READ);
        roster.asks();
        rights.put(errand, new Right(Request.READ, roster, now));
        lane.shard().grant(errand);
    }

    private Conversation roster(Errand errand) {
        return lane.conversations(Request.READ).of(errand.place());
    }

    void end(Errand errand, Errand.End end) {
        if (end instanceof Errand.End.Throttled throttled) {
            throttled(errand, throttled.retryAfter().toNanos());
            return;
        }
        @Nullable Right right = rights.remove(errand);
        if (right == null) {
            waiting.remove(errand);
        } else {
            end(right, roster(errand), end);
        }
    }

    private void end(Right right, Conversation roster, Errand.End end) {
        departed = right.granted();
        switch (end) {
            case Errand.End.Answered answered -> roster.answered(arrivedBy(right, answered));
            case Errand.End.Cut(long cut) ->
                roster.answered(lane.pace().cut(Request.READ, lane.shard().relative(cut)));
            case Errand.End.Unused() -> {
                lane.pace().unused(Request.READ, right.granted());
                roster.unused();
            }
            case Errand.End.Throttled _ -> throw new IllegalStateException("this is told apart");
        }
    }

    private long arrivedBy(Right right, Errand.End.Answered answered) {
        Shard shard = lane.shard();
        long sent = Math.max(right.granted(), shard.relative(answered.sentNanos()));
        if (!answered.answered()) {
            return lane.pace().unanswered(Request.READ, sent);
        }
        long back = Math.max(sent, shard.relative(answered.answeredNanos()));
        lane.pace().answered(Request.READ, sent, back, shard.now());
        return back;
    }

    private void throttled(Errand errand, long wait) {
        long now = lane.shard().now();
        lane.pace().throttled(errand.place(), departed, wait, now);
        roster(errand).close(now + wait);
    }
}
