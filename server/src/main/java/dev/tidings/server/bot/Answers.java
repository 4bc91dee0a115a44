package dev.tidings.server.bot;

import dev.tidings.teams.InvokeAnswer;
import dev.tidings.teams.activity.Activity;
import java.util.Optional;

/// Answers what Teams asks and waits for, within the about five seconds that it waits.
@FunctionalInterface
public interface Answers {
    /// The answer to an invoke for a bot; empty if nothing is registered for it.
    Optional<InvokeAnswer> to(String bot, Activity.Invoke invoke);
}
