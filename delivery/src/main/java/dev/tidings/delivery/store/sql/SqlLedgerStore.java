package dev.tidings.delivery.store.sql;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.fact.CampaignId;
import dev.tidings.delivery.fact.ItemId;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.fact.SegmentId;
import dev.tidings.delivery.fact.Tally;
import dev.tidings.delivery.notification.Delivery;
import dev.tidings.delivery.notification.DeliveryId;
import dev.tidings.delivery.notification.Notification;
import dev.tidings.delivery.store.DeliveryFilter;
import dev.tidings.delivery.store.LedgerStore;
import dev.tidings.delivery.store.Page;
import dev.tidings.delivery.store.PageRequest;
import dev.tidings.delivery.store.Reach;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// [LedgerStore] in SQL.
record SqlLedgerStore(Database database) implements LedgerStore {

    @Override
    public Tally tally(Notification notification, CampaignId campaign) {
        return database.snapshot(handle -> Counting.tally(handle, campaign));
    }

    @Override
    public Page<Delivery> deliveries(Notification notification, DeliveryFilter filter, PageRequest page) {
        long after = page.afterNumber();
        return database.snapshot(handle -> new LedgerPages(handle, notification, filter).after(after, page.limit()));
    }

    @Override
    public Optional<Delivery> delivery(Notification notification, DeliveryId id) {
        CampaignId campaign = CampaignId.sending(notification.id());
        if (!id.notification().equals(notification.id())
                || id.ordinal() >= SegmentId.MAX_NUMBER * (long) Segment.MOST) {
            return Optional.empty();
        }
        ItemId item = ItemId.of(campaign, id.ordinal());
        return database.snapshot(handle -> SegmentLines.done(handle, item.segment())
                .or(() -> SegmentLines.open(handle, notification.tenancy(), notification.priority(), item.segment()))
                .filter(lines -> item.position() < lines.size())
                .map(lines -> lines.delivery(item.position())));
    }

    @Override
    public Page<Delivery> deliveriesTo(Tenancy tenancy, Collection<String> ids, Reach reach, PageRequest page) {
        if (ids.isEmpty() || !reach.allows(tenancy)) {
            return new Page<>(List.of(), null);
        }
        return database.snapshot(handle -> new PersonPages(handle, tenancy, ids).page(page));
    }
}
