package dev.tidings.delivery.fact;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A fact store that forgets with the process.
public final class FactsInMemory implements FactStore {
    private final NavigableMap<String, byte[]> facts = new TreeMap<>();
    private int reads;

    @Override
    public byte @Nullable [] get(String key) {
        reads++;
        return facts.get(key);
    }

    @Override
    public void scan(String from, String to, Visitor visitor) {
        reads++;
        for (Map.Entry<String, byte[]> fact :
                facts.subMap(from, true, to, false).entrySet()) {
            if (!visitor.fact(fact.getKey(), fact.getValue())) {
                return;
            }
        }
    }

    @Override
    public void commit(FactChanges changes) {
        changes.forEach(facts::put, facts::remove);
    }

    /// How often it was asked.
    public int reads() {
        return reads;
    }

    /// All facts whose keys begin in a way.
    public NavigableMap<String, byte[]> under(String prefix) {
        return facts.subMap(prefix, true, prefix + Keys.END, false);
    }
}
