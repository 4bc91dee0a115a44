package dev.tidings.cluster;

import dev.tidings.delivery.fact.FactChanges;
import dev.tidings.delivery.fact.FactStore;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Facts of which each one that is written has to be acknowledged.
final class FactsInMemory implements FactStore {
    final TreeMap<String, byte[]> all = new TreeMap<>();
    final Acknowledged acknowledged = new Acknowledged();
    private int unanswered;

    @Override
    public byte @Nullable [] get(String key) {
        return all.get(key);
    }

    @Override
    public void scan(String from, String to, Visitor visitor) {
        if (from.compareTo(to) >= 0) {
            return;
        }
        for (Map.Entry<String, byte[]> fact :
                new ArrayList<>(all.subMap(from, to).entrySet())) {
            if (!visitor.fact(fact.getKey(), fact.getValue())) {
                return;
            }
        }
    }

    @Override
    public void commit(FactChanges changes) {
        changes.forEach(all::put, all::remove);
        for (int change = 0; change < changes.size(); change++) {
            acknowledged.write();
            unanswered++;
        }
    }

    /// Kafka keeps everything now.
    void acknowledge() {
        for (; unanswered > 0; unanswered--) {
            acknowledged.answered(true);
        }
    }
}
