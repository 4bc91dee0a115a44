package dev.tidings.delivery.lane;

import static dev.tidings.delivery.lane.SomeWork.HERE;
import static dev.tidings.delivery.lane.SomeWork.NOON;
import static dev.tidings.delivery.lane.SomeWork.aBroadcast;
import static dev.tidings.delivery.lane.SomeWork.aSegment;
import static dev.tidings.delivery.lane.SomeWork.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.notification.OnUncertain;
import dev.tidings.delivery.notification.Priority;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class IdleTest {
    private final Stage stage = new Stage(Stage.lifted(10));

    @Test
    void without_work_the_core_wants_no_waking_and_reads_nothing() {
        int before = stage.facts.reads();
        stage.tick();

        assertThat(stage.core().nextWake(stage.now())).isEqualTo(Long.MAX_VALUE);
        assertThat(stage.facts.reads()).isEqualTo(before);
    }

    @Test
    void ten_thousand_tenants_that_have_nothing_to_send_leave_memory() {
        for (int tenant = 0; tenant < 10_000; tenant++) {
            stage.accept(aBroadcast(new Tenancy("default", "t" + tenant), Priority.NORMAL, tenant, 1)
                    .getFirst());
        }
        for (int step = 0; step < 2_500; step++) {
            stage.tick().forEach(stage::deliver);
        }
        stage.during(Duration.ofSeconds(15));

        assertThat(stage.facts.under("d/")).hasSize(10_000);
        assertThat(stage.facts.under("o/")).isEmpty();
        assertThat(stage.core().figures().lanes()).isEmpty();
        assertThat(stage.core().nextWake(stage.now())).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void a_start_reads_no_more_than_there_is_work() {
        for (int tenant = 0; tenant < 5_000; tenant++) {
            stage.accept(aBroadcast(new Tenancy("default", "t" + tenant), Priority.NORMAL, tenant, 1)
                    .getFirst());
        }
        while (stage.facts.under("q/").size() > 3) {
            stage.tick().forEach(stage::deliver);
        }
        int before = stage.facts.reads();
        stage.restart();

        assertThat(stage.facts.reads() - before).isLessThan(30);
    }

    @Test
    void a_long_wait_is_waited_for_at_once_and_not_in_small_steps() {
        stage.accept(aSegment(1, "ann"));
        stage.defer(stage.tick().getFirst(), "service-error", Duration.ofMinutes(10));
        stage.tick();
        stage.tick();

        assertThat(Duration.ofNanos(stage.core().nextWake(stage.now())))
                .isBetween(Duration.ofSeconds(1), Duration.ofMinutes(10));
    }

    @Test
    void what_waits_for_the_wall_clock_is_looked_at_every_second() {
        stage.accept(with(aSegment(1, "ann"), OnUncertain.HOLD, NOON.plusSeconds(86_400), null));
        stage.tick();
        stage.tick();

        assertThat(stage.core().nextWake(stage.now()))
                .isEqualTo(Duration.ofSeconds(1).toNanos());
    }

    @Test
    void what_waits_long_is_not_kept_in_memory() {
        List<Segment> segments = aBroadcast(HERE, Priority.NORMAL, 1, 20_000);
        segments.forEach(stage::accept);
        while (stage.core().nextWake(stage.now()) == 0 || stage.core().figures().inFlight() > 0) {
            stage.tick().forEach(send -> stage.defer(send, "quiet-hours", Duration.ofHours(8)));
        }
        assertThat(stage.core().figures().inMemory()).isZero();
        assertThat(stage.facts.under("q/")).hasSize(40);
        stage.pass(Duration.ofHours(8));
        for (int step = 0; step < 4_000; step++) {
            stage.tick().forEach(stage::deliver);
        }

        assertThat(segments)
                .allSatisfy(segment -> assertThat(stage.ends(segment)).containsOnly("delivered null 2"));
    }

    @Test
    void of_a_large_campaign_few_segments_are_in_memory() {
        aBroadcast(HERE, Priority.BULK, 1, 50_000).forEach(stage::accept);
        int most = 0;
        for (int step = 0; step < 2_000; step++) {
            stage.tick().forEach(stage::deliver);
            most = Math.max(most, stage.core().figures().inMemory());
        }

        assertThat(most).isLessThanOrEqualTo(2_000);
    }

    @Test
    void what_is_not_kept_in_memory_waits_no_longer_because_the_clock_was_set_back() {
        stage.accept(aSegment(1, "ann"));
        stage.defer(stage.tick().getFirst(), "service-error", Duration.ofSeconds(30));
        stage.tick();
        assertThat(stage.core().figures().inMemory()).isZero();
        stage.step(Duration.ofHours(-1));
        stage.pass(Duration.ofSeconds(30));

        assertThat(stage.rest()).containsExactly("ann");
    }

    @Test
    void many_large_campaigns_of_one_lane_are_not_in_memory_all_at_once() {
        for (int campaign = 0; campaign < 100; campaign++) {
            aBroadcast(HERE, Priority.BULK, campaign, 1_000).forEach(stage::accept);
        }
        int most = 0;
        for (int step = 0; step < 1_000; step++) {
            stage.tick().forEach(stage::deliver);
            most = Math.max(most, stage.core().figures().inMemory());
        }

        assertThat(most).isBetween(5_000, 10_500);
    }
}
