package dev.tidings.server.bot;

import dev.tidings.teams.activity.Activity;
import org.jspecify.annotations.Nullable;

/// Decides whether an activity may come in, and for which bot it is.
@FunctionalInterface
public interface Doorkeeper {
    /// The name of the bot that the activity is for.
    ///
    /// @throws dev.tidings.server.problem.ProblemException if the sender cannot prove to be Teams
    String admit(@Nullable String authorization, Activity activity);
}
