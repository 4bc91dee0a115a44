package dev.tidings.delivery.lane;

import java.util.Arrays;

/// The latest requests to one conversation, oldest first: when each arrived at the latest, and under
/// which millisecond it is kept as a fact.
final class RequestLog {
    private long[] arrived = new long[1];
    private long[] millis = new long[1];
    private int first;
    private int size;

    int size() {
        return size;
    }

    /// When the n-th newest arrived, counted from 1.
    long newest(int n) {
        return arrived[at(size - n)];
    }

    /// The millisecond of the n-th newest, counted from 1.
    long newestMillis(int n) {
        return millis[at(size - n)];
    }

    /// Adds a request; a millisecond that is not later than the one before becomes so.
    void add(long by, long wallMillis) {
        if (size == arrived.length) {
            grow();
        }
        long unique = size == 0 ? wallMillis : Math.max(wallMillis, newestMillis(1) + 1);
        size++;
        arrived[at(size - 1)] = by;
        millis[at(size - 1)] = unique;
    }

    /// The newest arrived later than was thought.
    void newestArrivedBy(long by) {
        arrived[at(size - 1)] = Math.max(by, arrived[at(size - 1)]);
    }

    void removeNewest() {
        size--;
    }

    void removeOldest() {
        first = (first + 1) % arrived.length;
        size--;
    }

    private int at(int index) {
        return (first + index) % arrived.length;
    }

    private void grow() {
        long[] moreArrived = new long[2 * size];
        long[] moreMillis = Arrays.copyOf(moreArrived, 2 * size);
        for (int index = 0; index < size; index++) {
            moreArrived[index] = arrived[at(index)];
            moreMillis[index] = millis[at(index)];
        }
        arrived = moreArrived;
        millis = moreMillis;
        first = 0;
    }
}
