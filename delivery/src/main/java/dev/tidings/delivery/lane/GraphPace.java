package dev.tidings.delivery.lane;

/// When a lane may ask Microsoft Graph next: a budget of its own, and how long Graph asked to wait.
final class GraphPace {
    private final Slots slots;
    private final RoundTrips trips = new RoundTrips();
    private long closedUntil;

    GraphPace(Limits limits, long closedUntil) {
        this.slots = new Slots(limits.graph());
        this.closedUntil = closedUntil;
    }

    void limit(Limits changed) {
        slots.limit(changed.graph());
    }

    /// When a request may leave: now, later, or [Timers#NEVER] as long as no request is answered.
    long freeAt(long now) {
        return Math.max(now, Math.max(closedUntil, slots.freeAt(now)));
    }

    void take() {
        slots.take();
    }

    void unused() {
        slots.unused();
    }

    /// The request has been answered.
    ///
    /// @return the latest time at which it can have arrived
    long answered(long sent, long answered, long now) {
        trips.add(answered - sent, now);
        return arrivedBy(Math.max(sent, answered - trips.smallest(now)));
    }

    /// The request arrived no later than at a time.
    long arrivedBy(long latest) {
        slots.arrivedBy(latest);
        return latest;
    }

    /// Graph asked to wait.
    void throttled(long until) {
        closedUntil = Math.max(closedUntil, until);
    }

    /// Whether nothing is remembered that a new beginning would not know.
    boolean idle(long now) {
        return slots.idle(now) && now >= closedUntil;
    }
}
