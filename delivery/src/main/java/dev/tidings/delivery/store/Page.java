package dev.tidings.delivery.store;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A part of a list.
///
/// @param next the cursor of the next part, or null if this is the last
public record Page<T>(List<T> items, @Nullable String next) {

    /// Makes a page out of up to one row more than was asked for; that further row proves that there is more.
    public static <T> Page<T> of(List<T> rows, PageRequest request, Function<T, String> key) {
        if (rows.size() <= request.limit()) {
            return new Page<>(List.copyOf(rows), null);
        }
        List<T> items = List.copyOf(rows.subList(0, request.limit()));
        return new Page<>(items, PageRequest.cursor(key.apply(items.getLast())));
    }

    /// Makes a page whose reader knows whether there is more.
    public static <T> Page<T> of(List<T> items, boolean more, Function<T, String> key) {
        return new Page<>(List.copyOf(items), more ? PageRequest.cursor(key.apply(items.getLast())) : null);
    }
}
