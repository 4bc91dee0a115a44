package dev.tidings.cluster;

import dev.tidings.delivery.fact.FactChanges;
import dev.tidings.delivery.fact.FactStore;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// The facts of a shard in a store of Kafka Streams. Belongs to the shard's thread.
///
/// What was committed can be read at once, and is durable when Kafka has acknowledged it. A crash
/// may cut a commit in two: facts are put first and removed afterwards, so that what replaces
/// others is there before they are gone.
record StoreFacts(KeyValueStore<String, byte[]> store) implements FactStore {

    @Override
    public byte @Nullable [] get(String key) {
        return store.get(key);
    }

    @Override
    public void scan(String from, String to, Visitor visitor) {
        if (from.compareTo(to) >= 0) {
            return;
        }
        try (KeyValueIterator<String, byte[]> facts = store.range(from, to)) {
            boolean more = true;
            while (more && facts.hasNext()) {
                KeyValue<String, byte[]> fact = facts.next();
                more = !fact.key.equals(to) && visitor.fact(fact.key, fact.value);
            }
        }
    }

    @Override
    public void commit(FactChanges changes) {
        List<String> gone = new ArrayList<>();
        changes.forEach(store::put, gone::add);
        gone.forEach(store::delete);
    }
}
