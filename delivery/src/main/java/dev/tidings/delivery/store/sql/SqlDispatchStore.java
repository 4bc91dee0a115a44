package dev.tidings.delivery.store.sql;

import dev.tidings.delivery.fact.FactChanges;
import dev.tidings.delivery.fact.FactJson;
import dev.tidings.delivery.store.Collected;
import dev.tidings.delivery.store.Departure;
import dev.tidings.delivery.store.DeposedException;
import dev.tidings.delivery.store.DispatchStore;
import dev.tidings.delivery.store.Whereabouts;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// [DispatchStore] in SQL.
///
/// @param term in which everything is written, or 0 where nobody else can have begun another
record SqlDispatchStore(Database database, long term) implements DispatchStore {

    @Override
    public byte @Nullable [] get(String key) {
        return database.<byte @Nullable []>read(handle -> Facts.get(handle, key));
    }

    @Override
    public void scan(String from, String to, Visitor visitor) {
        Facts.scan(
                (first, end, limit) -> database.read(handle -> Facts.part(handle, first, end, limit)),
                from,
                to,
                visitor);
    }

    @Override
    public void commit(FactChanges changes) {
        if (!changes.isEmpty()) {
            database.writePrepared(prepared -> {
                if (term == 0) {
                    return database.apply(prepared, changes);
                }
                requireTerm(prepared);
                return Facts.apply(prepared, changes);
            });
        }
    }

    @Override
    public List<Whereabouts> dispatch(FactChanges changes, List<Collected> collected, List<Departure> departures) {
        if (changes.isEmpty() && departures.isEmpty()) {
            return List.of();
        }
        return database.writePrepared(prepared -> {
            requireTerm(prepared);
            Facts.apply(prepared, changes);
            CollectedRows.add(prepared, collected);
            List<Whereabouts> found =
                    replacing(prepared, departures, database.lookUp().all(prepared, departures));
            List<Integer> leaving = leaving(departures, found);
            Facts.put(prepared.statement(Facts.PUT), begun(departures, leaving));
            Tabs.note(prepared, departures, leaving, found);
            return found;
        });
    }

    /// Whoever takes over waits until this transaction is over, and finds what it wrote.
    private void requireTerm(Prepared prepared) throws SQLException {
        if (term != 0 && !Posts.leads(prepared, term)) {
            throw new DeposedException(term);
        }
    }

    private static List<Whereabouts> replacing(Prepared prepared, List<Departure> departures, List<Whereabouts> found)
            throws SQLException {
        if (departures.stream().allMatch(departure -> departure.replaces() == null)) {
            return found;
        }
        List<Whereabouts> replacing = new ArrayList<>(found);
        for (int index = 0; index < found.size(); index++) {
            String key = departures.get(index).replaces();
            byte[] earlier = key == null ? null : Facts.get(prepared, key);
            if (earlier != null) {
                replacing.set(
                        index,
                        found.get(index).replacing(FactJson.replaceable(earlier).sent()));
            }
        }
        return replacing;
    }

    private static List<Integer> leaving(List<Departure> departures, List<Whereabouts> found) {
        List<Integer> leaving = new ArrayList<>(departures.size());
        for (int index = 0; index < departures.size(); index++) {
            if (departures.get(index).leaves().test(found.get(index))) {
                leaving.add(index);
            }
        }
        return leaving;
    }

    private static List<Facts.Fact> begun(List<Departure> departures, List<Integer> leaving) {
        List<Facts.Fact> begun = new ArrayList<>(leaving.size());
        for (int index : leaving) {
            Departure departure = departures.get(index);
            begun.add(new Facts.Fact(departure.step(), departure.begun()));
        }
        return begun;
    }
}
