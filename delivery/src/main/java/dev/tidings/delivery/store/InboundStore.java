package dev.tidings.delivery.store;

import dev.tidings.delivery.directory.Knowledge;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What arrived, raw, until it has been worked through.
///
/// Thread-safe; blocks. Writing returns when it is durable.
public interface InboundStore {
    /// How long an activity is recognised as having been there before.
    Duration RECOGNISED = Duration.ofDays(3);

    /// Keeps an activity.
    ///
    /// @return false if one with the same bot, conversation and key was there before; nothing is kept then
    boolean record(Arrival arrival);

    /// The activities not yet worked through, in the order of arrival.
    List<RecordedActivity> pending(int limit);

    /// Keeps what was learnt from activities and marks them as worked through, in one transaction; their
    /// content is
    /// not kept any longer.
    void processed(List<RecordedActivity> activities, Knowledge learnt, Instant now);

    /// Counts a failed try to work through an activity.
    ///
    /// @return how many tries have failed so far
    int failed(RecordedActivity activity);

    /// Puts an activity aside that cannot be worked through, with its content, so that a person can look at it.
    void setAside(RecordedActivity activity, String reason, Instant now);

    /// What was put aside, the oldest first.
    List<RecordedActivity> setAside(int limit);

    /// Forgets what was worked through before an instant.
    ///
    /// @return how many were forgotten
    int forgetBefore(Instant instant);
}
