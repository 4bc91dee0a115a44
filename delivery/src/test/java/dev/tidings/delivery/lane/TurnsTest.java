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
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TurnsTest {
    private final Stage stage = new Stage(Stage.lifted(1));

    @Test
    void one_campaign_goes_in_the_order_of_its_recipients() {
        stage.accept(aSegment(1, "ann", "bob", "cid"));

        assertThat(stage.rest()).containsExactly("ann", "bob", "cid");
    }

    @Test
    void campaigns_of_one_priority_take_turns() {
        stage.accept(aSegment(1, "a1", "a2", "a3"), aSegment(2, "b1", "b2"), aSegment(3, "c1"));

        assertThat(stage.rest()).containsExactly("a1", "b1", "c1", "a2", "b2", "a3");
    }

    @Test
    void what_is_urgent_goes_before_what_was_there_first() {
        aBroadcast(HERE, Priority.BULK, 1, 1_200).forEach(stage::accept);
        stage.next();
        stage.next();
        stage.accept(Stage.high(2, "alert"));

        assertThat(stage.next()).isEqualTo("alert");
    }

    @Test
    void the_lowest_priority_keeps_one_turn_in_twenty() {
        aBroadcast(HERE, Priority.HIGH, 1, 200).forEach(stage::accept);
        aBroadcast(HERE, Priority.NORMAL, 2, 200).forEach(stage::accept);
        aBroadcast(HERE, Priority.BULK, 3, 200).forEach(stage::accept);
        List<String> first = new ArrayList<>();
        for (int turn = 0; turn < 100; turn++) {
            first.add(stage.next());
        }

        assertThat(first).filteredOn(name -> name.startsWith("p1-")).hasSize(95);
        assertThat(first).filteredOn(name -> name.startsWith("p3-")).hasSize(5);
    }

    @Test
    void a_retry_waits_its_time_and_then_goes_first() {
        aBroadcast(HERE, Priority.NORMAL, 1, 20).forEach(stage::accept);
        Send first = stage.tick().getFirst();
        stage.defer(first, "service-error", Duration.ofSeconds(5));
        assertThat(stage.next()).isEqualTo("p1-1");
        stage.pass(Duration.ofSeconds(4));
        assertThat(stage.next()).isEqualTo("p1-2");
        stage.pass(Duration.ofSeconds(1));

        Send again = stage.tick().getFirst();
        assertThat(Stage.name(again)).isEqualTo("p1-0");
        assertThat(again.attempt()).isEqualTo(2);
    }

    @Test
    void retries_go_in_the_order_in_which_they_are_due() {
        stage.accept(aSegment(1, "ann", "bob", "cid"));
        stage.defer(stage.tick().getFirst(), "service-error", Duration.ofSeconds(3));
        stage.defer(stage.tick().getFirst(), "service-error", Duration.ofSeconds(2));
        stage.defer(stage.tick().getFirst(), "service-error", Duration.ofSeconds(1));
        stage.pass(Duration.ofSeconds(10));

        assertThat(stage.rest()).containsExactly("cid", "bob", "ann");
    }

    @Test
    void nothing_begins_before_its_time_by_the_wall_clock() {
        Segment later = with(aSegment(1, "ann"), OnUncertain.HOLD, NOON.plusSeconds(3600), null);
        stage.accept(later, aSegment(2, "bob"));

        assertThat(stage.rest()).containsExactly("bob");
        stage.pass(Duration.ofSeconds(3500));
        assertThat(stage.rest()).isEmpty();
        stage.step(Duration.ofSeconds(100));
        assertThat(stage.rest()).containsExactly("ann");
    }

    @Test
    void a_clock_set_back_keeps_what_is_scheduled_waiting_and_nothing_else() {
        stage.accept(with(aSegment(1, "ann"), OnUncertain.HOLD, NOON.plusSeconds(60), null));
        stage.accept(aSegment(2, "bob", "cid"));
        stage.defer(stage.tick().getFirst(), "service-error", Duration.ofSeconds(30));
        stage.step(Duration.ofHours(-1));
        stage.pass(Duration.ofSeconds(61));

        assertThat(stage.rest()).containsExactlyInAnyOrder("bob", "cid");
        stage.step(Duration.ofHours(1));
        assertThat(stage.rest()).containsExactly("ann");
    }

    @Test
    void what_has_expired_ends_without_being_sent() {
        Segment shortLived = with(aSegment(1, "ann", "bob"), OnUncertain.HOLD, null, NOON.plusSeconds(60));
        stage.accept(shortLived);
        Send ann = stage.tick().getFirst();
        stage.pass(Duration.ofSeconds(60));
        stage.tick();
        stage.deliver(ann);

        assertThat(stage.rest()).isEmpty();
        assertThat(stage.ends(shortLived)).containsExactly("delivered null 1", "expired expired 0");
    }

    @Test
    void what_expires_while_it_waits_for_a_retry_ends_at_that_time() {
        Segment shortLived = with(aSegment(1, "ann"), OnUncertain.HOLD, null, NOON.plusSeconds(60));
        stage.accept(shortLived);
        stage.defer(stage.tick().getFirst(), "throttled", Duration.ofHours(2));
        stage.tick();
        stage.pass(Duration.ofSeconds(61));
        stage.tick();
        stage.tick();
        stage.tick();

        assertThat(stage.ends(shortLived)).containsExactly("expired expired 1");
    }

    @Test
    void no_more_is_under_way_than_there_is_room_for_in_all_lanes() {
        Stage three = new Stage(Stage.lifted(3));
        for (int tenant = 0; tenant < 5; tenant++) {
            aBroadcast(new Tenancy("default", "t" + tenant), Priority.BULK, tenant, 9)
                    .forEach(three::accept);
        }
        List<Send> first = three.tick();
        assertThat(first).hasSize(3);
        assertThat(three.tick()).isEmpty();
        three.deliver(first.getFirst());
        List<Send> next = three.tick();

        assertThat(next).hasSize(1);
        assertThat(next.getFirst().segment().lane())
                .as("a lane that had no turn yet")
                .isNotIn(first.stream().map(send -> send.segment().lane()).toList());
    }

    @Test
    void a_segment_that_is_done_replaces_its_work_and_its_steps() {
        Segment segment = aSegment(1, "ann", "bob");
        stage.accept(segment);
        stage.rest();

        assertThat(stage.ends(segment)).containsExactly("delivered null 1", "delivered null 1");
        assertThat(stage.facts.under("q/")).isEmpty();
        assertThat(stage.facts.under("i/")).isEmpty();
        assertThat(stage.facts.under("n/")).hasSize(1);
    }

    @Test
    void nothing_begins_once_the_core_rests() {
        stage.accept(aSegment(1, "ann", "bob"));
        Send ann = stage.tick().getFirst();
        stage.core().rest();
        stage.deliver(ann);

        assertThat(stage.tick()).isEmpty();
        assertThat(stage.steps(aSegment(1, "ann", "bob"), 0)).containsExactly("begun 1", "delivered null");
    }
}
