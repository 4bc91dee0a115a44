package dev.tidings.delivery.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.delivery.host.Lease.Phase;
import dev.tidings.delivery.lane.Moment;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// When one may send: never before the guard is over, and never long after the last confirmation.
final class LeaseTest {
    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
    /// Its zero means nothing, and it may run over.
    private static final long BEGINNING = Long.MAX_VALUE - Duration.ofSeconds(2).toNanos();

    private final Lease lease = new Lease();

    @Test
    void nobody_may_send_who_does_not_hold_it() {
        assertThat(lease.phase(at(0))).isEqualTo(Phase.STANDING_BY);
        lease.confirmed(at(1));
        assertThat(lease.permits(at(1))).isFalse();
    }

    @ParameterizedTest(name = "asked at {0} ms, {1} ms after it was taken: {2}")
    @CsvSource({
        "0, 0, TAKING_OVER",
        "3000, 3199, TAKING_OVER",
        "3000, 3200, LEADING",
        "3000, 5999, LEADING",
        "3000, 6000, UNCONFIRMED",
        "0, 3200, UNCONFIRMED",
        "201, 3200, LEADING",
    })
    void it_opens_after_the_guard_and_closes_a_term_after_the_question_was_asked(long asked, long now, Phase phase) {
        lease.taken(at(0));
        lease.confirmed(at(asked));
        assertThat(lease.phase(at(now))).isEqualTo(phase);
        assertThat(lease.permits(at(now))).isEqualTo(phase == Phase.LEADING);
    }

    @Test
    void a_holder_that_was_never_confirmed_may_not_send() {
        lease.taken(at(0));
        assertThat(lease.phase(at(4000))).isEqualTo(Phase.UNCONFIRMED);
    }

    @Test
    void each_confirmation_lets_it_go_on_and_an_earlier_one_that_comes_late_changes_nothing() {
        lease.taken(at(0));
        lease.confirmed(at(3000));
        lease.confirmed(at(4000));
        lease.confirmed(at(3500));
        assertThat(lease.permits(at(6999))).isTrue();
        assertThat(lease.permits(at(7000))).isFalse();
        lease.confirmed(at(8000));
        assertThat(lease.permits(at(8001))).as("it was never lost").isTrue();
    }

    @Test
    void what_is_lost_is_over_at_once_and_has_to_be_guarded_again() {
        lease.taken(at(0));
        lease.confirmed(at(4000));
        lease.lost();
        assertThat(lease.phase(at(4001))).isEqualTo(Phase.STANDING_BY);
        lease.taken(at(4002));
        lease.confirmed(at(4002));
        assertThat(lease.phase(at(7201))).isEqualTo(Phase.TAKING_OVER);
    }

    @ParameterizedTest(name = "by {0} s")
    @CsvSource({"10", "-10"})
    void a_machine_whose_clocks_disagree_waits_for_the_next_confirmation(long seconds) {
        lease.taken(at(0));
        lease.confirmed(at(4000));
        assertThat(lease.permits(new Moment(at(4100).nanos(), NOON.plusSeconds(4 + seconds))))
                .as("asleep with its steady clock, or the clock was set")
                .isFalse();
        lease.confirmed(new Moment(at(4200).nanos(), NOON.plusSeconds(4 + seconds)));
        assertThat(lease.permits(new Moment(at(4300).nanos(), NOON.plusSeconds(4 + seconds))))
                .isTrue();
    }

    @Test
    void a_successor_waits_for_longer_than_anybody_sends() {
        assertThat(Lease.GUARD).isGreaterThan(Lease.TERM);
    }

    private static Moment at(long millis) {
        return new Moment(BEGINNING + millis * 1_000_000, NOON.plusMillis(millis));
    }
}
