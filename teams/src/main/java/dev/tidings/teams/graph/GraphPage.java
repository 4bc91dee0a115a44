package dev.tidings.teams.graph;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A part of a listing.
///
/// @param next the link to the part that follows, or null after the last
/// @param delta the link to what will have changed since, in the last part of a delta only
public record GraphPage<T>(
        List<T> items, @Nullable String next, @Nullable String delta) {
    /// Keeps its own copy.
    public GraphPage {
        items = List.copyOf(items);
    }
}
