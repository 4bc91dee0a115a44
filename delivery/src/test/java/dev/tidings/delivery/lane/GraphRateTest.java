package dev.tidings.delivery.lane;

import static dev.tidings.delivery.lane.SomeWork.HERE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.delivery.notification.Priority;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How much of what Microsoft Graph permits one lane uses, and that it is never more: in virtual time, at the true
/// limits.
final class GraphRateTest {
    private static final int CALLS = 3;
    private static final int HOURS = 1;

    @ParameterizedTest(name = "{0} +- {1} ms: at least {2} %")
    @CsvSource({"50, 0, 97", "50, 20, 93", "10, 0, 97"})
    void nearly_all_of_what_graph_permits_is_used_and_never_more(long latency, long spread, int share) {
        Simulation simulation = new Simulation(Limits.defaults(), strangers(latency, spread));
        SomeWork.aBroadcast(HERE, Priority.BULK, 1, 40_000).forEach(simulation::accept);
        simulation.runUntil(Duration.ofHours(HOURS).toNanos());

        assertThat(simulation.graph.most()).isEqualTo(Limits.GRAPH.requests());
        assertThat(simulation.graph.excesses()).isZero();
        assertThat(simulation.lanes.excesses()).isZero();
        long permitted = Limits.GRAPH.requests() * 3600L * HOURS / CALLS;
        assertThat(simulation.delivered()).isGreaterThanOrEqualTo(permitted * share / 100);
    }

    @Test
    void after_a_crash_it_is_never_more_either() {
        Simulation simulation = new Simulation(Limits.defaults(), strangers(50, 20));
        SomeWork.aBroadcast(HERE, Priority.BULK, 1, 5_000).forEach(simulation::accept);
        for (int crash = 1; crash <= 20; crash++) {
            simulation.later(Duration.ofMillis(crash * 7_777L), simulation::crash);
        }
        simulation.runUntil(Duration.ofMinutes(4).toNanos());

        assertThat(simulation.graph.excesses()).isZero();
        assertThat(simulation.delivered()).isPositive();
    }

    private static Teams strangers(long latency, long spread) {
        Random random = new Random(5);
        return new Teams() {
            @Override
            public long there() {
                return way();
            }

            @Override
            public long back() {
                return way();
            }

            private long way() {
                long millis = latency / 2 + (spread == 0 ? 0 : random.nextLong(spread + 1) - spread / 2);
                return Duration.ofMillis(Math.max(1, millis)).toNanos();
            }

            @Override
            public int asksGraph(String conversation) {
                return CALLS;
            }

            @Override
            public Answer answer(Simulation.Arrival arrival) {
                return new Answer.Taken();
            }
        };
    }
}
