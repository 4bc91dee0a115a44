package dev.tidings.delivery.lane;

import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Deliveries of a lane that wait for a right to create their chat, the most urgent first.
final class Creating {
    private final TreeSet<Item> items = new TreeSet<>();

    void add(Item item) {
        items.add(item);
    }

    void remove(Item item) {
        items.remove(item);
    }

    /// The most urgent that still waits, or null if none does.
    @Nullable
    Item first() {
        while (!items.isEmpty() && !items.first().waits()) {
            items.removeFirst();
        }
        return items.isEmpty() ? null : items.first();
    }
}
