package dev.tidings.delivery.fact;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Facts to be written, and facts that others have replaced, to be made durable together.
///
/// Not thread-safe.
public final class FactChanges {
    private final Map<String, byte @Nullable []> changes = new LinkedHashMap<>();

    /// Adds a fact.
    public FactChanges put(String key, byte[] value) {
        changes.put(key, value);
        return this;
    }

    /// Removes a fact that another one replaces.
    public FactChanges delete(String key) {
        changes.put(key, null);
        return this;
    }

    /// Whether there is nothing to write.
    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /// How many facts are added and removed.
    public int size() {
        return changes.size();
    }

    /// Shows each change.
    public void forEach(BiConsumer<String, byte[]> puts, Consumer<String> deletes) {
        changes.forEach((key, value) -> {
            if (value == null) {
                deletes.accept(key);
            } else {
                puts.accept(key, value);
            }
        });
    }
}
