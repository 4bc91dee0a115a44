package dev.tidings.delivery.lane;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/// Further requests that deliveries of a lane have asked for while under way.
final class Wants {
    private final Lane lane;
    private final Deque<Want> wants = new ArrayDeque<>();

    private record Want(
            Flight flight, Request kind, @Nullable Conversation conversation) {}

    Wants(Lane lane) {
        this.lane = lane;
    }

    boolean isEmpty() {
        return wants.isEmpty();
    }

    void add(Flight flight, Request kind, String conversation) {
        Conversation to = kind.goesToOne() ? lane.conversations(kind).of(conversation) : null;
        wants.addLast(new Want(flight, kind, to));
    }

    /// Grants those that may leave now, and has the lane looked at when others may.
    void grant() {
        Shard shard = lane.shard();
        Iterator<Want> each = wants.iterator();
        while (each.hasNext()) {
            Want want = each.next();
            long at = allowedAt(want);
            if (want.flight() != shard.flight(want.flight().item().id())) {
                each.remove();
            } else if (at <= shard.now()) {
                each.remove();
                lane.give(want.flight(), want.kind(), want.conversation());
                shard.grant(new Grant(want.flight().item().id(), want.kind()));
            } else {
                lane.wakeAt(at);
            }
        }
    }

    private long allowedAt(Want want) {
        long at = lane.pace().freeAt(want.kind(), lane.shard().now());
        Conversation conversation = want.conversation();
        return conversation == null ? at : Math.max(at, conversation.requestAt());
    }
}
