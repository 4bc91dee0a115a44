package dev.tidings.teams.connector;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// **Experimental.** A part of those whom a batch operation did not reach.
///
/// @param continuationToken asks for the next part; null if this is the last
public record BatchFailures(List<Entry> entries, @Nullable String continuationToken) {

    public BatchFailures {
        entries = List.copyOf(entries);
    }

    /// One recipient.
    ///
    /// @param id the id that was given
    /// @param error why, in Teams' words
    public record Entry(String id, @Nullable String error) {}
}
