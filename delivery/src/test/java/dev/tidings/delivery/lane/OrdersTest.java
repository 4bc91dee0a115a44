package dev.tidings.delivery.lane;

import static dev.tidings.delivery.lane.SomeWork.HERE;
import static dev.tidings.delivery.lane.SomeWork.aBroadcast;
import static dev.tidings.delivery.lane.SomeWork.aSegment;
import static dev.tidings.delivery.lane.SomeWork.campaign;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.notification.OnUncertain;
import dev.tidings.delivery.notification.Priority;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class OrdersTest {
    private final Stage stage = new Stage(Stage.lifted(1));

    @Test
    void a_paused_campaign_begins_nothing_and_loses_nothing() {
        stage.accept(aSegment(1, "a1", "a2", "a3"), aSegment(2, "b1", "b2"));
        stage.next();
        stage.order(campaign(1), Order.PAUSE);

        assertThat(stage.rest()).containsExactly("b1", "b2");
        stage.order(campaign(1), Order.RESUME);
        assertThat(stage.rest()).containsExactly("a2", "a3");
    }

    @Test
    void what_is_under_way_when_a_campaign_is_paused_runs_to_its_end() {
        Segment segment = aSegment(1, "a1", "a2");
        stage.accept(segment);
        Send under = stage.tick().getFirst();
        stage.order(campaign(1), Order.PAUSE);
        stage.deliver(under);
        stage.tick();

        assertThat(stage.steps(segment, 0)).containsExactly("begun 1", "delivered null");
        assertThat(stage.rest()).isEmpty();
    }

    @Test
    void a_pause_outlives_the_process() {
        stage.accept(aSegment(1, "a1", "a2"));
        stage.order(campaign(1), Order.PAUSE);
        stage.tick();
        stage.restart();

        assertThat(stage.rest()).isEmpty();
        stage.order(campaign(1), Order.RESUME);
        assertThat(stage.rest()).containsExactly("a1", "a2");
    }

    @Test
    void what_is_paused_expires_nevertheless_after_a_restart_too() {
        Segment segment = SomeWork.with(aSegment(1, "ann"), OnUncertain.HOLD, null, SomeWork.NOON.plusSeconds(60));
        stage.accept(segment);
        stage.order(campaign(1), Order.PAUSE);
        stage.tick();
        stage.restart();
        stage.tick();
        stage.pass(Duration.ofMinutes(2));
        stage.rest();

        assertThat(stage.ends(segment)).containsExactly("expired expired 0");
    }

    @Test
    void what_has_not_begun_when_a_campaign_is_cancelled_is_cancelled() {
        Segment segment = aSegment(1, "a1", "a2", "a3");
        stage.accept(segment, aSegment(2, "b1"));
        stage.next();
        stage.order(campaign(1), Order.CANCEL);

        assertThat(stage.rest()).containsExactly("b1");
        assertThat(stage.ends(segment))
                .containsExactly("delivered null 1", "cancelled cancelled 0", "cancelled cancelled 0");
    }

    @Test
    void what_is_under_way_when_a_campaign_is_cancelled_is_not_tried_again() {
        Segment segment = aSegment(1, "a1");
        stage.accept(segment);
        Send under = stage.tick().getFirst();
        stage.order(campaign(1), Order.CANCEL);
        stage.tick();
        stage.defer(under, "service-error", Duration.ofSeconds(1));
        stage.tick();

        assertThat(stage.ends(segment)).containsExactly("cancelled cancelled 1");
    }

    @Test
    void a_large_campaign_is_cancelled_step_by_step_and_unread_segments_unsent() {
        List<Segment> segments = aBroadcast(HERE, Priority.BULK, 1, 10_000);
        segments.forEach(stage::accept);
        stage.next();
        stage.order(campaign(1), Order.CANCEL);
        stage.tick();
        assertThat(stage.facts.under("q/").size())
                .as("still open after one tick")
                .isBetween(10, 19);
        int ticks = 1;
        while (stage.core().nextWake(stage.now()) == 0) {
            stage.tick();
            ticks++;
        }

        assertThat(ticks).isBetween(5, 10);
        assertThat(stage.facts.under("q/")).isEmpty();
        assertThat(stage.facts.under("i/")).isEmpty();
        assertThat(segments)
                .allSatisfy(segment -> assertThat(stage.ends(segment))
                        .hasSize(500)
                        .filteredOn("cancelled cancelled 0"::equals)
                        .hasSizeGreaterThanOrEqualTo(499));
    }

    @Test
    void a_cancel_outlives_the_process() {
        Segment segment = aSegment(1, "a1");
        stage.accept(segment);
        stage.order(campaign(1), Order.CANCEL);
        stage.restart();
        stage.rest();

        assertThat(stage.ends(segment)).containsExactly("cancelled cancelled 0");
    }

    @Test
    void what_is_planned_after_a_cancel_is_cancelled_too() {
        Segment early = aSegment(1, "a1");
        Segment late = aSegment(HERE, Priority.NORMAL, 1, 1, SomeWork.people(List.of("a2")));
        stage.order(campaign(1), Order.CANCEL);
        stage.accept(early);
        stage.rest();
        stage.accept(late);
        stage.rest();

        assertThat(stage.ends(early)).containsExactly("cancelled cancelled 0");
        assertThat(stage.ends(late)).containsExactly("cancelled cancelled 0");
    }

    @ParameterizedTest
    @EnumSource(Order.class)
    void an_order_is_read_as_it_was_written(Order order) {
        assertThat(Order.ofBytes(order.bytes())).isEqualTo(order);
        assertThat(new String(order.bytes(), StandardCharsets.UTF_8)).isEqualTo(order.word());
    }
}
