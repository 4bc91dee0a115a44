package dev.tidings.faketeams.referee;

import java.util.ArrayList;
import java.util.List;

/// The first excesses in full and the number of all of them.
final class ExcessLog {
    private static final int KEPT = 1000;

    private final List<Report.Excess> first = new ArrayList<>();
    private long count;

    void add(Report.Excess excess) {
        count++;
        if (first.size() < KEPT) {
            first.add(excess);
        }
    }

    List<Report.Excess> first() {
        return List.copyOf(first);
    }

    long count() {
        return count;
    }
}
