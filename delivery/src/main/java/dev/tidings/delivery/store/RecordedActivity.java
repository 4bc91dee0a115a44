package dev.tidings.delivery.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An activity that is durable.
///
/// @param sequence grows in the order of arrival
/// @param tries how many tries to work through it have failed
/// @param trouble why it was put aside, or null if it was not
public record RecordedActivity(
        long sequence,
        String bot,
        String conversation,
        String body,
        Instant receivedAt,
        int tries,
        @Nullable String trouble) {

    /// The same at its place in the order of arrival.
    public RecordedActivity at(long place) {
        return new RecordedActivity(place, bot, conversation, body, receivedAt, tries, trouble);
    }

    /// Leaves the body out.
    @Override
    public String toString() {
        return "RecordedActivity[" + sequence + ", " + bot + ", " + conversation + "]";
    }
}
