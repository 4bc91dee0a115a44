package dev.tidings.delivery.lane;

import static dev.tidings.delivery.lane.SomeWork.HERE;
import static dev.tidings.delivery.lane.SomeWork.aBroadcast;
import static dev.tidings.delivery.lane.SomeWork.aSegment;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.notification.Priority;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ThrottlingTest {
    private final Stage stage = new Stage(Stage.documented(60));

    @Test
    void a_throttled_conversation_waits_and_others_go_on() {
        stage.accept(aSegment(1, "ann", "ann", "bob"));
        List<Send> first = stage.during(Duration.ofMillis(40));
        assertThat(Stage.names(first)).containsExactly("ann", "bob");
        stage.throttle(first.getFirst(), Duration.ofSeconds(10));
        stage.accept(aSegment(2, "cid"));

        assertThat(Stage.names(stage.during(Duration.ofSeconds(9)))).containsExactly("cid");
        assertThat(Stage.names(stage.during(Duration.ofSeconds(2)))).containsExactly("ann");
    }

    @Test
    void a_throttled_delivery_says_so_in_its_history() {
        Segment segment = aSegment(1, "ann", "bob");
        stage.accept(segment);
        stage.throttle(stage.tick().getFirst(), Duration.ofSeconds(10));
        stage.tick();

        assertThat(stage.steps(segment, 0)).containsExactly("begun 1", "deferred throttled");
    }

    @Test
    void a_second_throttled_conversation_within_a_second_stops_the_lane() {
        aBroadcast(HERE, Priority.NORMAL, 1, 40).forEach(stage::accept);
        aBroadcast(new Tenancy("default", "other"), Priority.NORMAL, 2, 40).forEach(stage::accept);
        List<Send> sends = stage.during(Duration.ofMillis(100)).stream()
                .filter(send -> send.segment().lane().equals(HERE))
                .toList();
        stage.throttle(sends.get(0), Duration.ofSeconds(10));
        stage.throttle(sends.get(1), Duration.ofSeconds(10));
        sends.subList(2, sends.size()).forEach(stage::deliver);
        List<Send> next = stage.during(Duration.ofSeconds(9));

        assertThat(next).extracting(send -> send.segment().lane().tenant()).containsOnly("other");
        assertThat(stage.during(Duration.ofSeconds(2)))
                .extracting(send -> send.segment().lane())
                .contains(HERE);
    }

    @Test
    void a_lane_at_its_budget_that_is_throttled_stops_and_then_sends_what_was_taken() {
        aBroadcast(HERE, Priority.NORMAL, 1, 2_000).forEach(stage::accept);
        List<Send> sends = stage.during(Duration.ofMillis(900));
        assertThat(sends).hasSizeGreaterThan(45);
        sends.subList(0, 30).forEach(stage::deliver);
        sends.subList(30, sends.size()).forEach(send -> stage.throttle(send, Duration.ofSeconds(2)));
        assertThat(stage.during(Duration.ofMillis(1_900))).isEmpty();
        int left = 0;
        for (int step = 0; step < 400; step++) {
            List<Send> next = stage.during(Duration.ofMillis(5));
            next.forEach(stage::deliver);
            left += next.size();
        }

        assertThat(left).as("in nearly two seconds, of 50 a second").isBetween(52, 62);
    }

    @Test
    void figures_tell_until_when_a_lane_is_throttled() {
        aBroadcast(HERE, Priority.NORMAL, 1, 40).forEach(stage::accept);
        List<Send> sends = stage.during(Duration.ofMillis(50));
        stage.throttle(sends.get(0), Duration.ofSeconds(10));
        stage.throttle(sends.get(1), Duration.ofSeconds(10));
        stage.tick();

        LaneFigures figures = stage.core().figures().lanes().getFirst();
        assertThat(figures.throttledUntil()).isEqualTo(stage.now().wall().plusSeconds(10));
        assertThat(figures.queued()).isEqualTo(40 - sends.size() + 2);
        assertThat(figures.counted()).isTrue();
        assertThat(figures.oldest()).isEqualTo(SomeWork.NOON);
        assertThat(figures.inFlight()).isEqualTo(sends.size() - 2);
        assertThat(figures.budgetUsed()).isEqualTo(sends.size() / 50.0);
    }
}
