package dev.tidings.delivery.store;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.fact.CampaignId;
import dev.tidings.delivery.fact.Tally;
import dev.tidings.delivery.notification.Delivery;
import dev.tidings.delivery.notification.DeliveryId;
import dev.tidings.delivery.notification.Notification;
import java.util.Collection;
import java.util.Optional;

/// What became of every delivery, read from the facts.
///
/// Thread-safe; blocks.
public interface LedgerStore {

    /// How many deliveries of a campaign stand how, of those planned so far.
    Tally tally(Notification notification, CampaignId campaign);

    /// The ledger of a notification, in the order of planning.
    Page<Delivery> deliveries(Notification notification, DeliveryFilter filter, PageRequest page);

    /// One line of the ledger.
    Optional<Delivery> delivery(Notification notification, DeliveryId id);

    /// What was to go to a person, the latest notification first.
    ///
    /// @param ids all the ids under which the person may have been addressed
    Page<Delivery> deliveriesTo(Tenancy tenancy, Collection<String> ids, Reach reach, PageRequest page);
}
