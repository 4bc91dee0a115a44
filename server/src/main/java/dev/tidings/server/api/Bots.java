package dev.tidings.server.api;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The configured bots: app id by name.
public record Bots(Map<String, String> appIds) {

    /// Keeps its own copy, in the order of names.
    public Bots {
        appIds = new TreeMap<>(appIds);
    }

    /// The names, in order.
    public Set<String> names() {
        return appIds.keySet();
    }

    /// The app ids.
    public Collection<String> ids() {
        return appIds.values();
    }
}
