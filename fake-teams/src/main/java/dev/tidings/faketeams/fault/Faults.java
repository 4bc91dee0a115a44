package dev.tidings.faketeams.fault;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// The faults in force, in the order they were injected; the first that covers a call hits it. Single-threaded.
public final class Faults {
    private final Random random;
    private final Map<Integer, Armed> armed = new LinkedHashMap<>();
    private int lastId;

    /// No faults yet; the seed decides who is hit by chance.
    public Faults(long seed) {
        this.random = new Random(seed);
    }

    /// A fault in force: how often it has hit, and what is left of it.
    public static final class Armed {
        private final int id;
        private final Fault fault;
        private int hits;

        private Armed(int id, Fault fault) {
            this.id = id;
            this.fault = fault;
        }

        /// The number to clear it by.
        public int id() {
            return id;
        }

        /// What goes wrong.
        public Fault fault() {
            return fault;
        }

        /// How many calls it has hit.
        public int hits() {
            return hits;
        }

        private boolean spent() {
            return fault.times() > 0 && hits >= fault.times();
        }
    }

    /// Puts a fault in force.
    public Armed inject(Fault fault) {
        Armed fresh = new Armed(++lastId, fault);
        armed.put(fresh.id(), fresh);
        return fresh;
    }

    /// Takes one fault away; false if there is none of that number.
    public boolean clear(int id) {
        return armed.remove(id) != null;
    }

    /// Takes all faults away.
    public void clear() {
        armed.clear();
    }

    /// The faults in force, in the order they were injected.
    public Iterable<Armed> all() {
        return armed.values();
    }

    /// The fault that hits this call, if any; one that has hit often enough is gone.
    public Optional<Fault> hitting(Target call) {
        Optional<Armed> hit = armed.values().stream()
                .filter(each -> each.fault.target().covers(call) && chance(each.fault.probability()))
                .findFirst();
        hit.ifPresent(this::count);
        return hit.map(Armed::fault);
    }

    private void count(Armed hit) {
        hit.hits++;
        if (hit.spent()) {
            armed.remove(hit.id);
        }
    }

    private boolean chance(double probability) {
        return probability >= 1 || random.nextDouble() < probability;
    }
}
