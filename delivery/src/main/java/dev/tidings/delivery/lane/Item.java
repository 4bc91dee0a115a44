package dev.tidings.delivery.lane;

import dev.tidings.delivery.fact.ItemId;
import dev.tidings.delivery.fact.Recipient;
import dev.tidings.delivery.fact.Step;

/// One delivery that has not ended, of a segment that is in memory. Ordered by urgency.
final class Item implements Comparable<Item> {
    private final OpenSegment segment;
    private final int position;
    private final long order;
    private String conversation;
    private Request first = Request.SEND;
    private int attempts;
    private boolean mayHaveArrived;
    private int steps;
    private long due = Long.MIN_VALUE;
    private Place place = Place.READY;

    /// Where an item is.
    enum Place {
        /// In its campaign, and may begin.
        READY,
        /// In its campaign, until it is due.
        DEFERRED,
        /// In its conversation, or in its lane for a right to create one.
        WAITING,
        /// It has a right, or an attempt is under way.
        UNDER_WAY,
        /// It has ended, or is no longer in memory.
        GONE
    }

    Item(OpenSegment segment, int position, long order) {
        this.segment = segment;
        this.position = position;
        this.order = order;
        this.conversation = recipient().conversation();
    }

    ItemId id() {
        return new ItemId(segment.id(), position);
    }

    OpenSegment segment() {
        return segment;
    }

    int position() {
        return position;
    }

    Recipient recipient() {
        return segment.segment().recipients().get(position);
    }

    String conversation() {
        return conversation;
    }

    void conversation(String name) {
        conversation = name;
    }

    Request first() {
        return first;
    }

    void first(Request kind) {
        first = kind;
    }

    int attempts() {
        return attempts;
    }

    void attempts(int number) {
        attempts = number;
    }

    /// Whether nobody knows if an earlier attempt arrived.
    boolean mayHaveArrived() {
        return mayHaveArrived;
    }

    /// It may have arrived if this step says so, whatever comes later.
    void doubtAfter(Step step) {
        mayHaveArrived |= Doubt.after(step);
    }

    /// The number of the next step, which is then taken.
    int nextStep() {
        return steps++;
    }

    int steps() {
        return steps;
    }

    void steps(int number) {
        steps = number;
    }

    long due() {
        return due;
    }

    void due(long at) {
        due = at;
    }

    Place place() {
        return place;
    }

    void place(Place next) {
        segment.moved(place, next);
        place = next;
    }

    /// Whether it waits in its conversation, and did not end meanwhile.
    boolean waits() {
        return place == Place.WAITING;
    }

    @Override
    public int compareTo(Item other) {
        int urgency =
                segment.segment().priority().compareTo(other.segment.segment().priority());
        return urgency == 0 ? Long.compare(order, other.order) : urgency;
    }
}
