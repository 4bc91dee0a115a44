package dev.tidings.delivery.lane;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.lane.Result.Trouble.Scope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The bots, tenants and regions that are not sent to for now.
///
/// A bot is stopped by one failure of its own. A tenant is stopped by several failures in a row, and a
/// region when several of its tenants are. Whatever is stopped is probed by one delivery at a time.
final class Alarms {
    private static final int FAILURES = 5;
    private static final int TENANTS = 3;

    private final Shard shard;
    private final Map<String, Circuit> bots = new HashMap<>();
    private final Map<Tenancy, Circuit> tenants = new HashMap<>();
    private final Map<String, Circuit> regions = new HashMap<>();
    private final Map<Tenancy, Integer> failures = new HashMap<>();
    private boolean changed;

    Alarms(Shard shard) {
        this.shard = shard;
    }

    /// When a delivery of a lane may begin: now, later, or [Timers#NEVER] as long as a probe is under
    /// way.
    long beginAt(Lane lane) {
        long at = shard.now();
        if (!quiet()) {
            for (Circuit circuit : over(lane)) {
                at = Math.max(at, circuit.beginAt());
            }
        }
        return at;
    }

    private boolean quiet() {
        return bots.isEmpty() && tenants.isEmpty() && regions.isEmpty();
    }

    private List<Circuit> over(Lane lane) {
        List<Circuit> circuits = new ArrayList<>(3);
        addIfOpen(circuits, bots.get(lane.id().bot()));
        addIfOpen(circuits, tenants.get(lane.id()));
        String region = lane.region();
        addIfOpen(circuits, region == null ? null : regions.get(region));
        return circuits;
    }

    private static void addIfOpen(List<Circuit> circuits, @Nullable Circuit circuit) {
        if (circuit != null) {
            circuits.add(circuit);
        }
    }

    /// A delivery begins; where something is stopped, it is its probe.
    void begins(Flight flight) {
        if (!quiet()) {
            over(flight.lane()).forEach(circuit -> circuit.probe(flight));
        }
    }

    /// A delivery is no longer under way; a probe that has told nothing makes way for another.
    void landed(Flight flight) {
        if (!quiet()) {
            for (Circuit circuit : over(flight.lane())) {
                changed |= circuit.landed(flight);
            }
        }
    }

    void trouble(Flight flight, Result.Trouble trouble) {
        Lane lane = flight.lane();
        if (trouble.scope() == Scope.BOT) {
            String bot = lane.id().bot();
            fail(bots, bot, flight, () -> Circuit.ofBot(shard, bot, trouble.reason()));
            return;
        }
        String region = trouble.region();
        if (region != null) {
            lane.region(region);
        }
        if (failures.merge(lane.id(), 1, Integer::sum) >= FAILURES || tenants.containsKey(lane.id())) {
            fail(tenants, lane.id(), flight, () -> Circuit.ofTenant(shard, lane.id(), region, trouble.reason()));
        }
        if (region != null && (regions.containsKey(region) || tenantsStopped(region) >= TENANTS)) {
            fail(regions, region, flight, () -> Circuit.ofRegion(shard, region, trouble.reason()));
        }
    }

    private <K> void fail(Map<K, Circuit> circuits, K key, Flight flight, Supplier<Circuit> open) {
        Circuit known = circuits.get(key);
        if (known == null) {
            circuits.put(key, open.get());
            changed = true;
        } else {
            changed |= known.failed(flight);
        }
    }

    private int tenantsStopped(String region) {
        int count = 0;
        for (Circuit circuit : tenants.values()) {
            count += region.equals(circuit.region()) ? 1 : 0;
        }
        return count;
    }

    void fine(Flight flight, String region) {
        Lane lane = flight.lane();
        lane.region(region);
        if (!failures.isEmpty()) {
            failures.remove(lane.id());
        }
        if (!quiet()) {
            close(bots, lane.id().bot(), flight);
            close(tenants, lane.id(), flight);
            close(regions, region, flight);
        }
    }

    private <K> void close(Map<K, Circuit> circuits, K key, Flight flight) {
        Circuit circuit = circuits.get(key);
        if (circuit != null && circuit.closedBy(flight)) {
            circuits.remove(key);
            changed = true;
        }
    }

    /// Whether lanes that waited may go on, since this was asked last.
    boolean changed() {
        boolean was = changed;
        changed = false;
        return was;
    }

    List<Alarm> list() {
        List<Alarm> alarms = new ArrayList<>();
        bots.values().forEach(circuit -> alarms.add(circuit.alarm()));
        tenants.values().forEach(circuit -> alarms.add(circuit.alarm()));
        regions.values().forEach(circuit -> alarms.add(circuit.alarm()));
        return alarms;
    }
}
