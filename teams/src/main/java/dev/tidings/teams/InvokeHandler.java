package dev.tidings.teams;

import dev.tidings.teams.activity.Activity;

/// Answers an `invoke`: Teams waits for it, about five seconds, inside the request.
@FunctionalInterface
public interface InvokeHandler {

    /// The answer; what it throws is logged, and Teams is answered 500.
    InvokeAnswer answer(Turn turn, Activity.Invoke invoke);
}
