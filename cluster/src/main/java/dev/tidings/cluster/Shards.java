package dev.tidings.cluster;

import dev.tidings.delivery.host.Dispatcher;
import dev.tidings.delivery.host.EngineSettings;
import dev.tidings.delivery.host.Lease;
import dev.tidings.delivery.lane.Moment;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/// The shards that are owned here. They share what may be under way at once in this process.
/// Thread-safe.
final class Shards {
    private final Cluster.Parts parts;
    private final EngineSettings settings;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final Set<Shard> open = ConcurrentHashMap.newKeySet();

    Shards(Cluster.Parts parts, EngineSettings settings, InstantSource clock, LongSupplier nanos) {
        this.parts = parts;
        this.settings = settings;
        this.clock = clock;
        this.nanos = nanos;
    }

    /// Opens a shard; to be called by the thread that owns it.
    Shard open(StoreFacts facts, Acknowledged acknowledged, Lease lease) {
        var means = new Shard.Means(
                facts,
                acknowledged,
                () -> lease.permits(new Moment(nanos.getAsLong(), clock.instant())),
                new LookUps(parts.directory()),
                settings.limits());
        Shard shard = new Shard(means, self -> dispatcher(self, facts));
        shard.open(Lease.GUARD);
        open.add(shard);
        return shard;
    }

    private Dispatcher dispatcher(Shard shard, StoreFacts facts) {
        return new Dispatcher(
                new Dispatcher.Parts(
                        facts,
                        parts.texts(),
                        parts.courier(),
                        send -> shard.begin(send, parts.directory()),
                        new InTheNameOf(shard, parts.observer())),
                settings,
                clock,
                nanos);
    }

    /// Does what is due in a shard; to be called by the thread that owns it.
    void turn(Shard shard) {
        shard.share(Math.max(1, open.size()));
        shard.turn();
    }

    void closed(Shard shard) {
        open.remove(shard);
    }

    int size() {
        return open.size();
    }

    int inFlight() {
        return open.stream().mapToInt(Shard::inFlight).sum();
    }
}
