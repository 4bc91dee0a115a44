package dev.tidings.delivery.store;

import dev.tidings.delivery.fact.FactChanges;
import dev.tidings.delivery.fact.FactStore;
import java.util.List;

/// The facts of the embedded engine, and its last look at the directory before it sends.
///
/// Thread-safe; blocks. Writing returns when it is durable. Every method throws [StoreUnavailableException]
/// while the database is away.
public interface DispatchStore extends FactStore {

    /// The same where nothing is told in a digest.
    default List<Whereabouts> dispatch(FactChanges changes, List<Departure> departures) {
        return dispatch(changes, List.of(), departures);
    }

    /// Makes changes durable and, in the same transaction, looks each recipient up and records the
    /// beginning of the attempts that leave. An opt-out that was recorded before is seen here.
    ///
    /// @param collected deliveries that end with these changes, and are told in a digest instead
    /// @return where each recipient is, in the order of the departures
    List<Whereabouts> dispatch(FactChanges changes, List<Collected> collected, List<Departure> departures);
}
