package dev.tidings.delivery.inbound;

import dev.tidings.delivery.store.InboundStore;
import dev.tidings.delivery.store.RecordedActivity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// What is still to be worked through: in memory as it came in, so that nothing is read and parsed
/// twice, and in the database, which is asked only for what memory does not have: what a process before
/// this one left, what did not fit, and what has to be tried again.
///
/// [#add] may be called by any thread, the rest by one.
final class Backlog {
    /// How much is kept in memory; from the first that does not fit on, all is read from the database
    /// in its turn.
    static final int IN_MEMORY = 1024;

    private final InboundStore store;
    private final BlockingQueue<Arrived> memory = new LinkedBlockingQueue<>(IN_MEMORY);
    private volatile boolean behind = true;
    /// The last one that came from the database: whatever stands before it came from there, too.
    private long read;

    Backlog(InboundStore store) {
        this.store = store;
    }

    void add(Arrived arrived) {
        if (behind || !memory.offer(arrived)) {
            behind = true;
        }
    }

    /// Something is in the database that memory no longer has.
    void again() {
        behind = true;
    }

    /// Another process works through what is there; should that change, all is read from the database.
    void leaveToOthers() {
        behind = true;
        memory.clear();
    }

    /// The first ones in the database, if there are some that memory does not have; the same ones again
    /// until they are worked through.
    List<Arrived> left(int limit) {
        while (behind) {
            // Before it is asked, so that what comes meanwhile is either in the answer or in memory.
            behind = false;
            List<RecordedActivity> left = store.pending(limit);
            if (!left.isEmpty()) {
                behind = true;
                read = left.getLast().sequence();
                return left.stream().map(each -> new Arrived(each, null)).toList();
            }
        }
        return List.of();
    }

    /// The next ones from memory, in the order of arrival.
    List<Arrived> fresh(int limit) {
        List<Arrived> fresh = new ArrayList<>();
        do {
            memory.drainTo(fresh, limit);
            // Where several processes record, what stands before may have become durable after it was read.
            behind |= fresh.removeIf(arrived -> arrived.sequence() <= read);
        } while (fresh.isEmpty() && !memory.isEmpty());
        fresh.sort(Comparator.comparingLong(Arrived::sequence));
        return fresh;
    }
}
