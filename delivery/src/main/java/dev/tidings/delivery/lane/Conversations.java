package dev.tidings.delivery.lane;

import dev.tidings.delivery.fact.Keys;
import dev.tidings.delivery.lane.Limits.Window;
import dev.tidings.delivery.lane.Timers.Timer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The conversations of a lane that requests went to lately, of one kind of request: sends or roster
/// reads.
///
/// Of a conversation with a single request little is kept, and soon nothing. Where there are more, each
/// request is a fact, so that a restart knows them.
final class Conversations {
    private static final byte[] NOTHING = {};
    private static final long SHORTEST = 1_000_000_000L;

    private final Lane lane;
    private final String prefix;
    private final Map<String, Conversation> known = new HashMap<>();
    private final Deque<Aging> lone = new ArrayDeque<>();
    private final Deque<Aging> busy = new ArrayDeque<>();
    private Windows windows;

    private record Aging(Conversation conversation, long due) {}

    Conversations(Lane lane, String prefix, List<Window> limits) {
        this.lane = lane;
        this.prefix = prefix;
        this.windows = new Windows(limits);
    }

    void limit(List<Window> limits) {
        windows = new Windows(limits);
    }

    Conversation of(String name) {
        Conversation found = known.get(name);
        if (found == null) {
            found = new Conversation(name, this);
            known.put(name, found);
            age(found);
        }
        return found;
    }

    /// A request of an earlier process.
    void restore(String name, long arrivedBy, long millis) {
        if (!windows.none()) {
            Conversation conversation = of(name);
            conversation.log().add(arrivedBy, millis);
            conversation.kept = true;
        }
    }

    /// A request of an earlier process of which nobody knows when it arrived, or whether.
    void restoreUnknown(String name) {
        if (!windows.none()) {
            record(of(name));
        }
    }

    long windowsAllow(Conversation conversation) {
        RequestLog log = conversation.log();
        long unknownUntil = lane.shard().openedAt() + windows.alone();
        if (log.size() == 0 && now() >= unknownUntil) {
            return Long.MIN_VALUE;
        }
        dropOld(conversation);
        return windows.freeAt(log, now(), unknownUntil);
    }

    private void dropOld(Conversation conversation) {
        RequestLog log = conversation.log();
        long kept = conversation.kept || log.size() > 1 ? windows.longest() : windows.alone();
        while (log.size() > 0 && log.newest(log.size()) + kept + Slots.MARGIN < now()) {
            if (conversation.kept) {
                lane.shard().changes().delete(key(conversation, log.newestMillis(log.size())));
            }
            log.removeOldest();
        }
        conversation.kept &= log.size() > 0;
    }

    /// Counts a request that leaves now.
    void record(Conversation conversation) {
        if (windows.none()) {
            return;
        }
        RequestLog log = conversation.log();
        log.add(now(), lane.shard().steadyMillis());
        if (log.size() > 1) {
            keep(conversation, 1);
            if (!conversation.kept) {
                keep(conversation, 2);
                conversation.kept = true;
            }
        }
    }

    private void keep(Conversation conversation, int newest) {
        lane.shard().changes().put(key(conversation, conversation.log().newestMillis(newest)), NOTHING);
    }

    /// The request that was counted last did not leave.
    void unrecord(Conversation conversation) {
        RequestLog log = conversation.log();
        if (conversation.kept) {
            lane.shard().changes().delete(key(conversation, log.newestMillis(1)));
        }
        if (log.size() > 0) {
            log.removeNewest();
        }
    }

    private String key(Conversation conversation, long millis) {
        return Keys.request(lane.id(), prefix + conversation.name(), millis);
    }

    /// Sees to it that the conversation is forgotten in time.
    private void age(Conversation conversation) {
        RequestLog log = conversation.log();
        long kept = conversation.kept ? windows.longest() : windows.alone();
        long due = log.size() == 0 ? now() : log.newest(1) + kept + 2 * Slots.MARGIN;
        (conversation.kept ? busy : lone).add(new Aging(conversation, Math.max(due, now() + SHORTEST)));
    }

    /// Forgets what need not be remembered any longer.
    void forget() {
        forget(lone);
        forget(busy);
    }

    private void forget(Deque<Aging> aging) {
        Aging first = aging.peekFirst();
        while (first != null && first.due() <= now()) {
            aging.removeFirst();
            consider(first.conversation());
            first = aging.peekFirst();
        }
    }

    private void consider(Conversation conversation) {
        dropOld(conversation);
        if (conversation.quiet() && conversation.log().size() == 0) {
            known.remove(conversation.name(), conversation);
        } else {
            age(conversation);
        }
    }

    /// When something is to be forgotten next, or [Timers#NEVER].
    long nextForgetting() {
        Aging one = lone.peekFirst();
        Aging other = busy.peekFirst();
        return Math.min(one == null ? Timers.NEVER : one.due(), other == null ? Timers.NEVER : other.due());
    }

    boolean isEmpty() {
        return known.isEmpty();
    }

    long now() {
        return lane.shard().now();
    }

    Timer timer(Runnable what) {
        return lane.shard().timers().timer(what);
    }

    void by(Timer timer, long at) {
        lane.shard().timers().by(timer, at);
    }
}
