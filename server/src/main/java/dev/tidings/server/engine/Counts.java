package dev.tidings.server.engine;

import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.fact.Step;
import dev.tidings.delivery.host.Observer;
import dev.tidings.delivery.lane.Send;
import dev.tidings.delivery.notification.DeliveryState;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Counts what the engine does: attempts, outcomes, deferrals and its transactions. Thread-safe.
final class Counts implements Observer {
    private static final Duration[] BOUNDS = {
        Duration.ofMillis(1),
        Duration.ofMillis(5),
        Duration.ofMillis(20),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(2)
    };

    private final MeterRegistry meters;
    private final Counter sends;
    private final Timer commits;
    private final Map<Kind, Counter> counters = new ConcurrentHashMap<>();

    /// What is counted apart from each other; there are as many as there are reasons.
    private record Kind(
            String name,
            Segment.Errand errand,
            @Nullable DeliveryState state,
            @Nullable String reason) {}

    Counts(MeterRegistry meters) {
        this.meters = meters;
        this.sends = Counter.builder("tidings.attempts")
                .description("Attempts that began")
                .register(meters);
        this.commits = Timer.builder("tidings.commit")
                .description("How long the engine's transactions took")
                .serviceLevelObjectives(BOUNDS)
                .register(meters);
        outcome(new Kind("tidings.outcomes", Segment.Errand.SEND, DeliveryState.DELIVERED, null));
        deferral(new Kind("tidings.deferrals", Segment.Errand.SEND, null, "throttled"));
    }

    @Override
    public void over(Send send, Step step) {
        Segment.Errand errand = send.segment().errand();
        switch (step) {
            case Step.Ended ended ->
                outcome(new Kind("tidings.outcomes", errand, ended.state(), ended.reason()))
                        .increment();
            case Step.Deferred deferred ->
                deferral(new Kind("tidings.deferrals", errand, null, deferred.reason()))
                        .increment();
            case Step.Begun _, Step.Requeued _ -> {
                // Neither is an end.
            }
        }
    }

    @Override
    public void committed(Duration took, int began) {
        sends.increment(began);
        commits.record(took);
    }

    private Counter outcome(Kind kind) {
        return counters.computeIfAbsent(
                kind,
                unknown -> Counter.builder(kind.name())
                        .description("Deliveries that ended, edits and recalls of messages included")
                        .tag("errand", word(kind))
                        .tag("state", kind.state() == null ? "" : kind.state().word())
                        .tag("reason", kind.reason() == null ? "none" : kind.reason())
                        .register(meters));
    }

    private Counter deferral(Kind kind) {
        return counters.computeIfAbsent(
                kind,
                unknown -> Counter.builder(kind.name())
                        .description("Attempts that are to be made again; reason throttled is Teams' 429")
                        .tag("errand", word(kind))
                        .tag("reason", kind.reason() == null ? "none" : kind.reason())
                        .register(meters));
    }

    private static String word(Kind kind) {
        return kind.errand().name().toLowerCase(Locale.ROOT);
    }
}
