package dev.tidings.delivery.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.delivery.digest.Digests;
import dev.tidings.delivery.intake.NotificationRequest;
import dev.tidings.delivery.manners.Manners;
import dev.tidings.delivery.notification.Delivery;
import dev.tidings.delivery.notification.DeliveryState;
import dev.tidings.delivery.notification.Manner;
import dev.tidings.delivery.notification.Manner.Mode;
import dev.tidings.delivery.notification.NotificationId;
import dev.tidings.delivery.notification.Priority;
import dev.tidings.delivery.notification.QuietHours;
import dev.tidings.delivery.notification.Target;
import dev.tidings.delivery.notification.TimeOrderedIds;
import dev.tidings.delivery.notification.Wish;
import dev.tidings.faketeams.FakeTeams;
import dev.tidings.faketeams.directory.Person;
import dev.tidings.teams.activity.Message;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What readers are spared: not several messages in a short time, and none in the middle of
/// something else.
class MannersTest {
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

    private final FakeTeams teams = FakeTeams.builder().start();

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private Stage stage;

    @SuppressWarnings("NullAway.Init")
    private Digests digests;

    @SuppressWarnings("NullAway.Init")
    private Person ann;

    @SuppressWarnings("NullAway.Init")
    private String chat;

    @BeforeEach
    void open() throws IOException {
        stage = new Stage(folder, teams, Stage.QUICK.with(Manners.defaults()));
        stage.engine.start();
        digests = new Digests(
                stage.stores.digests(),
                Desk.books(stage.stores),
                stage.stores.dispatch(),
                new TimeOrderedIds(stage.clock, new Random(3)),
                stage.engine,
                stage.clock);
        ann = stage.installed(0);
        chat = teams.scenery().personalChat(ann);
    }

    @AfterEach
    void close() {
        digests.close();
        stage.close();
        teams.close();
    }

    @Test
    void the_fifth_and_sixth_message_within_ten_minutes_come_together_as_one_digest() {
        List<Delivery> first = tell("one", "two", "three", "four");
        List<Delivery> more = tell("five", "six");

        assertThat(first).extracting(Delivery::state).containsOnly(DeliveryState.DELIVERED);
        assertThat(more).extracting(Delivery::state).containsOnly(DeliveryState.DIGESTED);
        assertThat(digests.step()).as("something is due").isFalse();
        stage.pass(TEN_MINUTES.plusSeconds(1));
        assertThat(digests.step()).as("something is due").isTrue();
        Stage.until(() -> stage.messages(chat) == 5);
        assertThat(latest()).contains("2 mensajes en uno", "- five", "- six");
        assertThat(digests.step()).as("something is due").isFalse();
    }

    @Test
    void a_single_message_that_waited_comes_as_it_is() {
        tell("one", "two", "three", "four", "five");

        stage.pass(TEN_MINUTES.plusSeconds(1));
        digests.step();

        Stage.until(() -> stage.messages(chat) == 5);
        assertThat(latest()).contains("five").doesNotContain("AdaptiveCard");
    }

    @Test
    void what_is_urgent_comes_at_once_and_does_not_count() {
        NotificationRequest urgent =
                NotificationRequest.of(target(), Message.text("fire")).withPriority(Priority.HIGH);
        tell("one", "two", "three", "four");

        NotificationId id = stage.accept(urgent);

        assertThat(stage.settles(id).state()).isEqualTo(DeliveryState.DELIVERED);
    }

    @Test
    void what_a_person_opted_out_of_or_somebody_cancelled_is_not_told_in_the_digest() {
        tell("one", "two", "three", "four");
        NotificationId prices = stage.accept(
                NotificationRequest.of(target(), Message.text("price")).about("prices"));
        NotificationId brief = stage.accept(NotificationRequest.of(target(), Message.text("brief"))
                .within(null, stage.clock.instant().plus(TEN_MINUTES).plusSeconds(5)));
        assertThat(stage.reaches(prices, DeliveryState.DIGESTED).reason()).isEqualTo("digested");
        stage.reaches(brief, DeliveryState.DIGESTED);
        tell("seven");
        stage.stores.topics().optOut(stage.tenancy(), "prices", teams.scenery().userId(ann), stage.clock.instant());

        stage.pass(TEN_MINUTES.plusSeconds(30));
        digests.step();

        Stage.until(() -> stage.messages(chat) == 5);
        assertThat(latest()).contains("seven").doesNotContain("price", "brief");
    }

