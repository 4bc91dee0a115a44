package dev.tidings.delivery.store;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.fact.FactChanges;
import dev.tidings.delivery.notification.Notification;
import java.time.Instant;
import java.util.List;

/// What waits to be told to people in digests. Thread-safe; blocks; durable when it returns.
public interface DigestStore {

    /// What waits for one person and is due.
    ///
    /// @param waiting the oldest first; never empty
    record Gathering(Tenancy lane, String person, long personKey, List<Collected> waiting) {
        /// Keeps its own copy.
        public Gathering {
            waiting = List.copyOf(waiting);
        }
    }

    /// For whom something is due, those who have waited longest first.
    ///
    /// @param people how many people at most
    List<Gathering> due(Instant now, int people);

    /// Accepts the digest that tells what has waited, which then waits no more.
    ///
    /// @return false if another process has told it meanwhile, so that nothing was accepted
    boolean tell(Gathering gathering, Notification digest, FactChanges work);

    /// What has waited is not told any more.
    void drop(Gathering gathering);
}
