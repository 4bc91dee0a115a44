package dev.tidings.delivery.lane;

import dev.tidings.delivery.lane.Item.Place;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// The items of a campaign that are in memory and wait: for their turn, until they are due, or to be
/// called back.
final class Waiting {
    /// When an item is due that waits until its conversation calls it back.
    static final long CALLED_BACK = Timers.NEVER - 1;

    private final Deque<Item> urgent = new ArrayDeque<>();
    private final Deque<Item> fresh = new ArrayDeque<>();
    private final PriorityQueue<Item> deferred = new PriorityQueue<>(4, Comparator.comparingLong(Item::due));

    /// An item that was just read, for now or for later.
    void add(Item item, long now) {
        if (item.due() > now) {
            defer(item, item.due());
        } else {
            (item.due() == Long.MIN_VALUE ? fresh : urgent).addLast(item);
        }
    }

    /// An item may begin before others.
    void urgent(Item item) {
        item.place(Place.READY);
        urgent.addFirst(item);
    }

    /// An item has to wait until a time.
    void defer(Item item, long due) {
        item.due(due);
        item.place(Place.DEFERRED);
        deferred.add(item);
    }

    /// Whether an item may begin.
    boolean hasReady() {
        return !urgent.isEmpty() || !fresh.isEmpty();
    }

    /// The item whose turn it is, or null if none may begin.
    @Nullable
    Item poll() {
        Item item = poll(urgent);
        return item == null ? poll(fresh) : item;
    }

    private static @Nullable Item poll(Deque<Item> items) {
        Item item = items.pollFirst();
        while (item != null && item.place() != Place.READY) {
            item = items.pollFirst();
        }
        return item;
    }

    /// Those that are due may begin.
    void wake(long now) {
        Item first = deferred.peek();
        while (first != null && first.due() <= now) {
            deferred.poll();
            if (first.place() == Place.DEFERRED) {
                first.place(Place.READY);
                urgent.addLast(first);
            }
            first = deferred.peek();
        }
    }

    /// Those that wait to be called back may begin.
    void callBack() {
        deferred.removeIf(item -> {
            boolean called = item.due() == CALLED_BACK && item.place() == Place.DEFERRED;
            if (called) {
                item.place(Place.READY);
                urgent.addLast(item);
            }
            return called;
        });
    }

    /// When the next is due, or a time that does not come.
    long nextDue() {
        Item first = deferred.peek();
        return first == null ? Timers.NEVER : first.due();
    }

    /// Forgets the items of a segment.
    void remove(OpenSegment segment) {
        urgent.removeIf(item -> item.segment() == segment);
        fresh.removeIf(item -> item.segment() == segment);
        deferred.removeIf(item -> item.segment() == segment);
    }

    /// Finds those that may begin anew.
    void gather(Collection<OpenSegment> segments) {
        urgent.clear();
        fresh.clear();
        for (OpenSegment segment : segments) {
            segment.forEachOpen(item -> {
                if (item.place() == Place.READY) {
                    fresh.addLast(item);
                }
            });
        }
    }
}
