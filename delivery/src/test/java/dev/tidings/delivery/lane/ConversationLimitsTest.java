package dev.tidings.delivery.lane;

import static dev.tidings.delivery.lane.SomeWork.HERE;
import static dev.tidings.delivery.lane.SomeWork.aSegment;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.delivery.fact.Recipient;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.fact.Step;
import dev.tidings.delivery.lane.Limits.Window;
import dev.tidings.delivery.notification.DeliveryState;
import dev.tidings.delivery.notification.Priority;
import dev.tidings.delivery.notification.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConversationLimitsTest {
    private static final Duration BACK = Duration.ofMillis(20);

    private final Stage stage = new Stage(Stage.documented(60));

    private static Segment manyTo(int campaign, String conversation, int number) {
        return aSegment(HERE, Priority.NORMAL, campaign, 0, SomeWork.people(Collections.nCopies(number, conversation)));
    }

    private static Teams answering(Duration back) {
        return new Teams() {
            @Override
            public long back() {
                return back.toNanos();
            }

            @Override
            public Answer answer(Simulation.Arrival arrival) {
                return new Answer.Taken();
            }
        };
    }

    @Test
    void one_conversation_gets_one_request_at_a_time_and_others_are_not_held_up() {
        stage.accept(aSegment(1, "ann", "ann", "ann", "bob"));
        List<Send> sends = stage.during(Duration.ofMillis(200));
        assertThat(Stage.names(sends)).containsExactly("ann", "bob");
        stage.deliver(sends.getFirst());

        assertThat(Stage.names(stage.during(Duration.ofMillis(200)))).containsExactly("ann");
    }

    @Test
    void all_threads_of_a_channel_are_one_conversation() {
        Target channel = new Target.Conversation("19:general;messageid=1");
        Target other = new Target.Conversation("19:general;messageid=2");
        stage.accept(
                aSegment(HERE, Priority.NORMAL, 1, 0, List.of(Recipient.of(channel, null), Recipient.of(other, null))));

        assertThat(stage.during(Duration.ofMillis(200))).hasSize(1);
    }

    @Test
    void all_windows_bind_at_once_and_nearly_all_that_they_permit_is_used() {
        Simulation simulation = new Simulation(Limits.defaults(), answering(BACK));
        for (int campaign = 0; campaign < 10; campaign++) {
            simulation.accept(manyTo(campaign, "busy", 500));
        }
        simulation.runUntil(Duration.ofSeconds(30).toNanos());
        long first = simulation.taken();
        simulation.runUntil(Duration.ofHours(1).toNanos());

        assertThat(simulation.conversations.excesses()).isZero();
        assertThat(first).as("60 in 30 s, less one that may be unknown").isBetween(58L, 60L);
        assertThat(simulation.taken())
                .as("1800 in an hour, less the 120 that may have been forgotten")
                .isBetween(1_679L, 1_680L);
        simulation.runUntil(Duration.ofHours(3).toNanos());
        assertThat(simulation.conversations.excesses()).isZero();
        assertThat(simulation.taken()).isBetween(3 * 1_660L, 3 * 1_680L);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void no_window_is_ever_exceeded_across_pauses_and_restarts(long seed) {
        Random random = new Random(seed);
        Limits tight = new Limits(
                new Window(50, Duration.ofSeconds(1)),
                new Window(7, Duration.ofSeconds(1)),
                List.of(
                        new Window(3, Duration.ofSeconds(1)),
                        new Window(4, Duration.ofSeconds(2)),
                        new Window(10, Duration.ofSeconds(30)),
                        new Window(150, Duration.ofMinutes(5))),
                List.of(),
                12,
                64,
                200,
                Duration.ofSeconds(30));
        Simulation simulation = new Simulation(tight, answering(Duration.ofMillis(40)));
        long time = 0;
        for (int campaign = 0; campaign < 300; campaign++) {
            int size = random.nextInt(4) == 0 ? 1 + random.nextInt(20) : 1;
            Segment segment = manyTo(campaign, "c" + random.nextInt(3), size);
            time += random.nextInt(9_000);
            simulation.later(Duration.ofMillis(time), () -> simulation.accept(segment));
            if (random.nextInt(40) == 0) {
                simulation.later(Duration.ofMillis(time + 100), simulation::crash);
            }
        }
        simulation.runUntil(Duration.ofHours(4).toNanos());

        assertThat(simulation.conversations.excesses()).isZero();
        assertThat(simulation.facts.under("q/")).isEmpty();
        assertThat(simulation.facts.under("w/"))
                .as("requests that are still remembered")
                .isEmpty();
    }

    @Test
    void a_conversation_with_one_request_is_soon_forgotten() {
        stage.accept(aSegment(1, "ann"));
        stage.during(Duration.ofMillis(20)).forEach(stage::deliver);
        stage.during(Duration.ofSeconds(35));

        assertThat(stage.facts.under("w/")).isEmpty();
        assertThat(stage.core().figures().lanes()).isEmpty();
    }

    @Test
    void an_urgent_message_to_a_busy_conversation_goes_before_those_that_wait() {
        stage.accept(manyTo(1, "busy", 200));
        List<Send> first = stage.during(Duration.ofMillis(50));
        stage.accept(Stage.high(2, "busy"));
        stage.tick();
        first.forEach(stage::deliver);

        assertThat(stage.during(Duration.ofMillis(50)))
                .extracting(send -> send.segment().priority())
                .containsExactly(Priority.HIGH);
    }

    @Test
    void very_many_who_wait_for_one_conversation_leave_room_for_others() {
        List<String> left = new ArrayList<>();
        for (int campaign = 0; campaign < 3_000; campaign++) {
            stage.accept(aSegment(campaign, "busy"));
        }
        for (int step = 0; step < 100; step++) {
            stage.during(BACK).forEach(stage::deliver);
        }
        stage.accept(aSegment(5_000, "ann"));
        for (int step = 0; step < 100; step++) {
            stage.during(BACK).forEach(send -> {
                left.add(Stage.name(send));
                stage.deliver(send);
            });
        }

        assertThat(left).contains("ann", "busy");
        assertThat(stage.core().figures().inMemory()).isLessThan(500);
    }

    @Test
    void without_limits_nothing_is_remembered_of_conversations() {
        Stage lifted = new Stage(Stage.lifted(50));
        lifted.accept(manyTo(1, "busy", 400));
        for (int step = 0; step < 400; step++) {
            lifted.tick().forEach(lifted::deliver);
        }
        lifted.tick();

        assertThat(lifted.facts.under("q/")).isEmpty();
        assertThat(lifted.facts.under("w/")).isEmpty();
    }

    @Test
    void a_request_that_was_slow_to_arrive_and_quick_to_be_answered_counts_from_its_arrival() {
        Stage stage = new Stage(Stage.documented(20));
        stage.accept(aSegment(HERE, Priority.NORMAL, 1, 0, SomeWork.people("p", 0, 20)));
        for (int number = 0; number < 20; number++) {
            slowly(stage, stage.during(Duration.ofMillis(50)), Duration.ofMillis(40));
        }
        stage.accept(aSegment(HERE, Priority.NORMAL, 2, 0, SomeWork.people(Collections.nCopies(9, "x"))));
        List<Long> left = new ArrayList<>();
        while (left.size() < 9) {
            List<Send> sends = stage.during(Duration.ofMillis(1));
            sends.forEach(_ -> left.add(stage.now().nanos()));
            slowly(stage, sends, Duration.ofMillis(50));
        }

        long arrived = left.getFirst() + Duration.ofMillis(45).toNanos();
        assertThat(left.getLast() - arrived)
                .isGreaterThanOrEqualTo(Duration.ofSeconds(2).toNanos());
    }

    private static void slowly(Stage stage, List<Send> sends, Duration trip) {
        long sent = stage.now().nanos();
        stage.pass(trip);
        for (Send send : sends) {
            String conversation = send.recipient().conversation();
            long now = stage.now().nanos();
            stage.tell(new Result.Answered(send.item(), send.first(), conversation, sent, now, true));
            Step.Ended end = new Step.Ended(stage.now().wall(), DeliveryState.DELIVERED, null, null, null);
            stage.over(send, end);
        }
    }
}
