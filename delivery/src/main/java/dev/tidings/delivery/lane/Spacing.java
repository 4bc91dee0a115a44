package dev.tidings.delivery.lane;

/// Spreads the departures of a lane, so that it never leaves in a burst.
///
/// Two departures are four fifths of their share of the window apart, so that slots remain what limits
/// the rate; what a late look at the lane has missed may be caught up with for a moment.
final class Spacing {
    private static final double SHARE = 0.8;
    /// How much a late look may catch up with.
    private static final long SLACK = 20_000_000;

    private long gap;
    private long next = Long.MIN_VALUE / 2;

    void rate(int requests, long window) {
        gap = (long) (SHARE * window / requests);
    }

    long freeAt() {
        return next;
    }

    void departs(long now) {
        next = Math.max(next, now - SLACK) + gap;
    }

    void unused() {
        next -= gap;
    }
}
