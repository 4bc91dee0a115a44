package dev.tidings.faketeams.referee;

/// A ring of ascending times that grows on demand up to a bound and then forgets the oldest.
final class Times {
    private final int bound;
    private long[] ring;
    private int start;
    private int size;
    private boolean forgot;

    Times(int bound) {
        this(bound, new long[Math.min(2, bound)], 0, 0);
    }

    private Times(int bound, long[] ring, int start, int size) {
        this.bound = bound;
        this.ring = ring;
        this.start = start;
        this.size = size;
    }

    Times copy() {
        return new Times(bound, ring.clone(), start, size);
    }

    /// Adds a time that is not before the last one, dropping what is no longer after `horizon`.
    void add(long time, long horizon) {
        while (size > 0 && at(0) <= horizon) {
            dropOldest();
        }
        if (size == ring.length) {
            makeRoom();
        }
        ring[(start + size) % ring.length] = time;
        size++;
    }

    /// How many times are strictly after the given one.
    int after(long time) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (at(middle) <= time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return size - low;
    }

    /// The n-th newest time, 1 being the newest.
    long newest(int n) {
        return at(size - n);
    }

    boolean isEmpty() {
        return size == 0;
    }

    /// Whether times that might still count had to be dropped for want of room.
    boolean forgot() {
        return forgot;
    }

    private long at(int index) {
        return ring[(start + index) % ring.length];
    }

    private void dropOldest() {
        start = (start + 1) % ring.length;
        size--;
    }

    private void makeRoom() {
        if (ring.length >= bound) {
            forgot = true;
            dropOldest();
            return;
        }
        long[] larger = new long[Math.min(bound, ring.length * 2)];
        for (int i = 0; i < size; i++) {
            larger[i] = at(i);
        }
        ring = larger;
        start = 0;
    }
}
