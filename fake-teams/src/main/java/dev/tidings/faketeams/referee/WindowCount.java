package dev.tidings.faketeams.referee;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One limit and the most that any of its windows has seen.
final class WindowCount {
    private final Limit limit;
    private final long nanos;
    private int most;
    private boolean atLeast;
    private @Nullable Instant mostAt;
    private @Nullable Arrival mostBy;
    private long excesses;

    WindowCount(Limit limit) {
        this.limit = limit;
        this.nanos = limit.window().toNanos();
    }

    Limit limit() {
        return limit;
    }

    long nanos() {
        return nanos;
    }

    long waitFor(Times admitted, long now) {
        return admitted.after(now - nanos) < limit.most() ? 0 : admitted.newest(limit.most()) + nanos - now;
    }

    /// The arrival is already among the times.
    void count(Times arrived, Arrival arrival, Moment moment, boolean letThrough, ExcessLog log) {
        int seen = arrived.after(moment.tick() - nanos);
        if (seen > most) {
            most = seen;
            mostAt = moment.wall();
            mostBy = arrival;
        }
        atLeast |= arrived.forgot() && seen >= most;
        if (seen > limit.most()) {
            excesses++;
            log.add(() -> excess(seen, arrival, moment, !letThrough));
        }
    }

    private Report.Excess excess(int seen, Arrival arrival, Moment moment, boolean refused) {
        return new Report.Excess(
                limit.scope(),
                limit.counted(),
                limit.most(),
                limit.window(),
                seen,
                arrival.bot(),
                arrival.tenant(),
                arrival.conversation(),
                moment.wall(),
                refused);
    }

    Report.Window report() {
        String bot = mostBy == null ? null : mostBy.bot();
        String tenant = mostBy == null ? null : mostBy.tenant();
        String conversation = mostBy == null ? null : mostBy.conversation();
        return new Report.Window(
                limit.scope(),
                limit.counted(),
                limit.most(),
                limit.window(),
                most,
                atLeast,
                excesses,
                mostAt,
                bot,
                tenant,
                conversation);
    }
}
