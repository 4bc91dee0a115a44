package dev.tidings.delivery.host;

import dev.tidings.delivery.fact.CampaignId;
import dev.tidings.delivery.fact.Step;
import dev.tidings.delivery.lane.Rest;
import dev.tidings.delivery.lane.Send;
import java.time.Duration;
import java.util.function.Supplier;

/// Hears what the engine does, for events and metrics. Called on the engine's threads, so it must be
/// quick and never block.
public interface Observer {
    /// Hears nothing.
    Observer NONE = new Observer() {};

    /// Is around an attempt, on the attempt's own thread, which may block.
    ///
    /// @param carrying makes the attempt; to be called once, and its result returned
    default Step around(Send send, Supplier<Step> carrying) {
        return carrying.get();
    }

    /// A message of a mandatory topic is about to go to somebody who has opted out of it.
    default void overrules(Send send) {}

    /// An attempt is over: the delivery has ended or is tried again. Not durable yet, but about to be.
    default void over(Send send, Step step) {}

    /// Nothing that the engine knows of a campaign is left to do, durably.
    default void rests(Rest rest) {}

    /// Deliveries of a campaign that had ended are to be tried again.
    default void goesOn(CampaignId campaign) {}

    /// One transaction of the engine became durable.
    ///
    /// @param sends how many attempts began with it
    default void committed(Duration took, int sends) {}
}
