package dev.tidings.delivery.lane;

import static dev.tidings.delivery.lane.SomeWork.HERE;
import static dev.tidings.delivery.lane.SomeWork.NOON;
import static dev.tidings.delivery.lane.SomeWork.aBroadcast;
import static dev.tidings.delivery.lane.SomeWork.aSegment;
import static dev.tidings.delivery.lane.SomeWork.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.fact.FactChanges;
import dev.tidings.delivery.fact.FactsInMemory;
import dev.tidings.delivery.fact.Keys;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.notification.OnUncertain;
import dev.tidings.delivery.notification.Priority;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RecoveryTest {
    private final Stage stage = new Stage(Stage.lifted(10));

    private static Segment onUncertain(OnUncertain choice) {
        return with(aSegment(1, "ann", "bob"), choice, null, null);
    }

    @Test
    void an_attempt_that_was_cut_off_is_held_as_uncertain_if_it_must_not_arrive_twice() {
        Segment segment = onUncertain(OnUncertain.HOLD);
        stage.accept(segment);
        stage.tick();
        stage.restart();

        assertThat(stage.rest()).isEmpty();
        assertThat(stage.ends(segment)).containsExactly("uncertain interrupted 1", "uncertain interrupted 1");
    }

    @Test
    void an_attempt_that_was_cut_off_is_made_again_if_it_must_arrive() {
        Segment segment = onUncertain(OnUncertain.RESEND);
        stage.accept(segment);
        stage.tick();
        stage.restart();
        assertThat(stage.steps(segment, 0)).containsExactly("begun 1", "deferred sent-again");
        List<Send> again = stage.tick();

        assertThat(again).extracting(Send::attempt).containsExactly(2, 2);
        again.forEach(stage::deliver);
        stage.tick();
        assertThat(stage.ends(segment)).containsExactly("delivered null 2", "delivered null 2");
    }

    @Test
    void what_has_not_begun_is_sent_after_a_restart_and_what_has_ended_is_not() {
        Stage one = new Stage(Stage.lifted(1));
        Segment segment = aSegment(1, "ann", "bob", "cid");
        one.accept(segment);
        one.next();
        one.defer(one.tick().getFirst(), "service-error", Duration.ofSeconds(30));
        one.order(segment.id().campaign(), Order.PAUSE);
        one.tick();
        one.restart();
        one.order(segment.id().campaign(), Order.RESUME);

        assertThat(one.rest()).containsExactly("cid");
        one.pass(Duration.ofSeconds(30));
        assertThat(one.rest()).containsExactly("bob");
        assertThat(one.ends(segment)).containsExactly("delivered null 1", "delivered null 2", "delivered null 1");
    }

    @Test
    void a_deferred_delivery_waits_no_longer_than_it_was_to_after_a_clock_that_was_set_back() {
        Segment segment = aSegment(1, "ann");
        stage.accept(segment);
        stage.defer(stage.tick().getFirst(), "service-error", Duration.ofSeconds(30));
        stage.tick();
        stage.step(Duration.ofHours(-1));
        stage.restart();
        assertThat(stage.rest()).isEmpty();
        stage.pass(Duration.ofSeconds(30));

        assertThat(stage.rest()).containsExactly("ann");
    }

    @Test
    void where_somebody_may_have_sent_just_now_nothing_leaves_until_the_shortest_windows_have_passed() {
        Stage documented = new Stage(Limits.defaults());
        documented.accept(aSegment(1, "ann"));
        documented.tick().forEach(documented::deliver);
        documented.tick();
        documented.restart(Duration.ofMillis(1_900));
        documented.accept(aSegment(2, "bob"));
        assertThat(documented.tick()).isEmpty();
        documented.pass(Duration.ofMillis(200));

        assertThat(documented.tick()).hasSize(1);
    }

    @Test
    void nothing_leaves_while_whoever_was_at_work_before_may_not_have_noticed_the_change() {
        Stage stage = new Stage(Stage.lifted(12));
        stage.accept(aSegment(1, "ann"));
        stage.tick().forEach(stage::deliver);
        stage.tick();
        stage.takeOver(Duration.ofSeconds(5));
        stage.accept(aSegment(2, "bob"));

        assertThat(stage.pass(Duration.ofMillis(4_990)).tick()).isEmpty();
        assertThat(stage.pass(Duration.ofMillis(20)).tick()).hasSize(1);
    }

    @Test
    void a_lane_in_which_nobody_sent_waits_for_nothing_beside_one_in_which_somebody_did() {
        Stage documented = new Stage(Limits.defaults());
        Tenancy other = new Tenancy("default", "other");
        documented.accept(aSegment(1, "ann"));
        documented.tick().forEach(documented::deliver);
        documented.tick();
        documented.restart(Duration.ZERO);
        documented.accept(aSegment(2, "bob"), aSegment(other, Priority.NORMAL, 3, 0, SomeWork.people(List.of("cid"))));

        assertThat(Stage.names(documented.tick())).containsExactly("cid");
    }

    @Test
    void a_lane_that_has_rested_waits_for_nothing_after_a_restart() {
        Stage documented = new Stage(Limits.defaults());
        documented.accept(aSegment(1, "ann"));
        documented.tick().forEach(documented::deliver);
        documented.during(Duration.ofSeconds(11));
        documented.restart(Duration.ZERO);
        documented.accept(aSegment(2, "bob"));

        assertThat(documented.tick()).hasSize(1);
    }

    @Test
    void a_lane_rests_only_when_its_requests_are_answered() {
        Stage documented = new Stage(Limits.defaults());
        documented.accept(aSegment(1, "ann"));
        documented.tick();
        documented.during(Duration.ofSeconds(25));
        documented.restart(Duration.ZERO);
        documented.accept(aSegment(2, "bob"));

        assertThat(documented.tick()).isEmpty();
    }

    @Test
    void an_errand_counts_as_a_request_for_whoever_starts_next() {
        Stage documented = new Stage(Limits.defaults());
        documented.want(new Errand(HERE, 1, "team"));
        documented.during(Duration.ofMillis(40));
        assertThat(documented.errands()).hasSize(1);
        documented.restart(Duration.ZERO);
        documented.accept(aSegment(2, "bob"));

        assertThat(documented.tick()).isEmpty();
    }

    @Test
    void a_lane_without_a_sign_waits_too_while_whoever_was_at_work_before_may_not_have_noticed_the_change() {
        Stage documented = new Stage(Limits.defaults());
        documented.accept(aSegment(1, "ann"));
        documented.tick().forEach(documented::deliver);
        documented.during(Duration.ofSeconds(11));
        documented.takeOver(Duration.ofSeconds(5));
        documented.accept(aSegment(2, "bob"));

        assertThat(documented.pass(Duration.ofMillis(4_800)).tick()).isEmpty();
        assertThat(documented.pass(Duration.ofMillis(400)).tick()).hasSize(1);
    }

    @Test
    void after_a_process_that_kept_no_signs_every_lane_waits() {
        FactsInMemory facts = new FactsInMemory();
        facts.commit(new FactChanges().put(Keys.opened(), new byte[0]));
        Stage documented = new Stage(Limits.defaults(), facts, Duration.ZERO);
        documented.accept(aSegment(1, "ann"));
        assertThat(documented.tick()).isEmpty();
        documented.pass(Duration.ofMillis(2_100));

        assertThat(documented.tick()).hasSize(1);
    }

    @Test
    void where_nobody_has_sent_before_nothing_is_waited_for() {
        Stage first = new Stage(Limits.defaults(), new FactsInMemory(), Duration.ZERO);
        first.accept(aSegment(1, "ann"));

        assertThat(first.tick()).hasSize(1);
    }

    @Test
    void every_lane_and_every_campaign_is_found_again() {
        List<Priority> priorities = List.of(Priority.values());
        List<Segment> all = new ArrayList<>();
        for (int campaign = 0; campaign < 700; campaign++) {
            Priority priority = priorities.get(campaign % 3);
            Tenancy lane = new Tenancy("default", "t" + campaign % 7);
            all.add(aSegment(lane, priority, campaign, 0, SomeWork.people("p" + campaign + "-", 0, 2)));
        }
        all.forEach(stage::accept);
        stage.restart();
        for (int tick = 0; tick < 2_000; tick++) {
            stage.tick().forEach(stage::deliver);
        }

        assertThat(all).allSatisfy(segment -> assertThat(stage.ends(segment)).containsOnly("delivered null 1"));
    }

    @Test
    void many_campaigns_of_one_lane_share_it_and_all_end() {
        List<Segment> all = new ArrayList<>();
        aBroadcast(HERE, Priority.NORMAL, 0, 900).forEach(all::add);
        for (int campaign = 1; campaign < 1_500; campaign++) {
            all.add(aSegment(campaign, "p" + campaign));
        }
        all.forEach(stage::accept);
        for (int tick = 0; tick < 400; tick++) {
            stage.tick().forEach(stage::deliver);
        }

        assertThat(all).allSatisfy(segment -> assertThat(stage.ends(segment)).containsOnly("delivered null 1"));
    }

    @Test
    void a_restart_does_not_forget_the_long_windows_of_a_conversation() {
        Stage documented = new Stage(Limits.defaults());
        documented.accept(aSegment(HERE, Priority.NORMAL, 1, 0, SomeWork.people(List.of("x", "x", "x", "x", "x"))));
        for (int number = 0; number < 5; number++) {
            documented.during(Duration.ofMillis(40)).forEach(documented::deliver);
        }
        documented.tick();
        assertThat(documented.facts.under("w/")).hasSize(5);
        documented.restart();
        List<String> many = new ArrayList<>();
        for (int number = 0; number < 100; number++) {
            many.add("x");
        }
        documented.accept(aSegment(HERE, Priority.NORMAL, 2, 0, SomeWork.people(many)));
        int left = 0;
        while (documented.now().wall().isBefore(NOON.plusSeconds(3 + 29))) {
            List<Send> sends = documented.during(Duration.ofMillis(20));
            sends.forEach(documented::deliver);
            left += sends.size();
        }

        assertThat(left)
                .as("60 in 30 s, less the five before and one that may be unknown")
                .isEqualTo(54);
    }

    @Test
    void a_clock_that_was_set_forward_does_not_make_a_restart_forget_the_long_windows() {
        assertThat(sentAfterRestart(Duration.ofHours(1))).isEqualTo(sentAfterRestart(Duration.ZERO));
    }

    @Test
    void a_clock_that_was_set_back_does_not_make_a_restart_remember_for_longer() {
        assertThat(sentAfterRestart(Duration.ofHours(-1))).isEqualTo(sentAfterRestart(Duration.ZERO));
    }

    /// Five are sent, the clock is set, and two processes later the thirty seconds since the first are used up.
    private static int sentAfterRestart(Duration set) {
        Stage documented = new Stage(Limits.defaults());
        documented.accept(aSegment(HERE, Priority.NORMAL, 1, 0, SomeWork.people(List.of("x", "x", "x", "x", "x"))));
        for (int number = 0; number < 5; number++) {
            documented.during(Duration.ofMillis(40)).forEach(documented::deliver);
        }
        documented.step(set);
        documented.tick();
        documented.restart();
        documented.restart();
        documented.accept(aSegment(HERE, Priority.NORMAL, 2, 0, SomeWork.people(Collections.nCopies(100, "x"))));
        int left = 0;
        for (int step = 0; step < 23 * 50; step++) {
            List<Send> sends = documented.during(Duration.ofMillis(20));
            sends.forEach(documented::deliver);
            left += sends.size();
        }
        return left;
    }

    @Test
    void what_was_cut_off_and_is_cancelled_before_it_is_sent_again_stays_uncertain() {
        Segment segment = onUncertain(OnUncertain.RESEND);
        stage.accept(segment);
        stage.tick();
        stage.restart();
        stage.order(segment.id().campaign(), Order.CANCEL);
        stage.tick();
        stage.tick();

        assertThat(stage.ends(segment)).containsExactly("uncertain not-sent-again 1", "uncertain not-sent-again 1");
    }

    @Test
    void what_may_have_arrived_and_expires_before_it_is_sent_again_stays_uncertain() {
        Segment segment = with(aSegment(1, "ann"), OnUncertain.RESEND, null, NOON.plusSeconds(10));
        stage.accept(segment);
        stage.defer(stage.tick().getFirst(), "sent-again", Duration.ofSeconds(30));
        stage.tick();
        stage.pass(Duration.ofSeconds(30));
        stage.tick();
        stage.tick();

        assertThat(stage.ends(segment)).containsExactly("uncertain not-sent-again 1");
    }

    @Test
    void what_certainly_did_not_arrive_is_cancelled() {
        Segment segment = onUncertain(OnUncertain.RESEND);
        stage.accept(segment);
        stage.tick().forEach(send -> stage.defer(send, "throttled", Duration.ofSeconds(30)));
        stage.tick();
        stage.order(segment.id().campaign(), Order.CANCEL);
        stage.tick();
        stage.tick();

        assertThat(stage.ends(segment)).containsOnly("cancelled cancelled 1");
    }

    @Test
    void requests_older_than_the_longest_window_are_forgotten() {
        Stage documented = new Stage(Limits.defaults());
        documented.accept(aSegment(HERE, Priority.NORMAL, 1, 0, SomeWork.people(List.of("x", "x"))));
        documented.during(Duration.ofMillis(40)).forEach(documented::deliver);
        documented.during(Duration.ofMillis(40)).forEach(documented::deliver);
        documented.tick();
        assertThat(documented.facts.under("w/")).hasSize(2);
        documented.pass(Duration.ofHours(2));
        documented.restart();

        assertThat(documented.facts.under("w/")).isEmpty();
    }

    @Test
    void what_is_under_way_when_the_process_dies_counts_as_sent() {
        Stage documented = new Stage(Limits.defaults());
        Segment segment = with(aSegment(1, "x"), OnUncertain.HOLD, null, null);
        documented.accept(segment);
        documented.tick();
        documented.restart();
        List<String> many = new ArrayList<>();
        for (int number = 0; number < 100; number++) {
            many.add("x");
        }
        documented.accept(aSegment(HERE, Priority.NORMAL, 2, 0, SomeWork.people(many)));
        int left = 0;
        while (documented.now().wall().isBefore(NOON.plusSeconds(3 + 29))) {
            List<Send> sends = documented.during(Duration.ofMillis(20));
            sends.forEach(documented::deliver);
            left += sends.size();
        }

        assertThat(left)
                .as("60 in 30 s, less the one cut off and one that may be unknown")
                .isEqualTo(58);
    }
}
