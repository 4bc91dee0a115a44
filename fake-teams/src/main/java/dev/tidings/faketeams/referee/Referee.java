package dev.tidings.faketeams.referee;

import dev.tidings.faketeams.wire.Operation;
import dev.tidings.faketeams.wire.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Counts every request at receipt in sliding windows and says whether it is within the limits.
/// Single-threaded.
///
/// A window of length W that ends at an arrival holds the arrivals later than W before it: the most that any
/// half-open window of that length can hold ends at some arrival, so looking at arrivals only is exact.
public final class Referee {
    private final Time time;
    private Limits limits;
    private List<Gauge> gauges;
    private ExcessLog excesses = new ExcessLog();
    private final Map<String, Long> byOperation = new TreeMap<>();
    private final Map<Integer, Long> byStatus = new TreeMap<>();
    private long requests;
    private long activitiesToBots;

    /// Nothing counted yet.
    public Referee(Limits limits, Time time) {
        this.time = time;
        this.limits = limits;
        this.gauges = gauges(limits);
    }

    /// The limits in force.
    public Limits limits() {
        return limits;
    }

    /// Switches answering with 429 on or off; the counts go on.
    public void enforce(boolean on) {
        limits = limits.enforcedIf(on);
    }

    /// Counts one request. The answer is how long the caller must wait, empty when the request may pass.
    public Optional<Duration> arrive(Operation operation, Arrival arrival) {
        Moment moment = new Moment(time.tick(), time.now());
        requests++;
        byOperation.merge(operation.word(), 1L, Long::sum);
        record Hit(Gauge gauge, Track track) {}
        List<Hit> hits = new ArrayList<>(6);
        long wait = 0;
        for (Gauge gauge : gauges) {
            Track track = gauge.trackOf(arrival, moment.tick());
            if (track != null) {
                hits.add(new Hit(gauge, track));
                wait = limits.enforced() ? Math.max(wait, gauge.waitFor(track, moment.tick())) : 0;
            }
        }
        boolean letThrough = wait == 0;
        hits.forEach(hit -> hit.gauge().count(hit.track(), arrival, moment, letThrough, excesses));
        return letThrough ? Optional.empty() : Optional.of(Duration.ofNanos(wait));
    }

    /// A request that no limit counts, such as one without a valid token.
    public void arriveUncounted(Operation operation) {
        requests++;
        byOperation.merge(operation.word(), 1L, Long::sum);
    }

    /// Counts an answer by its status.
    public void answered(int status) {
        byStatus.merge(status, 1L, Long::sum);
    }

    /// Counts an activity that was posted to a bot.
    public void activityToBot() {
        activitiesToBots++;
    }

    /// What was counted so far.
    public Report report() {
        List<Report.Window> windows = gauges.stream()
                .flatMap(gauge -> gauge.windows().stream())
                .map(WindowCount::report)
                .toList();
        return new Report(
                limits.enforced(),
                requests,
                byOperation,
                byStatus,
                activitiesToBots,
                windows,
                excesses.count(),
                excesses.first());
    }

    /// Forgets all counts, as if nothing had arrived yet.
    public void reset() {
        gauges = gauges(limits);
        excesses = new ExcessLog();
        byOperation.clear();
        byStatus.clear();
        requests = 0;
        activitiesToBots = 0;
    }

    private static List<Gauge> gauges(Limits limits) {
        record Kind(Scope scope, Counted counted) {}
        return limits.all().stream()
                .collect(Collectors.groupingBy(limit -> new Kind(limit.scope(), limit.counted())))
                .entrySet()
                .stream()
                .map(e -> new Gauge(
                        e.getKey().scope(),
                        e.getKey().counted(),
                        e.getValue().stream().map(WindowCount::new).toList()))
                .sorted(Gauge.ORDER)
                .toList();
    }
}
