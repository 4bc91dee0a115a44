package dev.tidings.delivery.lane;

import static dev.tidings.delivery.lane.SomeWork.HERE;
import static dev.tidings.delivery.lane.SomeWork.aBroadcast;
import static dev.tidings.delivery.lane.SomeWork.aSegment;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.fact.Step;
import dev.tidings.delivery.notification.DeliveryState;
import dev.tidings.delivery.notification.Priority;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RequestsTest {
    private static final Duration SHORT = Duration.ofMillis(40);

    private final Stage stage = new Stage(Stage.documented(60));

    private List<Send> allDuring(Duration time, Request kind) {
        List<Send> all = new ArrayList<>();
        stage.during(time).stream().filter(send -> send.first() == kind).forEach(all::add);
        return all;
    }

    @Test
    void a_lane_never_leaves_in_a_burst() {
        aBroadcast(HERE, Priority.NORMAL, 1, 500).forEach(stage::accept);

        assertThat(stage.tick()).hasSizeLessThanOrEqualTo(2);
        assertThat(stage.during(Duration.ofMillis(500))).hasSizeBetween(29, 33);
    }

    @Test
    void no_more_than_the_budget_leaves_while_nothing_is_answered() {
        aBroadcast(HERE, Priority.NORMAL, 1, 500).forEach(stage::accept);

        assertThat(stage.during(Duration.ofSeconds(10))).hasSize(50);
    }

    @Test
    void a_request_that_was_given_up_holds_its_slot_until_it_can_no_longer_arrive() {
        aBroadcast(HERE, Priority.NORMAL, 1, 500).forEach(stage::accept);
        List<Send> sends = stage.during(Duration.ofSeconds(1));
        long left = stage.now().nanos();
        for (Send send : sends) {
            stage.tell(new Result.Answered(
                    send.item(), Request.SEND, send.recipient().conversation(), left, left, false));
            stage.over(send, new Step.Ended(stage.now().wall(), DeliveryState.UNCERTAIN, "no-answer", null, null));
        }

        assertThat(stage.during(Duration.ofSeconds(30))).isEmpty();
        assertThat(stage.during(Duration.ofSeconds(2))).hasSize(50);
    }

    @Test
    void a_request_that_was_cut_off_holds_its_slot_for_one_window_more() {
        aBroadcast(HERE, Priority.NORMAL, 1, 500).forEach(stage::accept);
        List<Send> sends = stage.during(Duration.ofSeconds(1));
        long now = stage.now().nanos();
        for (Send send : sends) {
            stage.tell(
                    new Result.Cut(send.item(), Request.SEND, send.recipient().conversation(), now, now));
            stage.over(send, new Step.Ended(stage.now().wall(), DeliveryState.UNCERTAIN, "no-answer", null, null));
        }

        assertThat(sends).hasSize(50);
        assertThat(stage.during(Duration.ofMillis(990))).isEmpty();
        assertThat(stage.during(Duration.ofSeconds(2))).hasSize(50);
    }

    @Test
    void a_right_that_is_not_used_is_free_again_at_once() {
        Segment segment = aBroadcast(HERE, Priority.NORMAL, 1, 200).getFirst();
        stage.accept(segment);
        int ended = 0;
        for (int step = 0; step < 100; step++) {
            for (Send send : stage.during(SHORT)) {
                stage.tell(new Result.Unused(send.item(), Request.SEND));
                stage.over(send, new Step.Ended(stage.now().wall(), DeliveryState.OPTED_OUT, "opted-out", null, null));
                ended++;
            }
        }

        assertThat(ended).as("in four seconds").isEqualTo(200);
        assertThat(stage.ends(segment)).as("attempts were recorded by the host").containsOnly("opted-out opted-out 1");
    }

    @Test
    void what_never_began_has_no_attempt() {
        Segment segment = aSegment(1, "ann");
        stage.accept(segment);
        Send send = stage.core().tick(stage.now()).sends().getFirst();
        stage.tell(new Result.Unused(send.item(), Request.SEND));
        stage.over(send, new Step.Ended(stage.now().wall(), DeliveryState.OPTED_OUT, "opted-out", null, null));
        stage.tick();

        assertThat(stage.ends(segment)).containsExactly("opted-out opted-out 0");
    }

    @Test
    void a_delivery_that_needs_its_chat_created_comes_back_with_a_right_to_that() {
        Segment segment = aSegment(1, "ann");
        stage.accept(segment);
        stage.tell(new Result.NeedsCreate(stage.tick().getFirst().item()));
        Send again = stage.during(SHORT).getFirst();
        assertThat(again.first()).isEqualTo(Request.CREATE);
        assertThat(again.attempt()).isEqualTo(1);
        stage.answer(again);
        stage.tell(new Result.Wants(again.item(), Request.SEND, "ann"));
        stage.during(SHORT);

        assertThat(stage.grants()).containsExactly(new Grant(again.item(), Request.SEND));
        stage.tell(new Result.Answered(
                again.item(),
                Request.SEND,
                "ann",
                stage.now().nanos(),
                stage.now().nanos(),
                true));
        Step end = new Step.Ended(stage.now().wall(), DeliveryState.DELIVERED, null, null, Stage.SENT);
        stage.tell(new Result.Over(again.item(), true, end));
        stage.tick();
        assertThat(stage.ends(segment)).containsExactly("delivered null 1");
    }

    @Test
    void creates_are_guarded_and_hold_nobody_up() {
        aBroadcast(HERE, Priority.NORMAL, 1, 100).forEach(stage::accept);
        int creates = 0;
        int others = 0;
        for (int step = 0; step < 25; step++) {
            for (Send send : stage.during(SHORT)) {
                if (send.first() == Request.CREATE) {
                    creates++;
                    stage.answer(send);
                } else if (send.item().position() % 2 == 0) {
                    stage.tell(new Result.NeedsCreate(send.item()));
                } else {
                    others++;
                    stage.deliver(send);
                }
            }
        }

        assertThat(creates).as("in about a second").isEqualTo(7);
        assertThat(others).isGreaterThan(18);
    }

    @Test
    void an_urgent_chat_is_created_before_patient_ones() {
        aBroadcast(HERE, Priority.BULK, 1, 40).forEach(stage::accept);
        for (int step = 0; step < 10; step++) {
            stage.during(SHORT).forEach(send -> {
                if (send.first() == Request.CREATE) {
                    stage.answer(send);
                } else {
                    stage.tell(new Result.NeedsCreate(send.item()));
                }
            });
        }
        stage.accept(Stage.high(2, "boss"));
        Send boss = stage.during(SHORT).stream()
                .filter(send -> Stage.name(send).equals("boss"))
                .findFirst()
                .orElseThrow();
        stage.tell(new Result.NeedsCreate(boss.item()));
        stage.pass(Duration.ofSeconds(2));

        assertThat(Stage.name(allDuring(SHORT, Request.CREATE).getFirst())).isEqualTo("boss");
    }

    @Test
    void a_delivery_that_is_counted_elsewhere_waits_there() {
        stage.accept(aSegment(1, "ann"));
        Send ann = stage.during(SHORT).getFirst();
        stage.accept(aSegment(2, "ann@example.com"));
        Send alias = stage.during(SHORT).getFirst();
        stage.tell(new Result.Rekeyed(alias.item(), "ann"));

        assertThat(stage.during(SHORT)).isEmpty();
        stage.deliver(ann);
        assertThat(Stage.names(stage.during(SHORT))).containsExactly("ann@example.com");
    }

    @Test
    void further_requests_of_what_is_under_way_go_before_what_has_not_begun() {
        aBroadcast(HERE, Priority.HIGH, 1, 500).forEach(stage::accept);
        List<Send> sends = stage.during(Duration.ofSeconds(2));
        assertThat(sends).hasSize(50);
        stage.tell(new Result.Wants(sends.getFirst().item(), Request.READ, "team"));
        sends.subList(1, 3).forEach(stage::deliver);
        assertThat(stage.during(Duration.ofSeconds(1))).isEmpty();
        List<Send> next = stage.during(Duration.ofMillis(7));

        assertThat(stage.grants()).containsExactly(new Grant(sends.getFirst().item(), Request.READ));
        assertThat(next).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void rosters_have_windows_of_their_own() {
        List<Send> sends = new ArrayList<>();
        aBroadcast(HERE, Priority.NORMAL, 1, 20).forEach(stage::accept);
        sends.addAll(stage.during(Duration.ofSeconds(1)));
        sends.forEach(stage::answer);
        sends.forEach(send -> stage.tell(new Result.Wants(send.item(), Request.READ, "team")));
        int granted = 0;
        for (int step = 0; step < 24; step++) {
            stage.during(SHORT);
            List<Grant> grants = stage.grants();
            assertThat(grants).as("one at a time").hasSizeLessThanOrEqualTo(1);
            for (Grant grant : grants) {
                granted++;
                stage.tell(new Result.Answered(
                        grant.item(),
                        Request.READ,
                        "team",
                        stage.now().nanos(),
                        stage.now().nanos(),
                        true));
            }
        }

        assertThat(granted).as("in about a second").isEqualTo(14);
    }

    @Test
    void other_limits_hold_as_soon_as_they_are_set() {
        aBroadcast(HERE, Priority.NORMAL, 1, 500).forEach(stage::accept);
        stage.during(Duration.ofSeconds(2)).forEach(stage::deliver);
        stage.core().limits(Stage.lifted(40));

        assertThat(stage.tick()).hasSize(40);
    }

    @Test
    void rights_of_which_nothing_was_heard_do_not_stay_taken_for_ever() {
        aBroadcast(HERE, Priority.NORMAL, 1, 500).forEach(stage::accept);
        List<Send> sends = stage.during(Duration.ofSeconds(2));
        sends.forEach(send ->
                stage.over(send, new Step.Ended(stage.now().wall(), DeliveryState.UNCERTAIN, "crashed", null, null)));

        assertThat(stage.during(Duration.ofSeconds(32))).hasSize(50);
    }
}
