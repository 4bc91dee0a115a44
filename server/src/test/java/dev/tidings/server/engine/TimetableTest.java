package dev.tidings.server.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.delivery.schedule.Timetable;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Cron expressions by the clocks of zones that are put forward and back.
class TimetableTest {
    private static final CronReader READER = new CronReader();

    private static Timetable timetable(String cron, String zone) {
        return new Timetable(READER.read(cron), ZoneId.of(zone));
    }

    private static List<String> runs(String cron, String zone, String after, int most) {
        return timetable(cron, zone).after(OffsetDateTime.parse(after).toInstant(), most).stream()
                .map(run -> run.atZone(ZoneId.of(zone)).toOffsetDateTime().toString())
                .toList();
    }

    @Test
    void it_runs_at_the_times_of_the_zone_in_summer_and_in_winter() {
        assertThat(runs("0 9 * * MON-FRI", "Europe/Berlin", "2026-10-23T10:00+02:00", 2))
                .containsExactly("2026-10-26T09:00+01:00", "2026-10-27T09:00+01:00");
        assertThat(runs("0 9 * * 0", "Europe/Berlin", "2026-03-28T10:00+01:00", 2))
                .containsExactly("2026-03-29T09:00+02:00", "2026-04-05T09:00+02:00");
        assertThat(runs("30 8 L * *", "UTC", "2028-02-01T00:00Z", 1)).containsExactly("2028-02-29T08:30Z");
        assertThat(runs("0 8 * * MON#1", "UTC", "2026-11-25T00:00Z", 1)).containsExactly("2026-12-07T08:00Z");
        assertThat(runs("@daily", "UTC", "2026-11-25T10:00Z", 1)).containsExactly("2026-11-26T00:00Z");
    }

    @Test
    void a_time_that_is_passed_over_runs_when_the_clocks_are_put_forward() {
        assertThat(runs("30 2 * * *", "Europe/Berlin", "2026-03-28T02:00+01:00", 3))
                .containsExactly("2026-03-28T02:30+01:00", "2026-03-29T03:00+02:00", "2026-03-30T02:30+02:00");
        assertThat(runs("0 0 * * *", "Africa/Cairo", "2026-04-23T12:00+02:00", 2))
                .containsExactly("2026-04-24T01:00+03:00", "2026-04-25T00:00+03:00");
        assertThat(runs("0,15,30 2 * * *", "Europe/Berlin", "2026-03-29T01:00+01:00", 2))
                .containsExactly("2026-03-29T03:00+02:00", "2026-03-30T02:00+02:00");
    }

    @Test
    void a_time_that_comes_twice_runs_the_first_time() {
        assertThat(runs("30 2 * * *", "Europe/Berlin", "2026-10-24T03:00+02:00", 2))
                .containsExactly("2026-10-25T02:30+02:00", "2026-10-26T02:30+01:00");
        assertThat(runs("30 2 * * *", "Europe/Berlin", "2026-10-25T02:10+01:00", 1))
                .containsExactly("2026-10-26T02:30+01:00");
    }

    @Test
    void what_runs_every_hour_goes_on_without_a_break() {
        assertThat(runs("*/30 * * * *", "Europe/Berlin", "2026-10-25T01:45+02:00", 6))
                .containsExactly(
                        "2026-10-25T02:00+02:00",
                        "2026-10-25T02:30+02:00",
                        "2026-10-25T02:00+01:00",
                        "2026-10-25T02:30+01:00",
                        "2026-10-25T03:00+01:00",
                        "2026-10-25T03:30+01:00");
        assertThat(runs("@hourly", "Europe/Berlin", "2026-03-29T00:30+01:00", 3))
                .containsExactly("2026-03-29T01:00+01:00", "2026-03-29T03:00+02:00", "2026-03-29T04:00+02:00");
        assertThat(runs("0 * * * *", "Australia/Lord_Howe", "2026-04-05T00:30+11:00", 3))
                .containsExactly("2026-04-05T01:00+11:00", "2026-04-05T02:00+10:30", "2026-04-05T03:00+10:30");
    }

    @ParameterizedTest
    @CsvSource({"0 0 30 2 *", "0 0 31 4 *"})
    void a_day_that_there_is_not_never_comes(String cron) {
        assertThat(timetable(cron, "UTC").after(Instant.parse("2026-01-01T00:00:00Z")))
                .isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0 9 * *", "0 0 9 * * *", "61 9 * * *", "a b c d e", "0 9 1 * MON", "@sometimes", "@"})
    void what_is_no_cron_or_means_two_things_is_refused_with_a_sentence(String cron) {
        assertThatThrownBy(() -> READER.read(cron))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("[A-Z'].*\\..*|.*\\d\\.");
    }

    /// Whatever the zone: from any point on, the next run is the first of all runs after that point.
    @Test
    void the_next_run_is_the_same_wherever_one_looks_from() {
        Random random = new Random(7);
        Instant from = Instant.parse("2026-01-01T00:00:00Z");
        for (String zone : Set.of("Europe/Berlin", "America/New_York", "Africa/Cairo", "Australia/Lord_Howe", "UTC")) {
            for (String cron : List.of("30 2 * * *", "15,45 1-3 * * *", "*/20 * * * *", "0 0 * * *")) {
                Timetable timetable = timetable(cron, zone);
                TreeSet<Instant> runs = new TreeSet<>(timetable.after(from, 28_000));
                for (int look = 0; look < 300; look++) {
                    Instant at = from.plusSeconds(random.nextInt(360 * 24 * 3600));
                    assertThat(timetable.after(at).orElseThrow())
                            .as("%s in %s after %s", cron, zone, at)
                            .isEqualTo(runs.higher(at));
                }
            }
        }
    }
}
