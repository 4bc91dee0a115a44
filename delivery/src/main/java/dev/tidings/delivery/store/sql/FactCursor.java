package dev.tidings.delivery.store.sql;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Goes through a range, reading some of it ahead.
///
/// @param <T> what it goes through
final class FactCursor<T> {
    /// Reads what follows a key, inclusive.
    interface Reader<T> {
        List<T> part(String from, int limit);
    }

    private static final int AHEAD = 32;

    private final Reader<T> reader;
    private final Function<T, String> key;
    private final Deque<T> ahead = new ArrayDeque<>();
    private @Nullable String from;

    FactCursor(String from, Reader<T> reader, Function<T, String> key) {
        this.from = from;
        this.reader = reader;
        this.key = key;
    }

    /// What comes next, or null at the end.
    @Nullable
    T peek() {
        if (ahead.isEmpty() && from != null) {
            List<T> part = reader.part(from, AHEAD);
            ahead.addAll(part);
            from = part.size() < AHEAD ? null : Facts.after(key.apply(part.getLast()));
        }
        return ahead.peek();
    }

    void skip() {
        ahead.remove();
    }
}
