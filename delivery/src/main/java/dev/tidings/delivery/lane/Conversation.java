package dev.tidings.delivery.lane;

import dev.tidings.delivery.lane.Timers.Timer;
import java.util.LinkedHashSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// One conversation as limits count it: its latest requests, who writes to it now, and who waits for
/// that.
final class Conversation {
    /// More do not wait here.
    private static final int MOST_WAITING = 64;
    private static final int FEW_WAITING = 16;
    private static final long LOOK_AGAIN = 1_000_000_000L;

    private final String name;
    private final Conversations all;
    private final RequestLog log = new RequestLog();
    private @Nullable Timer timer;
    private @Nullable TreeSet<Item> waiting;
    private @Nullable Item occupant;
    private boolean asking;
    private long closedUntil = Long.MIN_VALUE;
    private @Nullable LinkedHashSet<Campaign> turnedAway;
    /// Whether its requests are facts.
    boolean kept;

    Conversation(String name, Conversations all) {
        this.name = name;
        this.all = all;
    }

    String name() {
        return name;
    }

    RequestLog log() {
        return log;
    }

    /// When the next request may leave: a time, or [Timers#NEVER] as long as one is under way.
    long requestAt() {
        return asking ? Timers.NEVER : Math.max(closedUntil, all.windowsAllow(this));
    }

    /// When a delivery to it may begin: a time, or [Timers#NEVER] as long as another is under way.
    long beginAt() {
        return occupant == null ? requestAt() : Timers.NEVER;
    }

    void occupy(Item item) {
        occupant = item;
    }

    /// The delivery that was under way to it no longer is.
    void leave(Item item) {
        if (occupant == item) {
            occupant = null;
            wakeNext();
        }
    }

    void asks() {
        asking = true;
        all.record(this);
    }

    void answered(long arrivedBy) {
        if (asking) {
            asking = false;
            if (log.size() > 0) {
                log.newestArrivedBy(arrivedBy);
            }
            freed();
        }
    }

    /// A request that was granted for another conversation went here.
    void arrived(long latest) {
        all.record(this);
        if (log.size() > 0) {
            log.newestArrivedBy(latest);
        }
    }

    void unused() {
        if (asking) {
            asking = false;
            all.unrecord(this);
            freed();
        }
    }

    void close(long until) {
        closedUntil = Math.max(closedUntil, until);
    }

    private void freed() {
        if (occupant == null) {
            wakeNext();
        }
    }

    /// Lets an item wait for its turn here; if there are too many, the least urgent waits in its
    /// campaign until it is called back.
    void await(Item item) {
        if (waiting == null) {
            waiting = new TreeSet<>();
        }
        waiting.add(item);
        if (waiting.size() > MOST_WAITING) {
            turnAway(waiting.removeLast());
        }
        if (occupant == null && !asking) {
            lookAt(beginAt());
        }
    }

    private void turnAway(Item item) {
        if (turnedAway == null) {
            turnedAway = new LinkedHashSet<>();
        }
        turnedAway.add(item.segment().campaign());
        item.segment().campaign().defer(item, Waiting.CALLED_BACK);
    }

    private void callBack() {
        int waits = waiting == null ? 0 : waiting.size();
        while (turnedAway != null && waits < FEW_WAITING) {
            turnedAway.removeFirst().callBack();
            waits++;
            turnedAway = turnedAway.isEmpty() ? null : turnedAway;
        }
    }

    private void lookAt(long at) {
        if (timer == null) {
            timer = all.timer(this::wakeNext);
        }
        all.by(timer, at);
    }

    /// Brings the most urgent that waits back to its campaign, if its turn has come.
    private void wakeNext() {
        dropEnded();
        callBack();
        if (waiting == null || occupant != null) {
            return;
        }
        long at = beginAt();
        if (at > all.now()) {
            lookAt(at);
            return;
        }
        Item next = waiting.removeFirst();
        next.segment().campaign().urgent(next);
        lookAt(all.now() + LOOK_AGAIN);
    }

    private void dropEnded() {
        while (waiting != null && !waiting.isEmpty() && !waiting.first().waits()) {
            waiting.removeFirst();
        }
        if (waiting != null && waiting.isEmpty()) {
            waiting = null;
        }
    }

    /// Whether nothing but the log keeps it.
    boolean quiet() {
        dropEnded();
        return occupant == null && !asking && waiting == null && turnedAway == null && closedUntil <= all.now();
    }
}
