package dev.tidings.server.engine;

import dev.tidings.delivery.host.Engine;
import dev.tidings.delivery.lane.CoreFigures;
import dev.tidings.delivery.lane.LaneFigures;
import dev.tidings.delivery.round.Rounds;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// How the engine's lanes stand, looked up every few seconds, for metrics and health. Thread-safe.
///
/// Only the busiest lanes are shown one by one, so that the number of time series does not grow with
/// the tenants.
final class Figures implements AutoCloseable {
    /// How many lanes are shown one by one.
    static final int SHOWN = 20;

    private static final Duration EVERY = Duration.ofSeconds(5);

    private final Engine engine;
    private final InstantSource clock;
    private final MultiGauge budget;
    private final MultiGauge queued;
    private final Rounds rounds = new Rounds("tidings-figures", EVERY, this::look);
    private volatile CoreFigures latest = new CoreFigures(List.of(), 0, 0);

    Figures(Engine engine, MeterRegistry meters, InstantSource clock) {
        this.engine = engine;
        this.clock = clock;
        gauge(meters, "tidings.queued", "Deliveries that are known to wait", Figures::queued);
        gauge(meters, "tidings.queued.oldest", "Seconds since the longest waiting was accepted", Figures::oldest);
        gauge(meters, "tidings.in.flight", "Deliveries under way", figures -> figures.engine.inFlight());
        gauge(
                meters,
                "tidings.lanes",
                "Bots in tenants with something to do",
                figures -> figures.latest.lanes().size());
        gauge(meters, "tidings.lanes.throttled", "Those that Teams asked to wait", Figures::throttled);
        gauge(meters, "tidings.alarms", "Bots, tenants and regions that are not sent to", Figures::alarms);
        budget = MultiGauge.builder("tidings.lane.budget.used")
                .description("Part of the permitted requests that is used, of the busiest lanes")
                .register(meters);
        queued = MultiGauge.builder("tidings.lane.queued")
                .description("Deliveries that wait, of the busiest lanes")
                .register(meters);
    }

    private void gauge(MeterRegistry meters, String name, String description, ToDoubleFunction<Figures> value) {
        Gauge.builder(name, this, value).description(description).register(meters);
    }

    /// Begins to look.
    void start() {
        rounds.start();
    }

    /// Looks once.
    ///
    /// @return false: the next look is for the next round
    boolean look() {
        latest = engine.figures();
        List<LaneFigures> busiest = busiest();
        show(budget, busiest, LaneFigures::budgetUsed);
        show(queued, busiest, LaneFigures::queued);
        return false;
    }

    /// The busiest lanes, as of the latest look.
    List<LaneFigures> busiest() {
        return latest.lanes().stream()
                .sorted(Comparator.comparingDouble(LaneFigures::budgetUsed)
                        .thenComparingLong(LaneFigures::queued)
                        .reversed())
                .limit(SHOWN)
                .toList();
    }

    private static void show(MultiGauge gauge, List<LaneFigures> lanes, ToDoubleFunction<LaneFigures> value) {
        gauge.register(
                lanes.stream()
                        .map(lane -> MultiGauge.Row.of(
                                Tags.of(
                                        "bot",
                                        lane.lane().bot(),
                                        "tenant",
                                        lane.lane().tenant()),
                                value.applyAsDouble(lane)))
                        .toList(),
                true);
    }

    /// How many deliveries are known to wait.
    long queued() {
        return latest.lanes().stream().mapToLong(LaneFigures::queued).sum();
    }

    /// When the longest waiting was accepted, or null if nothing waits.
    @Nullable
    Instant oldestAccepted() {
        return latest.lanes().stream()
                .map(LaneFigures::oldest)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private double oldest() {
        Instant oldest = oldestAccepted();
        return oldest == null
                ? 0
                : Math.max(0, Duration.between(oldest, clock.instant()).toMillis() / 1000.0);
    }

    private long throttled() {
        return latest.lanes().stream()
                .filter(lane -> lane.throttledUntil() != null)
                .count();
    }

    private int alarms() {
        return engine.alarms().size();
    }

    @Override
    public void close() {
        rounds.close();
    }
}
