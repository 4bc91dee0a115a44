package dev.tidings.faketeams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.faketeams.referee.Arrival;
import dev.tidings.faketeams.referee.Counted;
import dev.tidings.faketeams.referee.Limits;
import dev.tidings.faketeams.referee.Referee;
import dev.tidings.faketeams.referee.Report;
import dev.tidings.faketeams.referee.Scope;
import dev.tidings.faketeams.wire.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RefereeMemoryTest {
    private final ManualTime clock = new ManualTime();

    @Test
    void the_most_in_a_window_is_what_counting_every_window_by_hand_gives() {
        Referee referee = new Referee(Limits.documented().onlyCounted(), clock.time());
        Random random = new Random(7);
        List<Long> times = new ArrayList<>();
        long now = 0;
        for (int i = 0; i < 2000; i++) {
            long step = random.nextInt(20) == 0 ? random.nextInt(2_000_000_000) : random.nextInt(300_000_000);
            now += step;
            clock.advance(Duration.ofNanos(step));
            times.add(now);
            referee.arrive(Operation.SEND, new Arrival("b", "t", "c", Set.of(Counted.SEND)));
        }
        for (Duration window : List.of(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(30))) {
            assertThat(referee.report().most(Scope.BOT_AND_CONVERSATION, Counted.SEND, window))
                    .isEqualTo(mostByHand(times, window.toNanos()));
        }
    }

    private static int mostByHand(List<Long> times, long window) {
        int most = 0;
        for (int first = 0; first < times.size(); first++) {
            int count = 0;
            for (int i = first; i < times.size() && times.get(i) < times.get(first) + window; i++) {
                count++;
            }
            most = Math.max(most, count);
        }
        return most;
    }

    @Test
    void two_million_arrivals_are_counted_and_far_over_a_limit_it_says_at_least() {
        Referee referee = new Referee(Limits.documented().onlyCounted(), clock.time());
        for (int i = 0; i < 2_000_000; i++) {
            clock.advance(Duration.ofNanos(10_000));
            referee.arrive(Operation.SEND, new Arrival("b", "t", "c" + i % 10, Set.of(Counted.SEND)));
        }
        Report report = referee.report();
        assertThat(report.requests()).isEqualTo(2_000_000);
        Report.Window global = report.windows().stream()
                .filter(w -> w.counted() == Counted.EVERYTHING)
                .findFirst()
                .orElseThrow();
        assertThat(global.atLeast()).isTrue();
        assertThat(global.most()).isEqualTo(65_536);
        assertThat(report.excesses()).hasSize(1000);
    }
}
