package dev.tidings.delivery.store.sql;

import dev.tidings.delivery.fact.CampaignId;
import dev.tidings.delivery.fact.FactJson;
import dev.tidings.delivery.fact.Keys;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.fact.SegmentId;
import dev.tidings.delivery.notification.Delivery;
import dev.tidings.delivery.notification.Notification;
import dev.tidings.delivery.store.DeliveryFilter;
import dev.tidings.delivery.store.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Pages of a notification's ledger. Work that is done and work that is not are merged by the numbers of
/// segments; what is done and has nothing that is wanted is not opened.
final class LedgerPages {
    private final Handle handle;
    private final Notification notification;
    private final CampaignId campaign;
    private final DeliveryFilter filter;

    LedgerPages(Handle handle, Notification notification, DeliveryFilter filter) {
        this.handle = handle;
        this.notification = notification;
        this.campaign = CampaignId.sending(notification.id());
        this.filter = filter;
    }

    /// The lines that follow an ordinal.
    Page<Delivery> after(long ordinal, int limit) {
        int first = (int) Math.min(SegmentId.MAX_NUMBER, (ordinal + 1) / Segment.MOST);
        FactCursor<Facts.Fact> done = done(first);
        FactCursor<String> open = open(first);
        List<Delivery> lines = new ArrayList<>(limit);
        for (Found next = next(done, open); next != null; next = next(done, open)) {
            if (lines.size() == limit && (next.done() || filter.equals(DeliveryFilter.ALL))) {
                return page(lines, true);
            }
            if (fill(lines, next, ordinal, limit)) {
                return page(lines, true);
            }
        }
        return page(lines, false);
    }

    /// A segment that may have something that is wanted; if it is done, it has.
    private record Found(SegmentId id, boolean done) {}

    private @Nullable Found next(FactCursor<Facts.Fact> done, FactCursor<String> open) {
        while (true) {
            Facts.Fact tally = done.peek();
            String work = open.peek();
            if (tally != null && (work == null || number(tally.key()) < number(work))) {
                done.skip();
                if (wanted(tally.value())) {
                    return new Found(new SegmentId(campaign, number(tally.key())), true);
                }
            } else if (work != null) {
                open.skip();
                return new Found(new SegmentId(campaign, number(work)), false);
            } else {
                return null;
            }
        }
    }

    /// Adds what is wanted of a segment, and says whether there is more of it than there is room for.
    private boolean fill(List<Delivery> lines, Found found, long after, int limit) {
        Optional<SegmentLines> read = found.done()
                ? SegmentLines.done(handle, found.id())
                : SegmentLines.open(handle, notification.tenancy(), notification.priority(), found.id());
        if (read.isEmpty()) {
            return false;
        }
        SegmentLines segment = read.get();
        for (int position = 0; position < segment.size(); position++) {
            Line line = segment.lines().get(position);
            boolean seen = (long) found.id().number() * Segment.MOST + position <= after;
            if (!seen && wanted(line)) {
                if (lines.size() == limit) {
                    return true;
                }
                lines.add(segment.delivery(position));
            }
        }
        return false;
    }

    private boolean wanted(byte[] tally) {
        return filter.equals(DeliveryFilter.ALL)
                || FactJson.tally(tally).counts().stream()
                        .anyMatch(count -> (filter.state() == null || count.state() == filter.state())
                                && (filter.reason() == null || count.reason().equals(filter.reason())));
    }

    private boolean wanted(Line line) {
        return (filter.state() == null || line.state() == filter.state())
                && (filter.reason() == null || filter.reason().equals(line.reason()));
    }

    private FactCursor<Facts.Fact> done(int first) {
        String prefix = Keys.tallies(campaign);
        return new FactCursor<>(
                Keys.tally(new SegmentId(campaign, first)),
                (from, limit) -> Facts.part(handle, from, prefix + Keys.END, limit),
                Facts.Fact::key);
    }

    private FactCursor<String> open(int first) {
        String prefix = Keys.work(notification.tenancy(), notification.priority(), campaign);
        return new FactCursor<>(
                Keys.work(notification.tenancy(), notification.priority(), new SegmentId(campaign, first)),
                (from, limit) -> Facts.keys(handle, from, prefix + Keys.END, limit),
                key -> key);
    }

    private static int number(String key) {
        return Integer.parseInt(key.substring(key.lastIndexOf('/') + 1));
    }

    private static Page<Delivery> page(List<Delivery> lines, boolean more) {
        return Page.of(lines, more, line -> Long.toString(line.id().ordinal()));
    }
}
