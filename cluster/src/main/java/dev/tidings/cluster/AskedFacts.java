package dev.tidings.cluster;

import dev.tidings.delivery.fact.FactChanges;
import dev.tidings.delivery.fact.FactStore;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The facts of the shard in whose name the current thread carries a delivery. Thread-safe; blocks
/// until the shard's own thread has answered.
final class AskedFacts implements FactStore {

    @SuppressWarnings("ArrayRecordComponent") // nobody compares facts
    private record Fact(String key, byte[] value) {}

    @Override
    public byte @Nullable [] get(String key) {
        byte[][] found = new byte[1][];
        scan(key, key + " ", (_, value) -> {
            found[0] = value;
            return false;
        });
        return found[0];
    }

    @Override
    public void scan(String from, String to, Visitor visitor) {
        List<Fact> found = Shard.CURRENT.get().ask(facts -> {
            List<Fact> all = new ArrayList<>();
            facts.scan(from, to, (key, value) -> all.add(new Fact(key, value)));
            return all;
        });
        for (Fact fact : found) {
            if (!visitor.fact(fact.key(), fact.value())) {
                return;
            }
        }
    }

    @Override
    public void commit(FactChanges changes) {
        Shard.CURRENT.get().commit(changes);
    }
}
