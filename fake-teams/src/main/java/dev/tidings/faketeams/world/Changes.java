package dev.tidings.faketeams.world;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/// Tells whoever listens what changed; costs nothing while nobody does.
public final class Changes {
    private final Set<BiConsumer<String, ObjectNode>> listeners = new LinkedHashSet<>();

    /// Tells this listener of everything from now on.
    public void listen(BiConsumer<String, ObjectNode> listener) {
        listeners.add(listener);
    }

    /// Tells this listener nothing more.
    public void forget(BiConsumer<String, ObjectNode> listener) {
        listeners.remove(listener);
    }

    /// Tells all listeners.
    public void tell(String kind, Supplier<ObjectNode> data) {
        if (!listeners.isEmpty()) {
            ObjectNode once = data.get();
            Set.copyOf(listeners).forEach(listener -> listener.accept(kind, once));
        }
    }
}
