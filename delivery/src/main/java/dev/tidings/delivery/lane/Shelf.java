package dev.tidings.delivery.lane;

import dev.tidings.delivery.fact.FactJson;
import dev.tidings.delivery.fact.Keys;
import dev.tidings.delivery.fact.Segment;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// The segments of a campaign that are not in memory: those not read yet, and those put away until they
/// are due.
final class Shelf {
    private final Campaign campaign;
    private final PriorityQueue<Away> away = new PriorityQueue<>(2, Comparator.comparingLong(Away::due));
    /// All below have been read.
    private int cursor;
    private boolean more;
    private long unread;
    private boolean uncounted;
    private @Nullable Instant oldest;

    /// A segment that was put away.
    ///
    /// @param tick in which it was; its steps can be read in the next
    private record Away(int number, long due, long tick) {}

    /// A segment that is to be brought into memory.
    ///
    /// @param due whether the first of its deliveries is due, since it was put away until then
    record Taken(Segment segment, boolean due) {}

    Shelf(Campaign campaign) {
        this.campaign = campaign;
    }

    /// There may be segments as facts, nobody knows how many.
    void listed() {
        more = true;
        uncounted = true;
    }

    /// A segment was accepted.
    ///
    /// @param use whether it would be used at once
    /// @return whether it is: nothing else comes before it
    boolean accepted(Segment segment, boolean use) {
        int number = segment.id().number();
        if (number < cursor) {
            late(number);
            return false;
        }
        if (use && !more) {
            cursor = number + 1;
            return true;
        }
        more = true;
        unread += segment.recipients().size();
        oldest = oldest == null ? segment.createdAt() : oldest;
        return false;
    }

    private void late(int number) {
        boolean known = campaign.loaded(number) != null || holds(number);
        if (!known && shard().facts().get(campaign.key(number)) != null) {
            put(number, Long.MIN_VALUE);
        }
    }

    boolean holds(int number) {
        for (Away put : away) {
            if (put.number() == number) {
                return true;
            }
        }
        return false;
    }

    /// Puts a segment away until it is due.
    void put(int number, long due) {
        away.removeIf(put -> put.number() == number);
        away.add(new Away(number, due, shard().tick()));
    }

    /// What waits to be called back by a conversation is due.
    void callBack() {
        for (Away put : List.copyOf(away)) {
            if (put.due() == Waiting.CALLED_BACK) {
                away.remove(put);
                away.add(new Away(put.number(), Long.MIN_VALUE, put.tick()));
            }
        }
    }

    boolean hasWork() {
        Away first = away.peek();
        return more || (first != null && first.due() <= shard().now());
    }

    boolean isEmpty() {
        return !more && away.isEmpty();
    }

    /// When the next that was put away is due, or [Timers#NEVER].
    long nextDue() {
        Away first = away.peek();
        return first == null ? Timers.NEVER : first.due();
    }

    /// The next segment to be brought into memory, or null if none is due.
    @Nullable
    Taken take() {
        Away first = away.peek();
        while (first != null && first.due() <= shard().now() && first.tick() < shard().tick()) {
            away.poll();
            Segment found = Segments.find(shard().facts(), campaign.key(first.number()));
            if (found != null) {
                return new Taken(found, first.due() != Long.MIN_VALUE);
            }
            first = away.peek();
        }
        Segment fresh = more ? next() : null;
        return fresh == null ? null : new Taken(fresh, false);
    }

    /// Any segment, due or not; null if there is none, or none that can be read now.
    @Nullable
    Segment takeAny() {
        for (Away put : away) {
            if (put.tick() < shard().tick()) {
                away.remove(put);
                Segment found = Segments.find(shard().facts(), campaign.key(put.number()));
                return found == null ? takeAny() : found;
            }
        }
        return more ? next() : null;
    }

    private @Nullable Segment next() {
        Segment[] found = new Segment[1];
        String end = Keys.work(campaign.lane().id(), campaign.tier().priority(), campaign.id()) + Keys.END;
        shard().facts().scan(campaign.key(cursor), end, (key, value) -> {
            int number = (int) Keys.numberOf(key);
            if (campaign.loaded(number) != null || holds(number)) {
                return true;
            }
            cursor = number + 1;
            found[0] = FactJson.segment(value);
            return false;
        });
        more = found[0] != null;
        unread = found[0] == null
                ? 0
                : Math.max(0, unread - found[0].recipients().size());
        return found[0];
    }

    /// A segment that was taken may not be sent from yet.
    void putBack(Segment segment) {
        away.add(new Away(segment.id().number(), Long.MIN_VALUE, 0));
        oldest = segment.createdAt();
    }

    /// How many recipients wait here that were counted.
    long unread() {
        return unread;
    }

    /// Whether all that wait here were counted.
    boolean counted() {
        return !uncounted && away.isEmpty();
    }

    @Nullable
    Instant oldest() {
        return oldest;
    }

    private Shard shard() {
        return campaign.shard();
    }
}
