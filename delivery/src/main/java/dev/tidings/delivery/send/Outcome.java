package dev.tidings.delivery.send;

import dev.tidings.delivery.notification.Delivery;
import java.time.Instant;

/// What became of one attempt.
public sealed interface Outcome {

    /// Teams took the message. Without an activity id in `where` it cannot be edited or recalled.
    record Delivered(Delivery.Sent where) implements Outcome {}

    /// It will not be sent.
    record Refused(Reason reason, String sentence) implements Outcome {
        Refused(Reason reason) {
            this(reason, reason.sentence());
        }
    }

    /// It is tried again, not before `until`.
    record Deferred(Reason reason, Instant until) implements Outcome {}

    /// Nobody knows whether it arrived, and it is held until a person decides.
    record Uncertain(Reason reason) implements Outcome {}

    /// Its time had run out before it was sent.
    record Expired() implements Outcome {}

    /// Somebody else changed the delivery first, by cancelling it for instance; there is nothing to record.
    record Overtaken() implements Outcome {}
}
