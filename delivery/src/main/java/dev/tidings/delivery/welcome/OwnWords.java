package dev.tidings.delivery.welcome;

import dev.tidings.teams.notice.Action;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an operator has the bot say in a welcome instead of what it would say by itself; null leaves that.
///
/// @param why Markdown in which `{who}` is who added the bot and `{where}` the name of the team or
///     chat; not said where what it names is not known
public record OwnWords(
        @Nullable String title,
        @Nullable String why,
        @Nullable String offer,
        @Nullable List<Action> next) {
    /// Nothing of the operator's own.
    static final OwnWords NONE = new OwnWords(null, null, null, null);

    /// Keeps its own copy.
    public OwnWords {
        next = next == null ? null : List.copyOf(next);
    }
}
