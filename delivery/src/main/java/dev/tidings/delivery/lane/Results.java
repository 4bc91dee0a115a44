package dev.tidings.delivery.lane;

import dev.tidings.delivery.fact.FactJson;
import dev.tidings.delivery.fact.ItemId;
import dev.tidings.delivery.fact.Step;
import dev.tidings.delivery.lane.Flight.Right;
import java.time.Duration;

/// What results mean for the delivery they are about, and for its lane. A result about a delivery that
/// is not under way is ignored.
final class Results {
    private final Shard shard;

    Results(Shard shard) {
        this.shard = shard;
    }

    /// Takes a result that was told at a time.
    void take(Result result, long at) {
        Flight flight = shard.flight(result.item());
        if (flight == null) {
            return;
        }
        switch (result) {
            case Result.Answered answered -> answered(flight, answered);
            case Result.Cut cut -> cut(flight, cut);
            case Result.Unused(ItemId _, Request kind) -> unused(flight, kind);
            case Result.Wants(ItemId _, Request kind, String conversation) ->
                flight.lane().want(flight, kind, conversation);
            case Result.NeedsCreate _ -> needsCreate(flight);
            case Result.Rekeyed(ItemId _, String conversation) -> rekeyed(flight, conversation);
            case Result.Postponed(ItemId _, Duration pause) -> postponed(flight, at + pause.toNanos());
            case Result.Throttled throttled -> throttled(flight, throttled);
            case Result.GraphThrottled(ItemId _, Duration retryAfter) ->
                flight.lane().pace().graphThrottled(shard.now() + retryAfter.toNanos());
            case Result.Trouble trouble -> shard.alarms().trouble(flight, trouble);
            case Result.Fine(ItemId _, String region) -> shard.alarms().fine(flight, region);
            case Result.Over(ItemId _, boolean begun, Step step) -> over(flight, begun, step, at);
        }
        flight.lane().ready();
    }

    private void answered(Flight flight, Result.Answered answered) {
        Right right = flight.take(answered.request());
        if (right == null) {
            return;
        }
        Pace pace = flight.lane().pace();
        long sent = Math.max(right.granted(), shard.relative(answered.sentNanos()));
        long back = Math.max(sent, shard.relative(answered.answeredNanos()));
        long latest = answered.answered()
                ? pace.answered(right.kind(), sent, back, shard.now())
                : pace.unanswered(right.kind(), sent);
        departed(flight, right);
        // Estimates are for the lane, where they even out. To one conversation a single one can be too early.
        arrived(flight, right, answered.conversation(), answered.answered() ? back : latest);
    }

    private void cut(Flight flight, Result.Cut cut) {
        Right right = flight.take(cut.request());
        if (right == null) {
            return;
        }
        long latest = flight.lane().pace().cut(right.kind(), shard.relative(cut.cutNanos()));
        departed(flight, right);
        arrived(flight, right, cut.conversation(), latest);
    }

    /// Of requests to the connector it is remembered when the latest was granted.
    private static void departed(Flight flight, Right right) {
        if (right.kind() != Request.GRAPH) {
            flight.departed(right.granted());
        }
    }

    private static void arrived(Flight flight, Right right, String name, long latest) {
        Conversation granted = right.conversation();
        if (granted == null) {
            return;
        }
        if (granted.name().equals(name)) {
            granted.answered(latest);
        } else {
            granted.unused();
            Conversation other = flight.lane().conversations(right.kind()).of(name);
            other.arrived(latest);
        }
    }

    private static void unused(Flight flight, Request kind) {
        Right right = flight.take(kind);
        if (right != null) {
            flight.lane().pace().unused(kind, right.granted());
            Conversation conversation = right.conversation();
            if (conversation != null) {
                conversation.unused();
            }
        }
    }

    private void needsCreate(Flight flight) {
        returned(flight);
        flight.lane().create(flight.item());
        flight.campaign().returned(flight.item());
    }

    private void rekeyed(Flight flight, String conversation) {
        returned(flight);
        flight.item().conversation(conversation);
        flight.campaign().urgent(flight.item());
        flight.campaign().returned(flight.item());
    }

    private void postponed(Flight flight, long until) {
        returned(flight);
        Item item = flight.item();
        Step.Ended verdict = flight.campaign().closing() ? flight.campaign().verdict(item.segment()) : null;
        if (verdict == null) {
            flight.campaign().defer(item, until);
        } else {
            flight.campaign().ended(item, verdict);
        }
    }

    /// Nothing began, and nothing of its rights was used.
    private void returned(Flight flight) {
        for (Request kind : Request.values()) {
            unused(flight, kind);
        }
        land(flight);
    }

    private void land(Flight flight) {
        shard.landed(flight.item().id());
        shard.alarms().landed(flight);
        flight.lane().landed(flight);
    }

    private void throttled(Flight flight, Result.Throttled throttled) {
        Lane lane = flight.lane();
        long wait = throttled.retryAfter().toNanos();
        lane.pace().throttled(throttled.conversation(), flight.departed(), wait, shard.now());
        lane.conversations(Request.SEND).of(throttled.conversation()).close(shard.now() + wait);
    }

    private void over(Flight flight, boolean begun, Step step, long at) {
        giveUpRights(flight);
        Item item = flight.item();
        item.attempts(begun ? item.attempts() + 1 : item.attempts());
        item.first(Request.SEND);
        land(flight);
        switch (step) {
            case Step.Ended ended -> flight.campaign().ended(item, ended);
            case Step.Deferred deferred -> deferred(flight.campaign(), item, deferred, at);
            case Step.Begun _, Step.Requeued _ ->
                throw new IllegalArgumentException("an attempt ends or is deferred, it does not begin again");
        }
    }

    private void deferred(Campaign campaign, Item item, Step.Deferred deferred, long at) {
        shard.changes().put(item.segment().nextStep(item), FactJson.write(deferred));
        item.doubtAfter(deferred);
        Step.Ended verdict = campaign.closing() ? campaign.verdict(item.segment()) : null;
        if (verdict == null) {
            campaign.defer(item, at + wait(deferred));
        } else {
            campaign.ended(item, verdict);
        }
    }

    /// How long to wait, whatever the wall clock says now.
    private static long wait(Step.Deferred step) {
        return Math.max(0, Duration.between(step.at(), step.until()).toNanos());
    }

    /// Rights of which nothing was heard may have been used.
    private static void giveUpRights(Flight flight) {
        for (Request kind : Request.values()) {
            Right right = flight.take(kind);
            if (right != null) {
                long latest = flight.lane().pace().unanswered(kind, right.granted());
                Conversation conversation = right.conversation();
                if (conversation != null) {
                    conversation.answered(latest);
                }
            }
        }
    }
}
