package dev.tidings.delivery.lane;

import dev.tidings.delivery.fact.ItemId;
import dev.tidings.delivery.fact.Step;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What became of something that was decided.
public sealed interface Result {

    /// The delivery that it is about.
    ItemId item();

    /// A request that left on a granted right was answered, or given up.
    ///
    /// @param conversation whom it went to, as limits count: the person's id, the chat's, the channel's
    /// @param sentNanos when it left, at the earliest
    /// @param answeredNanos when its answer was there, or it was given up
    /// @param answered whether there was an answer at all; without one it may still arrive
    record Answered(
            ItemId item, Request request, String conversation, long sentNanos, long answeredNanos, boolean answered)
            implements Result {}

    /// A request that left on a granted right was cut off: there is no answer to come, and it can
    /// arrive no later than it was cut.
    ///
    /// @param conversation whom it went to, as limits count
    /// @param sentNanos when it left, at the earliest
    /// @param cutNanos when it was known to be cut off
    record Cut(ItemId item, Request request, String conversation, long sentNanos, long cutNanos) implements Result {}

    /// A right that was granted is given back: no request left on it.
    record Unused(ItemId item, Request request) implements Result {}

    /// The delivery is under way and needs a further right.
    ///
    /// @param conversation whom the request goes to, as limits count
    record Wants(ItemId item, Request request, String conversation) implements Result {}

    /// The delivery has not begun, since its chat must be created first: it comes back with a right to
    /// that.
    record NeedsCreate(ItemId item) implements Result {}

    /// The delivery has not begun, since its recipient is counted as another conversation than was thought.
    record Rekeyed(ItemId item, String conversation) implements Result {}

    /// The delivery has not begun, since its reader is not to be spoken to yet: it is looked at again
    /// after a while, and nothing is recorded.
    record Postponed(ItemId item, Duration pause) implements Result {}

    /// Teams asked to wait.
    record Throttled(ItemId item, String conversation, Duration retryAfter) implements Result {}

    /// Microsoft Graph asked to wait.
    record GraphThrottled(ItemId item, Duration retryAfter) implements Result {}

    /// Something answered in a way that says nothing about this delivery, but about all that share a
    /// scope with it.
    ///
    /// @param region the origin of the service URL that was asked, or null if it came to no request
    /// @param reason a stable kebab-case word
    record Trouble(ItemId item, Scope scope, @Nullable String region, String reason) implements Result {

        /// Who is in trouble.
        public enum Scope {
            /// The bot as a whole: its credentials are not accepted, or it gets no token.
            BOT,
            /// What lies behind the service URL: it fails, or cannot be reached.
            SERVICE
        }
    }

    /// Teams answered as it should: neither bot nor tenant nor region is in trouble.
    record Fine(ItemId item, String region) implements Result {}

    /// The attempt is over: the delivery has ended, or is tried again later. The last result of every
    /// [Send].
    ///
    /// @param begun whether the beginning of the attempt was recorded
    record Over(ItemId item, boolean begun, Step step) implements Result {}
}
