package dev.tidings.delivery.lane;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A delivery under way: its attempt, and the rights it holds to requests that are not answered.
final class Flight {
    private final Item item;
    private final Conversation place;
    private final long since;
    private final Map<Request, Right> rights = new EnumMap<>(Request.class);
    private long departed;

    /// A right to one request.
    ///
    /// @param conversation whom it goes to, or null if it goes to none
    record Right(Request kind, @Nullable Conversation conversation, long granted) {}

    Flight(Item item, Conversation place, long since) {
        this.item = item;
        this.place = place;
        this.since = since;
    }

    Item item() {
        return item;
    }

    /// The conversation it keeps from others.
    Conversation place() {
        return place;
    }

    Campaign campaign() {
        return item.segment().campaign();
    }

    Lane lane() {
        return campaign().lane();
    }

    long since() {
        return since;
    }

    void give(Right right) {
        rights.put(right.kind(), right);
    }

    @Nullable
    Right take(Request kind) {
        return rights.remove(kind);
    }

    /// When its latest request was granted.
    long departed() {
        return departed;
    }

    void departed(long granted) {
        departed = granted;
    }
}
