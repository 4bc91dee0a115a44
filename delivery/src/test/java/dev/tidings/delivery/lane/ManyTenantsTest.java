package dev.tidings.delivery.lane;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ManyTenantsTest {

    @Test
    void a_hundred_thousand_recipients_of_many_tenants_are_reached_within_all_limits() {
        MillionRecipients.Outcome outcome = MillionRecipients.run(100, 1_000);
        Simulation simulation = outcome.simulation();

        assertThat(simulation.lanes.excesses()).as("over a lane's limit").isZero();
        assertThat(simulation.conversations.excesses())
                .as("over a conversation's limit")
                .isZero();
        assertThat(simulation.doubles()).isZero();
        assertThat(simulation.facts.under("q/")).isEmpty();
        assertThat(simulation.facts.under("i/")).isEmpty();
        assertThat(simulation.facts.under("d/")).hasSize(200);
        assertThat(simulation.delivered()).isEqualTo(100_000);
    }
}
