package dev.tidings.delivery.lane;

import dev.tidings.delivery.fact.Step;
import dev.tidings.delivery.notification.DeliveryState;

/// Deliveries of which an earlier attempt may have arrived, though nobody knows.
final class Doubt {
    static final String SENT_AGAIN = "sent-again";
    private static final String NOT_SENT_AGAIN = "not-sent-again";

    private Doubt() {}

    /// Whether the message may have arrived when this is the latest that is known.
    static boolean after(Step step) {
        return switch (step) {
            case Step.Deferred deferred -> SENT_AGAIN.equals(deferred.reason());
            case Step.Ended ended -> ended.state() == DeliveryState.UNCERTAIN;
            case Step.Begun _, Step.Requeued _ -> false;
        };
    }

    /// How it ends if it ends as a step says: what did not arrive again may have arrived before.
    static Step.Ended of(Step.Ended step) {
        return switch (step.state()) {
            case DELIVERED, UNCERTAIN -> step;
            default -> new Step.Ended(step.at(), DeliveryState.UNCERTAIN, NOT_SENT_AGAIN, null, null);
        };
    }
}
