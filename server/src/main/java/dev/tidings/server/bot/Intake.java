package dev.tidings.server.bot;

import dev.tidings.teams.activity.Activity;

/// Takes an activity over; returns when it is durable.
@FunctionalInterface
public interface Intake {
    /// Keeps what a bot was brought.
    ///
    /// @param body the JSON that the activity was read from
    void record(String bot, Activity activity, String body);
}
