package dev.tidings.cluster;

import dev.tidings.delivery.host.Lease;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What one thread of Kafka Streams is: the owner of its shards as long as its lease holds.
///
/// @param acknowledged the facts of its shards, by shard
record Standing(Lease lease, Map<Integer, Acknowledged> acknowledged) {
    private static final Map<Thread, Standing> ALL = new ConcurrentHashMap<>();

    /// That of the current thread. Kafka Streams makes the clients of its threads elsewhere, so
    /// they are told apart by the thread that uses them.
    static Standing mine() {
        return ALL.computeIfAbsent(Thread.currentThread(), _ -> new Standing(new Lease(), new ConcurrentHashMap<>()));
    }

    /// Forgets threads that have ended.
    static void tidy() {
        ALL.keySet().removeIf(thread -> !thread.isAlive());
    }

    /// The facts of a shard.
    Acknowledged of(int shard) {
        return acknowledged.computeIfAbsent(shard, _ -> new Acknowledged());
    }

    /// A shard begins anew.
    Acknowledged renewed(int shard) {
        Acknowledged fresh = new Acknowledged();
        acknowledged.put(shard, fresh);
        return fresh;
    }
}
