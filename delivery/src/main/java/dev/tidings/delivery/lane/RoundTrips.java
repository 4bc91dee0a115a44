package dev.tidings.delivery.lane;

/// How long requests of a lane take: the smallest recent round trip and the usual time.
final class RoundTrips {
    private static final long PERIOD = 10_000_000_000L;
    /// So many answers it takes until the smallest is believed: the first ones of a cold process are all slow on their
    /// way out, which says nothing about how long answers take on their way back.
    private static final int ENOUGH = 100;
    private static final double NEW_PART = 0.05;

    private long began;
    private long smallest = Long.MAX_VALUE;
    private int count;
    private long smallestBefore = Long.MAX_VALUE;
    private int countBefore;
    private double usual;

    void add(long nanos, long now) {
        turn(now);
        smallest = Math.min(smallest, nanos);
        count++;
    }

    /// The smallest of the last ten to twenty seconds; zero if there were too few to know.
    long smallest(long now) {
        turn(now);
        return count + countBefore < ENOUGH ? 0 : Math.min(smallest, smallestBefore);
    }

    private void turn(long now) {
        if (now - began >= PERIOD) {
            boolean recent = now - began < 2 * PERIOD;
            smallestBefore = recent ? smallest : Long.MAX_VALUE;
            countBefore = recent ? count : 0;
            smallest = Long.MAX_VALUE;
            count = 0;
            began = now;
        }
    }

    /// A delivery was under way for so long.
    void underWay(long nanos) {
        usual = usual == 0 ? nanos : usual + NEW_PART * (nanos - usual);
    }

    /// How long a delivery is usually under way, or zero.
    double usual() {
        return usual;
    }
}
