package dev.tidings.faketeams.referee;

import org.jspecify.annotations.Nullable;

/// What arrived under one key, and what of it was let through. Both are the same until the first refusal.
final class Track {
    private final Times arrived;
    private @Nullable Times admitted;

    Track(int bound) {
        this.arrived = new Times(bound);
    }

    Times arrived() {
        return arrived;
    }

    Times admitted() {
        return admitted == null ? arrived : admitted;
    }

    void add(long now, long horizon, boolean letThrough) {
        if (!letThrough && admitted == null) {
            admitted = arrived.copy();
        }
        arrived.add(now, horizon);
        if (letThrough && admitted != null) {
            admitted.add(now, horizon);
        }
    }

    boolean idleSince(long horizon) {
        return arrived.isEmpty() || arrived.newest(1) <= horizon;
    }
}
