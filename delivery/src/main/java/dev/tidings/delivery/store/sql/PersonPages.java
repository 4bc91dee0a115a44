package dev.tidings.delivery.store.sql;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.fact.CampaignId;
import dev.tidings.delivery.fact.ItemId;
import dev.tidings.delivery.fact.Keys;
import dev.tidings.delivery.fact.People;
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
    private static final String BACKWARDS = "SELECT k, v FROM facts WHERE k >= ? AND k < ? ORDER BY k DESC LIMIT ?";
    private static final int PART = 200;

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
        String before =
                last.map(item -> Facts.after(Keys.people(lane, item.segment()))).orElse(Keys.people(lane) + Keys.END);
        List<Delivery> found = new ArrayList<>();
        for (String next = before; next != null && found.size() <= request.limit(); ) {
            List<Facts.Fact> part = part(next);
            part.stream()
                    .filter(fact -> People.mayContain(fact.value(), ids))
                    .map(fact -> segment(fact.key()))
                    .takeWhile(segment -> found.size() <= request.limit())
                    .forEach(segment -> add(found, segment, last));
            next = part.size() < PART ? null : part.getLast().key();
        }
        List<Delivery> page = found.size() > request.limit() ? found.subList(0, request.limit() + 1) : found;
        return Page.of(page, request, delivery -> delivery.id().value());
    }

    private List<Facts.Fact> part(String before) {
        return handle.createQuery(BACKWARDS)
                .bind(0, Keys.people(lane))
                .bind(1, before)
                .bind(2, PART)
                .map((row, context) -> new Facts.Fact(row.getString(1), row.getBytes(2)))
                .list();
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

    private SegmentId segment(String key) {
        String path = key.substring(Keys.people(lane).length());
        int slash = path.indexOf('/');
        return new SegmentId(CampaignId.parse(path.substring(0, slash)), Integer.parseInt(path.substring(slash + 1)));
    }
}
