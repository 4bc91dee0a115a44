package dev.tidings.delivery.lane;

import dev.tidings.delivery.directory.Tenancy;
import java.time.Duration;

/// A request to Teams that serves no delivery, such as reading a roster. It leaves when no delivery can use the
/// right, and so that much that is sent for long does not hold it up for ever, now and then instead of one that
/// is not urgent.
///
/// @param number tells those of a lane apart
/// @param place the team or chat whose roster it reads, as limits count it
public record Errand(Tenancy lane, long number, String place) {

    /// What became of the right that was asked for.
    public sealed interface End {

        /// The request was answered, or given up.
        ///
        /// @param sentNanos when it left, at the earliest
        /// @param answeredNanos when its answer was there, or it was given up
        /// @param answered whether there was an answer at all; without one it may still arrive
        record Answered(long sentNanos, long answeredNanos, boolean answered) implements End {}

        /// The request was cut off, and can arrive no later than it was cut.
        record Cut(long cutNanos) implements End {}

        /// No request left, and none will.
        record Unused() implements End {}

        /// Teams asked to wait; told after the answer.
        record Throttled(Duration retryAfter) implements End {}
    }
}
