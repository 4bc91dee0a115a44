package dev.tidings.delivery.lane;

import static dev.tidings.delivery.lane.SomeWork.HERE;
import static dev.tidings.delivery.lane.SomeWork.aBroadcast;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.delivery.notification.Priority;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Requests that serve no delivery.
final class ErrandsTest {
    private static final Duration SHORT = Duration.ofMillis(40);

    private final Stage stage = new Stage(Stage.documented(60));
    private final WindowReferee lane = new WindowReferee(new Limits.Window(50, Duration.ofSeconds(1)));
    private long number;

    private Errand errand(String place) {
        Errand errand = new Errand(HERE, number++, place);
        stage.want(errand);
        return errand;
    }

    /// Lets a time pass in which everything is answered at once, and answers which errands got their right.
    private List<Errand> during(Duration time) {
        List<Errand> all = new ArrayList<>();
        for (long step = 0; step < time.toMillis(); step++) {
            stage.pass(Duration.ofMillis(1));
            for (Send send : stage.tick()) {
                lane.arrives(HERE, stage.now().nanos());
                stage.deliver(send);
            }
            for (Errand errand : stage.errands()) {
                lane.arrives(HERE, stage.now().nanos());
                all.add(errand);
                stage.answer(errand);
            }
        }
        return all;
    }

    @Test
    void an_errand_leaves_when_no_delivery_wants_the_right() {
        Errand errand = errand("team");
        assertThat(during(SHORT)).containsExactly(errand);
    }

    @Test
    void urgent_deliveries_never_wait_for_an_errand() {
        aBroadcast(HERE, Priority.HIGH, 1, 100).forEach(stage::accept);
        errand("team");
        assertThat(during(Duration.ofMillis(1900))).isEmpty();
        assertThat(during(Duration.ofMillis(300))).hasSize(1);
    }

    @Test
    void what_is_sent_for_long_does_not_hold_errands_up() {
        aBroadcast(HERE, Priority.BULK, 1, 400).forEach(stage::accept);
        for (int place = 0; place < 100; place++) {
            errand("team " + place);
        }
        assertThat(during(Duration.ofSeconds(5))).as("of some 250 requests").hasSizeBetween(9, 14);
        assertThat(during(Duration.ofSeconds(8))).hasSizeGreaterThan(80);
        assertThat(stage.done(aBroadcast(HERE, Priority.BULK, 1, 400).getFirst()))
                .as("nothing is left out")
                .isNotNull();
    }

    @Test
    void errands_count_with_deliveries_in_the_budget_of_the_lane() {
        aBroadcast(HERE, Priority.NORMAL, 1, 300).forEach(stage::accept);
        for (int place = 0; place < 300; place++) {
            errand("team " + place);
        }
        during(Duration.ofSeconds(13));
        assertThat(lane.excesses()).isZero();
        assertThat(lane.most()).isGreaterThan(45);
    }

    @Test
    void of_one_roster_no_more_is_read_than_its_own_windows_permit() {
        for (int page = 0; page < 40; page++) {
            errand("team");
        }
        assertThat(during(Duration.ofSeconds(1))).hasSize(14);
        assertThat(during(Duration.ofSeconds(1))).hasSize(2);
    }

    @Test
    void a_right_that_is_not_used_is_free_again_at_once() {
        for (int round = 0; round < 200; round++) {
            Errand errand = errand("team " + round);
            stage.during(SHORT);
            assertThat(stage.errands()).containsExactly(errand);
            stage.end(errand, new Errand.End.Unused());
        }
    }

    @Test
    void an_errand_that_is_given_up_gets_no_right() {
        Errand errand = errand("team");
        stage.end(errand, new Errand.End.Unused());
        assertThat(during(SHORT)).isEmpty();
    }

    @Test
    void a_request_that_was_cut_off_or_not_answered_holds_its_slot() {
        List<Errand> granted = new ArrayList<>();
        for (int place = 0; place < 60; place++) {
            errand("team " + place);
        }
        stage.during(Duration.ofSeconds(3));
        granted.addAll(stage.errands());
        assertThat(granted).hasSize(50);
        long now = stage.now().nanos();
        stage.end(granted.get(0), new Errand.End.Cut(now));
        stage.end(granted.get(1), new Errand.End.Answered(now, now, false));
        stage.during(Duration.ofMillis(900));
        assertThat(stage.errands()).isEmpty();
        stage.during(Duration.ofMillis(200));
        assertThat(stage.errands()).hasSize(1);
        stage.during(Duration.ofSeconds(31));
        assertThat(stage.errands()).hasSize(1);
    }

    @Test
    void a_roster_that_is_throttled_rests_and_others_are_read() {
        Errand first = errand("team");
        during(SHORT);
        stage.end(first, new Errand.End.Throttled(Duration.ofSeconds(10)));
        errand("team");
        Errand other = errand("other team");
        assertThat(during(Duration.ofSeconds(9))).containsExactly(other);
        assertThat(during(Duration.ofSeconds(2))).hasSize(1);
    }

    @Test
    void what_was_read_before_a_restart_counts_after_it() {
        for (int page = 0; page < 120; page++) {
            errand("team");
        }
        assertThat(during(Duration.ofSeconds(16))).hasSize(120);
        stage.restart();
        errand("team");
        assertThat(during(Duration.ofSeconds(9))).isEmpty();
        assertThat(during(Duration.ofSeconds(8))).hasSize(1);
    }
}
