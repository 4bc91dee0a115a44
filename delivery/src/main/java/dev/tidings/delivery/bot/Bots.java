package dev.tidings.delivery.bot;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// The configured bots, by name. Immutable.
public final class Bots {
    /// The name of the bot that is meant when none is named.
    public static final String DEFAULT = "default";

    private final Map<String, Bot> byName = new LinkedHashMap<>();

    /// Keeps the order.
    ///
    /// @throws IllegalArgumentException if two bots have the same name
    public Bots(Collection<Bot> bots) {
        for (Bot bot : bots) {
            if (byName.put(bot.name(), bot) != null) {
                throw new IllegalArgumentException("two bots are named '" + bot.name() + "'");
            }
        }
    }

    /// The bot with a name.
    public Optional<Bot> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /// The names, in alphabetical order.
    public SortedSet<String> names() {
        return new TreeSet<>(byName.keySet());
    }

    /// All of them, in the order of the configuration.
    public List<Bot> all() {
        return List.copyOf(byName.values());
    }
}
