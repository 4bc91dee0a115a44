package dev.tidings.delivery.campaign;

import dev.tidings.delivery.fact.CampaignId;
import dev.tidings.delivery.fact.FactChanges;
import dev.tidings.delivery.fact.FactStore;
import dev.tidings.delivery.fact.Keys;
import dev.tidings.delivery.lane.Order;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The orders about a campaign, as facts: the last one holds.
record Orders(FactStore facts) {

    /// The order that holds.
    Optional<Order> last(CampaignId campaign) {
        return Optional.ofNullable(read(campaign).last);
    }

    /// Adds an order after those that are there; the caller sees to it that nobody else does the same
    /// meanwhile.
    void add(FactChanges changes, CampaignId campaign, Order order) {
        changes.put(Keys.order(campaign, read(campaign).count), order.bytes());
    }

    private Seen read(CampaignId campaign) {
        Seen seen = new Seen();
        String from = Keys.orders(campaign);
        facts.scan(from, from + Keys.END, (key, value) -> {
            seen.count++;
            seen.last = Order.ofBytes(value);
            return true;
        });
        return seen;
    }

    private static final class Seen {
        int count;

        @Nullable
        Order last;
    }
}
