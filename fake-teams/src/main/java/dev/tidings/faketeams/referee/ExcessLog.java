package dev.tidings.faketeams.referee;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// The first excesses in full and the number of all of them.
final class ExcessLog {
    private static final int KEPT = 1000;

    private final List<Report.Excess> first = new ArrayList<>();
    private long count;

    void add(Supplier<Report.Excess> excess) {
        count++;
        if (first.size() < KEPT) {
            first.add(excess.get());
        }
    }

    List<Report.Excess> first() {
        return List.copyOf(first);
    }

    long count() {
        return count;
    }
}
