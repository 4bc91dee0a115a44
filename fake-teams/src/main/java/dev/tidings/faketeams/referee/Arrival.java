package dev.tidings.faketeams.referee;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One request as the referee sees it; the conversation is the thread that a limit counts, null when there
/// is none.
public record Arrival(String bot, String tenant, @Nullable String conversation, Set<Counted> counts) {
    public Arrival {
        counts = Set.copyOf(counts);
    }

    /// The key that a limit of this scope adds up under, or null when it does not apply.
    @Nullable
    String keyFor(Scope scope) {
        return switch (scope) {
            case BOT_AND_TENANT -> bot + "|" + tenant;
            case BOT_AND_CONVERSATION -> conversation == null ? null : bot + "|" + conversation;
            case CONVERSATION -> conversation;
        };
    }

    boolean isCountedBy(Counted counted) {
        return counted == Counted.EVERYTHING ? !counts.contains(Counted.GRAPH) : counts.contains(counted);
    }
}
