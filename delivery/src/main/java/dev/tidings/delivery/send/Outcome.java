package dev.tidings.delivery.send;

import dev.tidings.delivery.fact.Step;
import dev.tidings.delivery.notification.Delivery;
import dev.tidings.delivery.notification.DeliveryState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What became of one attempt.
public sealed interface Outcome {

    /// Teams took the message. Without an activity id in `where` it cannot be edited or recalled.
    record Delivered(Delivery.Sent where) implements Outcome {}

    /// It has ended otherwise, or halts because nobody knows what became of it; the reason says in which state.
    ///
    /// @param detail a sentence that says more than the reason's own, or null
    record Ended(Reason reason, @Nullable String detail) implements Outcome {
        Ended(Reason reason) {
            this(reason, null);
        }
    }

    /// It is tried again, not before `until`.
    record Deferred(Reason reason, Instant until) implements Outcome {}

    /// The same as a step of the delivery.
    ///
    /// @param expiresAt so that it is looked at again when it expires, or null
    default Step step(Instant now, @Nullable Instant expiresAt) {
        return switch (this) {
            case Delivered(Delivery.Sent where) -> new Step.Ended(now, DeliveryState.DELIVERED, null, null, where);
            case Ended(Reason reason, String detail) ->
                new Step.Ended(now, reason.state(), reason.word(), detail, null);
            case Deferred(Reason reason, Instant until) ->
                new Step.Deferred(
                        now, reason.word(), expiresAt != null && expiresAt.isBefore(until) ? expiresAt : until);
        };
    }
}
