package dev.tidings.delivery.manners;

import static dev.tidings.delivery.notification.SomeNotifications.HERE;
import static dev.tidings.delivery.notification.SomeNotifications.IDS;
import static dev.tidings.delivery.notification.SomeNotifications.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.delivery.directory.Person;
import dev.tidings.delivery.fact.CampaignId;
import dev.tidings.delivery.fact.ItemId;
import dev.tidings.delivery.fact.Recipient;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.fact.SegmentId;
import dev.tidings.delivery.lane.Request;
import dev.tidings.delivery.lane.Send;
import dev.tidings.delivery.manners.Manners.Cap;
import dev.tidings.delivery.notification.Delivery;
import dev.tidings.delivery.notification.Manner;
import dev.tidings.delivery.notification.Manner.Mode;
import dev.tidings.delivery.notification.Manner.Purpose;
import dev.tidings.delivery.notification.OnUncertain;
import dev.tidings.delivery.notification.Priority;
import dev.tidings.delivery.notification.Target;
import dev.tidings.delivery.notification.Wish;
import dev.tidings.delivery.send.Reason;
import dev.tidings.delivery.store.Attention;
import dev.tidings.delivery.store.Received;
import dev.tidings.delivery.store.Whereabouts;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// When a message may come to its reader, as a table.
class DiscretionTest {
    private static final Manners TWO_A_MINUTE =
            new Manners(new Cap(2, Duration.ofMinutes(1)), Duration.ofSeconds(60), Duration.ofHours(1));
    private static final Manner WHEN_IDLE = Manner.USUAL.in(Mode.WHEN_IDLE);
    private static final Ruling NOW = new Ruling.Now();

    private final Discretion discretion = new Discretion(TWO_A_MINUTE);

    @Test
    void nobody_who_got_little_is_spared_anything() {
        assertThat(rule(news(), got(30))).isEqualTo(NOW);
    }

    @Test
    void what_is_more_than_the_cap_is_gathered_until_the_oldest_no_longer_counts() {
        assertThat(rule(news(), got(50, 10))).isEqualTo(gathered(NOON.plusSeconds(11)));
        assertThat(rule(news(), got(61, 10)))
                .as("the oldest is over a minute old")
                .isEqualTo(NOW);
    }

    @Test
    void what_comes_while_a_digest_waits_waits_with_it() {
        Received waiting = new Received(List.of(), NOON.plusSeconds(7));

        assertThat(rule(news(), new Attention(null, null, false, waiting))).isEqualTo(gathered(NOON.plusSeconds(7)));
    }

    @Test
    void the_digest_itself_is_not_gathered_but_keeps_to_the_cap() {
        Segment digest = with(Manner.USUAL.as(Purpose.DIGEST));

        assertThat(rule(digest, got(50, 10))).isEqualTo(new Ruling.Later(Reason.PERSON_CAP, NOON.plusSeconds(11)));
        assertThat(rule(digest, new Attention(null, null, false, new Received(List.of(), NOON))))
                .isEqualTo(NOW);
    }

    @Test
    void what_is_urgent_what_has_to_arrive_and_what_was_asked_for_comes_at_once_and_is_not_counted() {
        Segment urgent = segment(Priority.HIGH, Manner.USUAL, null);
        Segment answer = with(Manner.USUAL.as(Purpose.ANSWER));
        Segment welcome = with(Manner.USUAL.as(Purpose.WELCOME));
        Attention full = got(50, 10);

        assertThat(rule(urgent, full)).isEqualTo(NOW);
        assertThat(rule(answer, full)).isEqualTo(NOW);
        assertThat(rule(welcome, full)).isEqualTo(NOW);
        assertThat(rule(news(), new Attention(null, null, true, full.received())))
                .isEqualTo(NOW);
        assertThat(discretion.tab(send(urgent, 1), NOON)).isNull();
        assertThat(discretion.tab(send(answer, 1), NOON)).isNull();
        assertThat(discretion.tab(send(welcome, 1), NOON)).isNull();
        assertThat(discretion.tab(send(news(), 1), NOON)).isNotNull();
    }

    @Test
    void a_topic_that_somebody_wants_in_digests_is_gathered_until_nine_by_their_clock() {
        Attention wants = new Attention(null, null, false, Received.NOTHING, Wish.DIGEST);

        assertThat(rule(news(), wants))
                .isEqualTo(new Ruling.Gathered(Reason.DIGESTED, Instant.parse("2026-11-24T09:00:00Z"), false));
        assertThat(rule(segment(Priority.HIGH, Manner.USUAL, null), wants)).isEqualTo(NOW);
        assertThat(rule(segment(Priority.NORMAL, Manner.USUAL, NOON.plusSeconds(60)), wants))
                .isEqualTo(new Ruling.TooLate(Reason.EXPIRED));
    }

    @Test
    void a_topic_that_somebody_wants_each_hour_is_gathered_until_the_next_full_one_by_their_clock() {
        Attention wants = new Attention(null, null, false, Received.NOTHING, Wish.HOURLY);

        assertThat(rule(news(), wants)).isEqualTo(new Ruling.Gathered(Reason.DIGESTED, NOON.plusSeconds(3600), false));
        Whereabouts calcutta = new Whereabouts(
                new Person(HERE, "29:ann", null, null, null, null, "Asia/Kolkata", null),
                null,
                false,
                false,
                null,
                wants);
        assertThat(discretion.rule(send(news(), 1), calcutta, NOON))
                .as("it is half past there")
                .isEqualTo(new Ruling.Gathered(Reason.DIGESTED, NOON.plusSeconds(1800), false));
        assertThat(rule(with(Manner.USUAL.as(Purpose.DIGEST)), wants)).isEqualTo(NOW);
    }

