package dev.tidings.delivery.store.sql;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.fact.CampaignId;
import dev.tidings.delivery.fact.ItemId;
import dev.tidings.delivery.fact.Recipient;
import dev.tidings.delivery.fact.SegmentId;
import dev.tidings.delivery.notification.Delivery;
import dev.tidings.delivery.notification.Priority;
import dev.tidings.delivery.store.Page;
import dev.tidings.delivery.store.PageRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// Pages of what was to go to a person, from the latest to the earliest. Only segments are opened in which
/// the hashes say that the person may be.
final class PersonPages {
    private final Handle handle;
    private final Tenancy lane;
    private final Set<String> ids;

    PersonPages(Handle handle, Tenancy lane, Collection<String> ids) {
        this.handle = handle;
        this.lane = lane;
        this.ids = Set.copyOf(ids);
    }

    Page<Delivery> page(PageRequest request) {
        Optional<ItemId> last =
                request.afterDelivery().map(id -> ItemId.of(CampaignId.sending(id.notification()), id.ordinal()));
        PersonSegments segments =
                new PersonSegments(handle, lane, ids, last.map(ItemId::segment).orElse(null));
        List<Delivery> found = new ArrayList<>();
        Optional<List<SegmentId>> some = segments.next();
        while (some.isPresent() && found.size() <= request.limit()) {
            some.get().stream()
                    .filter(segment -> last.filter(item -> follows(segment, item.segment()))
                            .isEmpty())
                    .takeWhile(segment -> found.size() <= request.limit())
                    .forEach(segment -> add(found, segment, last));
            some = segments.next();
        }
        List<Delivery> page = found.size() > request.limit() ? found.subList(0, request.limit() + 1) : found;
        return Page.of(page, request, delivery -> delivery.id().value());
    }

    /// Of segments that were planned together the later ones have been told already.
    private static boolean follows(SegmentId segment, SegmentId told) {
        return segment.campaign().equals(told.campaign()) && segment.number() > told.number();
    }

    private void add(List<Delivery> found, SegmentId id, Optional<ItemId> last) {
        SegmentLines lines = lines(id).orElse(null);
        if (lines == null) {
            return;
        }
        int end = last.filter(item -> item.segment().equals(id))
                .map(ItemId::position)
                .orElse(lines.size());
        for (int position = Math.min(end, lines.size()) - 1; position >= 0; position--) {
            Recipient recipient = lines.segment().recipients().get(position);
            if (ids.contains(recipient.target().id())
                    || (recipient.person() != null && ids.contains(recipient.person()))) {
                found.add(lines.delivery(position));
            }
        }
    }

    /// The priority is not known here, and is a part of the keys of open work.
    private Optional<SegmentLines> lines(SegmentId id) {
        Optional<SegmentLines> lines = SegmentLines.done(handle, id);
        for (Priority priority : Priority.values()) {
            lines = lines.or(() -> SegmentLines.open(handle, lane, priority, id));
        }
        return lines;
    }
}
