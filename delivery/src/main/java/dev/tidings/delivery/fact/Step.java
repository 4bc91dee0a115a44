package dev.tidings.delivery.fact;

import dev.tidings.delivery.notification.Delivery;
import dev.tidings.delivery.notification.DeliveryState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One step of a delivery; the steps in their order are its history.
public sealed interface Step {

    /// When it happened.
    Instant at();

    /// An attempt begins: recorded before the call.
    ///
    /// @param attempt counts from 1
    record Begun(Instant at, int attempt) implements Step {}

    /// It is tried again, not before `until`.
    ///
    /// @param reason a stable kebab-case word
    record Deferred(Instant at, String reason, Instant until) implements Step {}

    /// It has ended, or halts because nobody knows what became of it.
    ///
    /// @param state one that is not [DeliveryState#open()]
    /// @param reason a stable kebab-case word, or null if there is nothing to explain
    /// @param detail a sentence that says more than the reason's own, or null
    /// @param sent where the message went, or null if it did not
    record Ended(
            Instant at,
            DeliveryState state,
            @Nullable String reason,
            @Nullable String detail,
            Delivery.@Nullable Sent sent)
            implements Step {}

    /// A person wants it tried again.
    record Requeued(Instant at) implements Step {}
}
