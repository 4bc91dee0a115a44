package dev.tidings.teams;

import dev.tidings.teams.activity.Activity;

/// What a bot does when an activity arrives. Runs on the thread that called [TeamsBot#receive].
@FunctionalInterface
public interface TurnHandler<A extends Activity> {

    /// Handles one activity; what it throws is logged, and Teams is answered 500.
    void handle(Turn turn, A activity);
}