    @Test
    void a_message_of_the_same_update_key_replaces_the_earlier_one_and_is_no_further_message() {
        NotificationId first = about("order-42", "packed");
        tell("two", "three", "four");
        NotificationId second = about("order-42", "sent");

        Delivery replaced = stage.reaches(second, DeliveryState.DELIVERED, DeliveryState.DIGESTED);

        assertThat(replaced.state()).isEqualTo(DeliveryState.DELIVERED);
        assertThat(replaced.sent()).isEqualTo(stage.delivery(first).sent());
        assertThat(stage.messages(chat)).isEqualTo(4);
        assertThat(teams.scenery().messages(chat))
                .extracting(message -> message.text())
                .contains("sent");
    }

    @Test
    void where_the_earlier_message_is_gone_the_next_one_of_its_key_is_sent() throws Exception {
        NotificationId first = about("order-42", "packed");
        Delivery.Sent sent = Objects.requireNonNull(stage.delivery(first).sent());
        delete(sent);

        NotificationId second = about("order-42", "sent");

        assertThat(stage.delivery(second).sent()).isNotEqualTo(sent);
        assertThat(teams.scenery().messages(chat))
                .extracting(message -> message.text())
                .contains("sent");
    }

    @Test
    void of_several_messages_of_one_update_key_a_digest_tells_the_latest() {
        tell("one", "two", "three", "four");
        about("order-42", "packed");
        about("order-42", "sent");

        stage.pass(TEN_MINUTES.plusSeconds(1));
        digests.step();

        Stage.until(() -> stage.messages(chat) == 5);
        assertThat(latest()).contains("sent").doesNotContain("packed", "AdaptiveCard");
    }

    @Test
    void a_topic_that_a_person_wants_in_digests_comes_once_a_day() {
        stage.stores
                .topics()
                .choose(stage.tenancy(), "prices", teams.scenery().userId(ann), Wish.DIGEST, stage.clock.instant());
        NotificationRequest price =
                NotificationRequest.of(target(), Message.text("price")).about("prices");
        stage.reaches(stage.accept(price), DeliveryState.DIGESTED);
        stage.reaches(stage.accept(price), DeliveryState.DIGESTED);
        assertThat(tell("news")).extracting(Delivery::state).containsExactly(DeliveryState.DELIVERED);

        stage.pass(Duration.ofDays(1));
        digests.step();

        Stage.until(() -> stage.messages(chat) == 2);
        assertThat(latest()).contains("2 mensajes en uno", "prices");
    }

    @Test
    void a_topic_that_a_person_wants_each_hour_comes_within_the_hour() {
        stage.stores
                .topics()
                .choose(stage.tenancy(), "prices", teams.scenery().userId(ann), Wish.HOURLY, stage.clock.instant());
        NotificationRequest price =
                NotificationRequest.of(target(), Message.text("price")).about("prices");
        stage.reaches(stage.accept(price), DeliveryState.DIGESTED);
        stage.reaches(stage.accept(price), DeliveryState.DIGESTED);

        stage.pass(Duration.ofHours(1));
        digests.step();

        Stage.until(() -> stage.messages(chat) == 1);
        assertThat(latest()).contains("2 mensajes en uno", "prices");
    }

    @Test
    void what_would_be_told_too_late_expires_at_once() {
        tell("one", "two", "three", "four");

        NotificationId brief = stage.accept(NotificationRequest.of(target(), Message.text("lunch"))
                .within(null, stage.clock.instant().plusSeconds(60)));

        assertThat(stage.settles(brief).state()).isEqualTo(DeliveryState.EXPIRED);
    }

    @Test
    void a_restart_remembers_what_people_got() throws IOException {
        tell("one", "two", "three", "four");
        stage.close();
        stage = new Stage(folder, teams, Stage.QUICK.with(Manners.defaults()));
        stage.engine.start();

        assertThat(tell("five")).extracting(Delivery::state).containsOnly(DeliveryState.DIGESTED);
    }

