package dev.tidings.delivery.host;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.fact.CampaignId;
import dev.tidings.delivery.fact.ItemId;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.fact.Step;
import dev.tidings.delivery.lane.CoreFigures;
import dev.tidings.delivery.lane.Errand;
import dev.tidings.delivery.lane.Limits;
import dev.tidings.delivery.lane.Order;
import dev.tidings.delivery.lane.Result;
import dev.tidings.delivery.notification.Priority;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// What the engine's loop is told.
sealed interface Signal {

    /// Work is durable.
    record Accepted(Segment segment) implements Signal {}

    /// Another process has made work durable, under this key.
    record Told(String key) implements Signal {}

    /// The orders about a campaign are other ones than before, durably.
    record Reordered(CampaignId campaign) implements Signal {}

    /// An order is durable.
    record Ordered(CampaignId campaign, Order order) implements Signal {}

    /// Something became of a delivery that is under way.
    record Came(Result result) implements Signal {}

    /// Something that serves no delivery asks for a right.
    record Wanted(Errand errand) implements Signal {}

    /// What became of the right of something that serves no delivery.
    record ErrandOver(Errand errand, Errand.End end) implements Signal {}

    /// Time has passed, or the loop is to stop.
    record Look() implements Signal {}

    /// Other limits hold from now on.
    record Limited(Limits limits) implements Signal {}

    /// Somebody wants to know how the lanes stand.
    record Counted(CompletableFuture<CoreFigures> figures) implements Signal {}

    /// Somebody waits for a change to be durable.
    sealed interface Asked extends Signal {

        /// Told how many deliveries were changed, as soon as that is durable.
        CompletableFuture<Integer> done();
    }

    /// Deliveries are to be tried again.
    record Requeue(
            CampaignId campaign, Tenancy lane, Priority priority, List<Long> ordinals, CompletableFuture<Integer> done)
            implements Asked {
        Requeue(CampaignId campaign, Tenancy lane, Priority priority, List<Long> ordinals) {
            this(campaign, lane, priority, ordinals, new CompletableFuture<>());
        }
    }

    /// A person has found out what became of a delivery.
    record Settle(ItemId item, Tenancy lane, Priority priority, Step.Ended end, CompletableFuture<Integer> done)
            implements Asked {
        Settle(ItemId item, Tenancy lane, Priority priority, Step.Ended end) {
            this(item, lane, priority, end, new CompletableFuture<>());
        }
    }
}
