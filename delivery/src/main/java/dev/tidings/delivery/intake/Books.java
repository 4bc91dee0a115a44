package dev.tidings.delivery.intake;

import dev.tidings.delivery.fact.FactStore;
import dev.tidings.delivery.store.AudienceStore;
import dev.tidings.delivery.store.DirectoryStore;
import dev.tidings.delivery.store.LedgerStore;
import dev.tidings.delivery.store.NotificationStore;
import dev.tidings.delivery.store.TopicStore;

/// The stores that the front desk reads and writes.
///
/// @param facts read for the orders that were given so far
public record Books(
        NotificationStore notifications,
        LedgerStore ledger,
        AudienceStore audiences,
        TopicStore topics,
        DirectoryStore directory,
        FactStore facts) {}
