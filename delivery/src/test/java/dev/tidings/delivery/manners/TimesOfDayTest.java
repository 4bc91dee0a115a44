package dev.tidings.delivery.manners;

import static dev.tidings.delivery.notification.SomeNotifications.HERE;
import static dev.tidings.delivery.notification.SomeNotifications.IDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.delivery.directory.Person;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.fact.CampaignId;
import dev.tidings.delivery.fact.ItemId;
import dev.tidings.delivery.fact.Recipient;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.fact.SegmentId;
import dev.tidings.delivery.lane.Request;
import dev.tidings.delivery.lane.Send;
import dev.tidings.delivery.notification.Manner;
import dev.tidings.delivery.notification.Manner.Purpose;
import dev.tidings.delivery.notification.OnUncertain;
import dev.tidings.delivery.notification.Priority;
import dev.tidings.delivery.notification.QuietHours;
import dev.tidings.delivery.notification.Target;
import dev.tidings.delivery.send.Reason;
import dev.tidings.delivery.store.Attention;
import dev.tidings.delivery.store.Received;
import dev.tidings.delivery.store.Whereabouts;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// When a message comes to its reader by the reader's own clock.
class TimesOfDayTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Manners NIGHT = Manners.defaults().with(null).quiet(QuietHours.parse("20:00-07:00"), BERLIN);
    private static final Ruling NOW = new Ruling.Now();
    private static final String MIDNIGHT = "2026-11-25T00:00+01:00";

    private final Discretion discretion = new Discretion(NIGHT);

    private static Instant at(String time) {
        return OffsetDateTime.parse(time).toInstant();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "20:00-07:00,2026-11-25T19:59+01:00,-",
                "20:00-07:00,2026-11-25T20:00+01:00,2026-11-26T07:00+01:00",
                "20:00-07:00,2026-11-26T06:59+01:00,2026-11-26T07:00+01:00",
                "20:00-07:00,2026-11-26T07:00+01:00,-",
                "12:00-13:30,2026-11-25T12:30+01:00,2026-11-25T13:30+01:00",
                "12:00-13:30,2026-11-25T13:30+01:00,-",
                "20:00-00:00,2026-11-25T23:00+01:00,2026-11-26T00:00+01:00",
                "00:00-06:00,2026-11-25T00:00+01:00,2026-11-25T06:00+01:00",
                // the clocks are put forward: the night is an hour shorter, and a time that there is not comes later
                "20:00-07:00,2026-03-28T23:00+01:00,2026-03-29T07:00+02:00",
                "20:00-02:30,2026-03-29T01:00+01:00,2026-03-29T03:30+02:00",
                // they are put back: the night is an hour longer, and a time that comes twice may be past once
                "20:00-07:00,2026-10-24T23:00+02:00,2026-10-25T07:00+01:00",
                "20:00-02:30,2026-10-25T01:00+02:00,2026-10-25T02:30+02:00",
                "20:00-02:30,2026-10-25T02:10+01:00,2026-10-25T02:30+01:00"
            })
    void quiet_hours_are_over_when_the_readers_clock_says_so(String hours, String now, @Nullable String over) {
        assertThat(QuietHours.parse(hours).until(at(now), BERLIN).orElse(null))
                .isEqualTo(over == null ? null : at(over));
    }

    /// In whatever zone, and whenever one looks: quiet hours end, and within a day and the hour of
    /// a change of clocks.
    @Test
    void quiet_hours_always_come_to_an_end() {
        Random random = new Random(11);
        for (String zone : List.of("Europe/Berlin", "America/New_York", "Africa/Cairo", "Australia/Lord_Howe", "UTC")) {
            for (String hours : List.of("20:00-07:00", "02:15-02:45", "23:30-00:30", "12:00-13:00", "07:01-07:00")) {
                for (int look = 0; look < 2000; look++) {
                    Instant now = at("2026-01-01T00:00Z").plusSeconds(random.nextInt(366 * 24 * 3600));
                    QuietHours.parse(hours)
                            .until(now, ZoneId.of(zone))
                            .ifPresent(end -> assertThat(end)
                                    .as("%s in %s at %s", hours, zone, now)
                                    .isAfter(now)
                                    .isBefore(now.plusSeconds(25 * 3600 + 1)));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "20:00", "20-07", "20:00-20:00", "24:00-07:00", "20:60-07:00", "on", "8:00-9:00"})
    void what_is_no_time_of_day_is_refused(String text) {
        assertThatThrownBy(() -> QuietHours.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_message_waits_until_the_quiet_hours_of_its_reader_are_over() {
        assertThat(rule(news(), reader("Europe/Berlin", null), MIDNIGHT)).isEqualTo(waits("2026-11-25T07:00+01:00"));
        assertThat(rule(news(), reader("America/New_York", null), MIDNIGHT)).isEqualTo(NOW);
        assertThat(rule(news(), reader("Asia/Tokyo", null), "2026-11-25T13:00+01:00"))
                .isEqualTo(waits("2026-11-26T07:00+09:00"));
    }

    @Test
    void whose_zone_is_not_known_has_that_of_everybody() {
        assertThat(rule(news(), null, MIDNIGHT)).isEqualTo(waits("2026-11-25T07:00+01:00"));
        assertThat(rule(news(), reader(null, null), MIDNIGHT)).isEqualTo(waits("2026-11-25T07:00+01:00"));
        assertThat(rule(news(), reader("Mars/Olympus", null), MIDNIGHT)).isEqualTo(waits("2026-11-25T07:00+01:00"));
    }

    @Test
    void whose_zone_is_not_known_has_that_of_their_tenant_before_that_of_everybody() {
        Manners night = new Manners(
                null,
                Duration.ZERO,
                Duration.ZERO,
                QuietHours.parse("20:00-07:00"),
                new Zones(BERLIN, Map.of(HERE.tenant(), ZoneId.of("Asia/Tokyo"))),
                Manners.NINE);
        Discretion there = new Discretion(night);
        Instant noon = at("2026-11-25T13:00+01:00");
        assertThat(there.rule(send(news()), whereabouts(reader(null, null), false), noon))
                .isEqualTo(waits("2026-11-26T07:00+09:00"));
        assertThat(there.rule(send(news()), whereabouts(null, false), noon)).isEqualTo(waits("2026-11-26T07:00+09:00"));
        assertThat(there.rule(send(news()), whereabouts(reader("Europe/Berlin", null), false), noon))
                .isEqualTo(NOW);
        assertThat(night.zones().of(new Tenancy(HERE.bot(), "another"), null)).isEqualTo(BERLIN);
    }

    @Test
    void what_a_reader_has_said_holds_instead_of_what_holds_for_everybody() {
        assertThat(rule(news(), reader("Europe/Berlin", "off"), MIDNIGHT)).isEqualTo(NOW);
        assertThat(rule(news(), reader("Europe/Berlin", "23:00-09:30"), MIDNIGHT))
                .isEqualTo(waits("2026-11-25T09:30+01:00"));
        assertThat(rule(news(), reader("Europe/Berlin", "default"), MIDNIGHT))
                .isEqualTo(waits("2026-11-25T07:00+01:00"));
        Discretion none = new Discretion(Manners.defaults().with(null));
        assertThat(none.rule(send(news()), whereabouts(reader(null, "00:00-05:00"), false), at("2026-11-25T01:00Z")))
                .isEqualTo(waits("2026-11-25T05:00Z"));
    }

    @Test
    void what_is_urgent_what_has_to_arrive_and_what_was_asked_for_comes_in_quiet_hours_too() {
        Person ann = reader("Europe/Berlin", null);
        assertThat(rule(segment(Priority.HIGH, Manner.USUAL), ann, MIDNIGHT)).isEqualTo(NOW);
        assertThat(rule(segment(Priority.NORMAL, Manner.USUAL.as(Purpose.ANSWER)), ann, MIDNIGHT))
                .isEqualTo(NOW);
        assertThat(discretion.rule(send(news()), whereabouts(ann, true), at(MIDNIGHT)))
                .isEqualTo(NOW);
        assertThat(rule(segment(Priority.NORMAL, Manner.USUAL.as(Purpose.WELCOME)), ann, MIDNIGHT))
                .as("nobody asked for it")
                .isEqualTo(waits("2026-11-25T07:00+01:00"));
        assertThat(rule(segment(Priority.NORMAL, Manner.USUAL.as(Purpose.DIGEST)), ann, MIDNIGHT))
                .isEqualTo(waits("2026-11-25T07:00+01:00"));
    }

    @Test
    void a_place_has_no_quiet_hours() {
        Segment place =
                segment(Priority.NORMAL, Manner.USUAL, new Target.Chat("19:chat@thread.v2"), at(MIDNIGHT), null);
        assertThat(rule(place, null, MIDNIGHT)).isEqualTo(NOW);
    }

    @ParameterizedTest
    @CsvSource({
        // zone, accepted, time, comes
        "Europe/Berlin,2026-11-25T08:00+01:00,09:00,2026-11-25T09:00+01:00",
        "Europe/Berlin,2026-11-25T09:00+01:00,09:00,2026-11-25T09:00+01:00",
        "Europe/Berlin,2026-11-25T09:01+01:00,09:00,2026-11-26T09:00+01:00",
        "Asia/Tokyo,2026-11-25T08:00+01:00,09:00,2026-11-26T09:00+09:00",
        "America/New_York,2026-11-25T08:00+01:00,09:00,2026-11-25T09:00-05:00",
        "Europe/Berlin,2026-03-28T10:00+01:00,02:30,2026-03-29T03:30+02:00",
        "Europe/Berlin,2026-10-24T10:00+02:00,02:30,2026-10-25T02:30+02:00"
    })
    void what_is_wanted_at_a_time_of_day_comes_at_that_time_of_the_reader(
            String zone, String accepted, String time, String comes) {
        Discretion awake = new Discretion(Manners.defaults().with(null));
        Segment segment = segment(
                Priority.HIGH, Manner.USUAL.at(LocalTime.parse(time)), new Target.User("29:ann"), at(accepted), null);
        Whereabouts where = whereabouts(reader(zone, null), false);
        Instant before = at(accepted).minusSeconds(1);
        assertThat(awake.rule(send(segment), where, before)).isEqualTo(new Ruling.Later(Reason.DELIVER_AT, at(comes)));
        assertThat(awake.rule(send(segment), where, at(comes))).isEqualTo(NOW);
        assertThat(awake.rule(send(segment), where, at(comes).plusSeconds(7200)))
                .isEqualTo(NOW);
    }

    @Test
    void a_time_of_day_counts_from_when_it_may_be_sent_and_quiet_hours_hold_as_well() {
        Manner eight = Manner.USUAL.at(LocalTime.of(20, 0));
        Segment later =
                segment(Priority.NORMAL, eight, new Target.User("29:ann"), at(MIDNIGHT), at("2026-11-27T21:00+01:00"));
        Person ann = reader("Europe/Berlin", null);
        assertThat(rule(later, ann, MIDNIGHT))
                .isEqualTo(new Ruling.Later(Reason.DELIVER_AT, at("2026-11-28T20:00+01:00")));
        assertThat(rule(later, ann, "2026-11-28T20:00+01:00")).isEqualTo(waits("2026-11-29T07:00+01:00"));
    }

    private Ruling rule(Segment segment, @Nullable Person reader, String now) {
        return discretion.rule(send(segment), whereabouts(reader, false), at(now));
    }

    private static Ruling waits(String until) {
        return new Ruling.Later(Reason.QUIET_HOURS, at(until));
    }

    private static Person reader(@Nullable String zone, @Nullable String hours) {
        return new Person(HERE, "29:ann", null, null, null, null, zone, null, hours);
    }

    private static Whereabouts whereabouts(@Nullable Person reader, boolean mandatory) {
        return new Whereabouts(
                reader, null, false, false, null, new Attention(null, null, mandatory, Received.NOTHING));
    }

    private static Segment news() {
        return segment(Priority.NORMAL, Manner.USUAL);
    }

    private static Segment segment(Priority priority, Manner manner) {
        return segment(priority, manner, new Target.User("29:ann"), at("2026-11-24T12:00+01:00"), null);
    }

    private static Segment segment(
            Priority priority, Manner manner, Target target, Instant accepted, @Nullable Instant notBefore) {
        return new Segment(
                        new SegmentId(CampaignId.sending(IDS.notification()), 0),
                        HERE,
                        Segment.Errand.SEND,
                        priority,
                        OnUncertain.HOLD,
                        null,
                        accepted,
                        notBefore,
                        null,
                        List.of(Recipient.of(target, target instanceof Target.User ? target.id() : null)))
                .with(manner);
    }

    private static Send send(Segment segment) {
        return new Send(
                new ItemId(segment.id(), 0),
                segment,
                segment.recipients().getFirst(),
                "29:ann",
                Request.SEND,
                1,
                "i/x");
    }
}