    @Test
    void what_replaces_an_earlier_message_comes_at_once() {
        Whereabouts replacing = at(got(50, 10)).replacing(new Delivery.Sent("a:ann", "7", "https://teams.example"));

        assertThat(discretion.rule(send(news(), 1), replacing, NOON)).isEqualTo(NOW);
    }

    @Test
    void a_further_attempt_at_the_same_message_is_let_through_and_noted_as_it_may_be_the_one_that_arrives() {
        assertThat(discretion.tab(send(news(), 2), NOON)).isNotNull();
        assertThat(discretion.rule(send(news(), 2), at(got(50, 10)), NOON)).isEqualTo(NOW);
    }

    @Test
    void what_would_be_told_only_after_its_time_is_not_told() {
        Segment brief = segment(Priority.NORMAL, Manner.USUAL, NOON.plusSeconds(11));

        assertThat(rule(brief, got(50, 10))).isEqualTo(new Ruling.TooLate(Reason.EXPIRED));
    }

    @Test
    void what_was_noted_before_the_clock_was_set_back_spares_nobody_anything() {
        assertThat(rule(news(), got(-3600, -3601))).isEqualTo(NOW);
    }

    @Test
    void without_a_cap_everything_comes() {
        Discretion uncapped = new Discretion(TWO_A_MINUTE.with(null));

        assertThat(uncapped.rule(send(news(), 1), at(got(2, 1)), NOON)).isEqualTo(NOW);
        assertThat(uncapped.tab(send(news(), 1), NOON)).isNull();
    }

    @Test
    void a_message_that_minds_waits_until_the_person_has_been_quiet_for_a_while() {
        assertThat(rule(with(WHEN_IDLE), heard(20))).isEqualTo(waits(NOON.plusSeconds(40)));
        assertThat(rule(with(WHEN_IDLE), heard(60))).isEqualTo(NOW);
        assertThat(rule(with(WHEN_IDLE), Attention.UNKNOWN)).isEqualTo(NOW);
        assertThat(rule(news(), heard(20))).as("one that does not mind").isEqualTo(NOW);
    }

    @Test
    void a_busy_conversation_is_looked_at_again_soon_as_it_can_become_quiet_at_any_time() {
        Attention busy = new Attention(null, NOON.plusSeconds(600), false, Received.NOTHING);
        Attention nearly = new Attention(null, NOON.plusSeconds(2), false, Received.NOTHING);

        assertThat(rule(with(WHEN_IDLE), busy)).isEqualTo(waits(NOON.plusSeconds(5)));
        assertThat(rule(with(WHEN_IDLE), nearly)).isEqualTo(waits(NOON.plusSeconds(2)));
    }

    @Test
    void a_message_waits_for_a_pause_no_longer_than_its_patience_and_comes_before_it_expires() {
        Instant patienceOver = NOON.plus(Duration.ofHours(1)).minusSeconds(60);
        Segment brief = segment(Priority.NORMAL, WHEN_IDLE, NOON.plusSeconds(90));

        assertThat(discretion.rule(
                        send(with(WHEN_IDLE), 1),
                        at(new Attention(patienceOver, null, false, Received.NOTHING)),
                        patienceOver))
                .as("created a minute before noon")
                .isEqualTo(NOW);
        assertThat(rule(brief, heard(0))).isEqualTo(waits(NOON.plusSeconds(30)));
    }

    private Ruling rule(Segment segment, Attention attention) {
        return discretion.rule(send(segment, 1), at(attention), NOON);
    }

    private static Ruling gathered(Instant due) {
        return new Ruling.Gathered(Reason.DIGESTED, due, true);
    }

    private static Ruling waits(Instant until) {
        return new Ruling.Later(Reason.WHEN_IDLE, until);
    }

    private static Whereabouts at(Attention attention) {
        return new Whereabouts(null, null, false, false, null, attention);
    }

    private static Attention heard(long secondsAgo) {
        return new Attention(NOON.minusSeconds(secondsAgo), null, false, Received.NOTHING);
    }

    /// Got messages so many seconds ago.
    private static Attention got(long... secondsAgo) {
        List<Instant> times =
                Arrays.stream(secondsAgo).mapToObj(NOON::minusSeconds).toList();
        return new Attention(null, null, false, new Received(times, null));
    }

    private static Segment news() {
        return with(Manner.USUAL);
    }

    private static Segment with(Manner manner) {
        return segment(Priority.NORMAL, manner, null);
    }

    private static Segment segment(Priority priority, Manner manner, @Nullable Instant expiresAt) {
        return new Segment(
                        new SegmentId(CampaignId.sending(IDS.notification()), 0),
                        HERE,
                        Segment.Errand.SEND,
                        priority,
                        OnUncertain.HOLD,
                        null,
                        NOON.minusSeconds(60),
                        null,
                        expiresAt,
                        List.of(Recipient.of(new Target.User("29:ann"), "29:ann")))
                .with(manner);
    }

    private static Send send(Segment segment, int attempt) {
        return new Send(
                new ItemId(segment.id(), 0),
                segment,
                segment.recipients().getFirst(),
                "29:ann",
                Request.SEND,
                attempt,
                "i/x");
    }
}
