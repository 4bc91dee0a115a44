package dev.tidings.delivery.lane;

import static dev.tidings.delivery.lane.SomeWork.HERE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.delivery.notification.Priority;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How much of what is permitted one lane uses, and that it is never more: in virtual time, so that a
/// figure is the same on every machine.
final class PermittedRateTest {
    private static final long MINUTES = 10;

    @ParameterizedTest(name = "{0} +- {1} ms: at least {2} %")
    @CsvSource({"50, 0, 98", "50, 20, 96", "10, 0, 98"})
    void nearly_all_of_the_permitted_rate_is_used_and_never_more(long latency, long spread, int share) {
        Simulation simulation = run(Rates.steady(latency, spread));

        assertThat(simulation.lanes.most()).isEqualTo(50);
        assertThat(simulation.taken()).isGreaterThanOrEqualTo(50 * 60 * MINUTES * share / 100);
    }

    @Test
    void requests_that_are_long_on_their_way_there_do_not_bunch() {
        Simulation simulation = run(Rates.far());

        assertThat(simulation.lanes.excesses()).isZero();
        assertThat(simulation.taken()).isGreaterThanOrEqualTo(50 * 60 * MINUTES * 93 / 100);
    }

    @ParameterizedTest(name = "{0} +- {1} ms: at least {2} %")
    @CsvSource({"50, 0, 97", "50, 20, 95"})
    void a_limit_that_was_lowered_silently_is_found_and_nearly_all_of_it_used(long latency, long spread, int share) {
        Simulation simulation = run(Rates.lowered(latency, spread));

        assertThat(simulation.taken()).isGreaterThanOrEqualTo(40 * 60 * MINUTES * share / 100);
        assertThat(simulation.throttled()).isLessThan(20);
        assertThat(simulation.longestPause())
                .as("from one arrival that was taken to the next, of those after a refusal for a second")
                .isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void the_rate_is_nearly_full_again_soon_also_where_requests_were_held_up_and_arrived_at_once() {
        BunchedArrivals teams = new BunchedArrivals(40);
        Simulation simulation = new Simulation(Limits.defaults(), teams);
        SomeWork.aBroadcast(HERE, Priority.BULK, 1, 31_000).forEach(simulation::accept);

        teams.run(simulation, Duration.ofMinutes(MINUTES));

        assertThat(teams.refused()).isPositive();
        assertThat(teams.longestUntilNearlyFull()).isLessThan(Duration.ofSeconds(5));
    }

    private static Simulation run(Teams teams) {
        Simulation simulation = new Simulation(Limits.defaults(), teams);
        SomeWork.aBroadcast(HERE, Priority.BULK, 1, 31_000).forEach(simulation::accept);
        simulation.runUntil(Duration.ofMinutes(MINUTES).toNanos());
        return simulation;
    }
}
