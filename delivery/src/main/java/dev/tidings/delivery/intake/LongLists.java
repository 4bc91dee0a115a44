package dev.tidings.delivery.intake;

import dev.tidings.delivery.audience.Segments;
import dev.tidings.delivery.audience.Ways;
import dev.tidings.delivery.fact.CampaignId;
import dev.tidings.delivery.fact.FactChanges;
import dev.tidings.delivery.fact.FactJson;
import dev.tidings.delivery.fact.FactStore;
import dev.tidings.delivery.fact.Keys;
import dev.tidings.delivery.fact.Recipient;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.notification.Notification;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Lists that are too long to be accepted in one transaction. Their recipients are made durable before,
/// part by part, under keys at which nobody looks until the notification is accepted; then they are
/// planned like any audience. What is left of a request that came to nothing is removed with what is
/// old.
record LongLists(FactStore facts, Ways ways) {
    /// A longer list is taken in this way.
    static final int LONG = 20_000;

    private static final int TOGETHER = 10 * Segment.MOST;

    /// Makes the recipients of a notification durable that is not accepted yet.
    ///
    /// @param data what is given for each of them alone, or empty
    /// @throws NotAcceptedException if an id cannot name anybody; nothing is stored then
    Named.Count keep(Notification notification, List<String> ids, List<String> data, Instant now) {
        Named named = new Named(ways, notification.tenancy(), ids, data);
        named.require();
        List<Recipient> some = new ArrayList<>(TOGETHER);
        int[] segments = {0};
        Named.Count count = named.forEach(now, recipient -> {
            some.add(recipient);
            if (some.size() == TOGETHER) {
                segments[0] += keep(notification, segments[0], some);
            }
        });
        keep(notification, segments[0], some);
        return count;
    }

    private int keep(Notification notification, int first, List<Recipient> some) {
        CampaignId campaign = CampaignId.sending(notification.id());
        List<Segment> segments = Segments.of(notification, campaign, Segment.Errand.SEND, first, some);
        FactChanges changes = new FactChanges();
        segments.forEach(segment -> changes.put(Keys.listed(segment.id()), FactJson.write(segment)));
        if (!segments.isEmpty()) {
            facts.commit(changes);
        }
        some.clear();
        return segments.size();
    }
}
