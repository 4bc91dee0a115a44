package dev.tidings.delivery.store;

import dev.tidings.delivery.directory.Knowledge;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What arrived, raw, until it has been worked through.
///
/// Thread-safe; blocks. Writing returns when it is durable.
public interface InboundStore {
    /// How long an activity is recognised as having been there before.
    Duration RECOGNISED = Duration.ofDays(3);

    /// Keeps an activity, and returns it as it is kept.
    ///
    /// @return nothing if one with the same bot, conversation and key was there before; it is not kept
    /// again
    Optional<RecordedActivity> record(Arrival arrival);

    /// The activities not yet worked through, in the order of arrival.
    List<RecordedActivity> pending(int limit);

    /// Keeps what was learnt from activities and removes their content, in one transaction: they are worked
    /// through.
    void processed(List<RecordedActivity> activities, Knowledge learnt);

    /// Counts a failed try to work through an activity.
    ///
    /// @return how many tries have failed so far
    int failed(RecordedActivity activity);

    /// Puts an activity aside that cannot be worked through, with its content, so that a person can
    /// look at it.
    void setAside(RecordedActivity activity, String reason);

    /// What was put aside, the oldest first.
    List<RecordedActivity> setAside(int limit);

    /// No longer recognises what arrived before an instant.
    ///
    /// @return how many were forgotten
    int forgetBefore(Instant instant);
}
