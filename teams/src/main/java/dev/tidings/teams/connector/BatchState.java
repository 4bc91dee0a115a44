package dev.tidings.teams.connector;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// **Experimental.** How far a batch operation has come.
///
/// @param state as Teams says it, such as `Provisioning`, `Ongoing`, `Completed` or `Failed`
/// @param countByStatus how many recipients ended with which HTTP status; 201 is delivered
/// @param retryAfter when to ask again at the earliest, or null
/// @param total how many recipients there are, or null while that is not known
public record BatchState(
        String state,
        Map<Integer, Integer> countByStatus,
        @Nullable Instant retryAfter,
        @Nullable Integer total) {

    public BatchState {
        countByStatus = Map.copyOf(countByStatus);
    }

    /// Whether nothing more will happen.
    public boolean ended() {
        return state.equalsIgnoreCase("Completed") || state.equalsIgnoreCase("Failed");
    }
}
