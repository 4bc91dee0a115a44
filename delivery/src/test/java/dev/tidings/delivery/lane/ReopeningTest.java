package dev.tidings.delivery.lane;

import static dev.tidings.delivery.lane.SomeWork.HERE;
import static dev.tidings.delivery.lane.SomeWork.aBroadcast;
import static dev.tidings.delivery.lane.SomeWork.aSegment;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.delivery.fact.FactJson;
import dev.tidings.delivery.fact.Keys;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.fact.Tally;
import dev.tidings.delivery.notification.DeliveryState;
import dev.tidings.delivery.notification.Priority;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class ReopeningTest {
    private final Stage stage = new Stage(Stage.lifted(10));
    private final Segment segment = aSegment(1, "ann", "bob", "cid");

    private void ended(DeliveryState first, DeliveryState second, DeliveryState third) {
        stage.accept(segment);
        List<Send> sends = stage.tick();
        stage.end(sends.get(0), first, "first");
        stage.end(sends.get(1), second, "second");
        stage.end(sends.get(2), third, "third");
        stage.tick();
    }

    @Test
    void what_was_refused_or_is_uncertain_is_sent_again_although_its_segment_was_done() {
        ended(DeliveryState.REFUSED, DeliveryState.UNCERTAIN, DeliveryState.OPTED_OUT);
        assertThat(stage.requeue(segment, 0, 1, 2)).isEqualTo(2);
        List<Send> sends = sendsAfterTick();

        assertThat(Stage.names(sends)).containsExactly("ann", "bob");
        assertThat(sends).extracting(Send::attempt).containsOnly(2);
        assertThat(stage.done(segment)).isNull();
        assertThat(stage.facts.get(Keys.tally(segment.id()))).isNull();
        assertThat(stage.steps(segment, 0)).containsExactly("begun 1", "refused first", "requeued", "begun 2");
        sends.forEach(stage::deliver);
        stage.tick();
        assertThat(stage.ends(segment)).containsExactly("delivered null 2", "delivered null 2", "opted-out third 1");
    }

    private List<Send> sendsAfterTick() {
        List<Send> now = stage.tick();
        return now.isEmpty() ? stage.tick() : now;
    }

    @Test
    void what_was_refused_in_a_segment_at_work_is_sent_again() {
        stage.accept(segment);
        List<Send> sends = stage.tick();
        stage.end(sends.get(0), DeliveryState.REFUSED, "not-installed");
        stage.tick();
        assertThat(stage.requeue(segment, 0)).isEqualTo(1);

        assertThat(Stage.names(stage.tick())).containsExactly("ann");
    }

    @Test
    void what_was_refused_in_a_segment_that_is_put_away_is_sent_again_at_once() {
        stage.accept(segment);
        List<Send> sends = stage.tick();
        stage.end(sends.get(0), DeliveryState.REFUSED, "not-installed");
        stage.defer(sends.get(1), "quiet-hours", Duration.ofHours(8));
        stage.defer(sends.get(2), "quiet-hours", Duration.ofHours(8));
        stage.tick();
        assertThat(stage.core().figures().inMemory()).isZero();
        assertThat(stage.requeue(segment, 0)).isEqualTo(1);

        assertThat(Stage.names(sendsAfterTick())).containsExactly("ann");
        stage.pass(Duration.ofHours(8));
        assertThat(Stage.names(sendsAfterTick())).containsExactly("bob", "cid");
    }

    @Test
    void what_waits_was_delivered_or_is_unknown_stays_as_it_is() {
        ended(DeliveryState.DELIVERED, DeliveryState.EXPIRED, DeliveryState.DIGESTED);

        assertThat(stage.requeue(segment, 0, 1, 2, 3, 700)).isZero();
        assertThat(stage.done(segment)).isNotNull();
        assertThat(stage.rest()).isEmpty();
    }

    @Test
    void asking_twice_in_one_tick_sends_once() {
        ended(DeliveryState.REFUSED, DeliveryState.DELIVERED, DeliveryState.DELIVERED);
        stage.requeue(segment, 0);
        assertThat(stage.requeue(segment, 0)).isZero();

        assertThat(stage.rest()).containsExactly("ann");
    }

    @Test
    void a_cancelled_campaign_that_is_resumed_may_be_sent_again() {
        List<Segment> segments = aBroadcast(HERE, Priority.NORMAL, 1, 1_200);
        segments.forEach(stage::accept);
        stage.order(segments.getFirst().id().campaign(), Order.CANCEL);
        for (int tick = 0; tick < 5; tick++) {
            stage.tick();
        }
        stage.order(segments.getFirst().id().campaign(), Order.RESUME);
        assertThat(stage.requeue(segments.getFirst(), 3, 700)).isEqualTo(2);

        assertThat(Stage.names(sendsAfterTick())).containsExactlyInAnyOrder("p1-3", "p1-700");
    }

    @Test
    void what_is_found_out_about_an_uncertain_delivery_replaces_its_end() {
        ended(DeliveryState.UNCERTAIN, DeliveryState.REFUSED, DeliveryState.DELIVERED);

        assertThat(stage.settle(segment, 0)).isTrue();
        assertThat(stage.settle(segment, 1)).isFalse();
        stage.tick();
        assertThat(stage.ends(segment)).containsExactly("delivered null 1", "refused second 1", "delivered third 1");
        Tally tally = FactJson.tally(Objects.requireNonNull(stage.facts.get(Keys.tally(segment.id()))));
        assertThat(tally.counts()).extracting(Tally.Count::state).doesNotContain(DeliveryState.UNCERTAIN);
    }

    @Test
    void what_is_found_out_about_an_uncertain_delivery_of_a_segment_at_work_is_kept() {
        stage.accept(segment);
        List<Send> sends = stage.tick();
        stage.end(sends.get(0), DeliveryState.UNCERTAIN, "no-answer");
        stage.tick();
        assertThat(stage.settle(segment, 0)).isTrue();
        stage.deliver(sends.get(1));
        stage.deliver(sends.get(2));
        stage.tick();

        assertThat(stage.ends(segment)).containsExactly("delivered null 1", "delivered null 1", "delivered null 1");
        assertThat(stage.facts.under("i/")).isEmpty();
    }
}