    @Test
    void in_quiet_hours_a_message_waits_also_over_a_restart_and_what_is_urgent_does_not() throws IOException {
        openQuietly();
        NotificationId news = stage.accept(NotificationRequest.of(target(), Message.text("news")));
        NotificationId brief = stage.accept(NotificationRequest.of(target(), Message.text("brief"))
                .within(null, stage.clock.instant().plusSeconds(600)));
        NotificationId urgent = stage.accept(
                NotificationRequest.of(target(), Message.text("fire")).withPriority(Priority.HIGH));
        assertThat(stage.reaches(urgent, DeliveryState.DELIVERED).attempts()).isEqualTo(1);
        assertThat(stage.reaches(news, DeliveryState.DEFERRED).reason()).isEqualTo("quiet-hours");
        stage.reaches(brief, DeliveryState.DEFERRED);
        stage.close();
        openQuietly();
        stage.pass(Duration.ofMinutes(30));
        assertThat(stage.reaches(brief, DeliveryState.EXPIRED).attempts()).isZero();
        assertThat(stage.messages(chat)).isEqualTo(1);
        stage.pass(Duration.ofHours(2));
        assertThat(stage.reaches(news, DeliveryState.DELIVERED).attempts()).isEqualTo(1);
    }

    /// From an hour ago to the hour after next, by the clock of the person.
    private void openQuietly() throws IOException {
        stage.close();
        stage = new Stage(folder, teams, Stage.QUICK.with(Manners.defaults()));
        dev.tidings.delivery.directory.Person reader = stage.stores
                .directory()
                .person(stage.tenancy(), teams.scenery().userId(ann))
                .orElseThrow();
        ZoneId zone = reader.timeZone() == null ? ZoneOffset.UTC : ZoneId.of(reader.timeZone());
        LocalTime here = stage.clock.instant().atZone(zone).toLocalTime().truncatedTo(ChronoUnit.MINUTES);
        String hours = new QuietHours(here.minusHours(1), here.plusHours(2)).toString();
        stage.stores.directory().quietHours(stage.tenancy(), reader.id(), hours, stage.clock.instant());
        stage.engine.start();
    }

    @Test
    void a_message_that_minds_waits_while_the_bot_is_busy_with_the_person() {
        stage.pass(Duration.ofMinutes(2));
        stage.stores.busy().busy(stage.tenancy(), chat, stage.clock.instant().plus(TEN_MINUTES), stage.clock.instant());
        NotificationId id = stage.accept(
                NotificationRequest.of(target(), Message.text("news")).with(Manner.USUAL.in(Mode.WHEN_IDLE)));

        assertThat(stage.reaches(id, DeliveryState.DEFERRED).reason()).isEqualTo("when-idle");
        stage.pass(Duration.ofSeconds(5));
        stage.pass(Duration.ofSeconds(5));
        assertThat(stage.messages(chat)).isZero();
        stage.stores.busy().idle(stage.tenancy(), chat);
        stage.pass(Duration.ofSeconds(5));

        assertThat(stage.reaches(id, DeliveryState.DELIVERED).attempts()).isEqualTo(1);
    }

    @Test
    void a_message_that_minds_waits_until_the_person_has_said_nothing_for_a_minute() {
        assertThat(teams.people().says(ann, "is anybody there?").ok()).isTrue();
        NotificationId id = stage.accept(
                NotificationRequest.of(target(), Message.text("news")).with(Manner.USUAL.in(Mode.WHEN_IDLE)));

        stage.reaches(id, DeliveryState.DEFERRED);
        stage.pass(Duration.ofSeconds(61));

        stage.reaches(id, DeliveryState.DELIVERED);
    }

    private List<Delivery> tell(String... texts) {
        List<Delivery> ended = new ArrayList<>();
        for (String text : texts) {
            NotificationId id = stage.accept(target(), text);
            ended.add(stage.reaches(id, DeliveryState.DELIVERED, DeliveryState.DIGESTED, DeliveryState.EXPIRED));
        }
        return ended;
    }

    private static void delete(Delivery.Sent sent) throws Exception {
        URI message = URI.create(sent.serviceUrl() + "v3/conversations/"
                + URLEncoder.encode(sent.conversationId(), StandardCharsets.UTF_8) + "/activities/"
                + sent.activityId());
        try (HttpClient http = HttpClient.newHttpClient()) {
            assertThat(http.send(HttpRequest.newBuilder(message).DELETE().build(), BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    private NotificationId about(String key, String text) {
        NotificationId id = stage.accept(
                NotificationRequest.of(target(), Message.text(text)).with(Manner.USUAL.replacing(key)));
        stage.reaches(id, DeliveryState.DELIVERED, DeliveryState.DIGESTED);
        return id;
    }

    private Target target() {
        return new Target.User(ann.objectId());
    }

    private String latest() {
        return teams.scenery().messages(chat).getLast().activity().toString();
    }
}
