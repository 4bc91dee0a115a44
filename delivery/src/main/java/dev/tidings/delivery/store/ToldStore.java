package dev.tidings.delivery.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// What nodes on one database tell one another of what happens, for a short time. Thread-safe; blocks.
/// Every method throws [StoreUnavailableException] while the database is away.
public interface ToldStore {

    /// How many nodes are at work on this database.
    int nodes();

    /// Tells the others, in this order.
    void tell(String node, List<Told> happened);

    /// The nodes that have told something, each with the number of the latest.
    Map<String, Long> latest();

    /// What a node has told after a number, in its order.
    List<Told> after(String node, long number, int limit);

    /// Forgets what a node told before an instant by its own clock, and what others told long before.
    void forget(String node, Instant before);
}
