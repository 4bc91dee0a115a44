package dev.tidings.delivery.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.delivery.campaign.Campaigns;
import dev.tidings.delivery.event.Events;
import dev.tidings.delivery.event.Happening;
import dev.tidings.delivery.event.Heard;
import dev.tidings.delivery.intake.NotificationRequest;
import dev.tidings.delivery.manners.Manners;
import dev.tidings.delivery.notification.DeliveryState;
import dev.tidings.delivery.notification.NotificationId;
import dev.tidings.delivery.notification.Priority;
import dev.tidings.delivery.notification.QuietHours;
import dev.tidings.delivery.notification.Target;
import dev.tidings.delivery.press.Answer;
import dev.tidings.delivery.press.Listening;
import dev.tidings.delivery.press.Presses;
import dev.tidings.delivery.press.Vocabulary;
import dev.tidings.delivery.store.Reach;
import dev.tidings.faketeams.FakeTeams;
import dev.tidings.faketeams.directory.Person;
import dev.tidings.teams.activity.Activity;
import dev.tidings.teams.activity.Message;
import dev.tidings.teams.notice.Press;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/// Quiet hours that people choose on the card of their preferences, from the button to what waits.
@SuppressWarnings("NullAway.Init") // set before each test
class QuietCardTest {
    private final FakeTeams teams = FakeTeams.builder().start();

    @TempDir
    private Path folder;

    private Stage stage;
    private Events events;
    private Presses presses;
    private Person ann;

    @BeforeEach
    void open() throws IOException {
        stage = new Stage(folder, teams);
        events = new Events(stage.clock);
        var books = Desk.books(stage.stores);
        var campaigns = new Campaigns(books, stage.engine, stage.planner, events, stage.clock);
        presses = new Presses(
                new Presses.Parts(books, stage.notifications, campaigns, Manners.defaults(), events),
                new Listening(false, false, new Vocabulary(Map.of())),
                stage.clock);
        ann = stage.installed(0);
    }

    @AfterEach
    void close() {
        stage.close();
        teams.close();
    }

    @Test
    void they_hold_for_what_is_queued_already_and_not_for_what_is_urgent() {
        NotificationId news = later(NotificationRequest.of(target(), Message.text("news")));
        NotificationId urgent =
                later(NotificationRequest.of(target(), Message.text("fire")).withPriority(Priority.HIGH));
        stage.reaches(news, DeliveryState.QUEUED);
        QuietHours now = untilTwoHoursFromNow();

        String card = card(choose("own", now.from().toString(), now.to().toString()));

        assertThat(card).contains("\"value\":\"" + now.from() + "\"", "\"value\":\"own\"", zone().getId());
        stage.pass(Duration.ofMinutes(31));
        stage.reaches(urgent, DeliveryState.DELIVERED);
        assertThat(stage.reaches(news, DeliveryState.DEFERRED).reason()).isEqualTo("quiet-hours");
        stage.pass(Duration.ofHours(2));
        stage.reaches(news, DeliveryState.DELIVERED);
    }

    @Test
    void they_end_when_the_person_wants_none_and_what_comes_then_comes_at_once() {
        QuietHours now = untilTwoHoursFromNow();
        choose("own", now.from().toString(), now.to().toString());

        assertThat(card(choose("off", "", ""))).contains("\"value\":\"off\"");

        stage.reaches(stage.accept(target(), "news"), DeliveryState.DELIVERED);
        assertThat(card(choose("default", "", ""))).contains("\"value\":\"default\"");
    }

    @Test
    void two_times_that_make_no_sense_change_nothing_and_the_person_is_told() {
        choose("own", "22:00", "06:00");

        for (String to : List.of("", "22:00", "late")) {
            assertThat(choose("own", "22:00", to))
                    .isInstanceOfSatisfying(
                            Answer.Words.class,
                            words -> assertThat(words.text()).contains("quiet hours need a time at which they begin"));
        }

        assertThat(reader().quietHours()).isEqualTo("22:00-06:00");
    }

    @Test
    void listeners_hear_of_it() throws InterruptedException {
        Events.Listening listening = events.listen(Reach.EVERYTHING, null);

        choose("own", "22:00", "06:00");

        Heard heard = listening.next(Duration.ofSeconds(20));
        assertThat(heard)
                .isInstanceOfSatisfying(
                        Heard.Told.class,
                        told -> assertThat(told.event().happening())
                                .isEqualTo(
                                        new Happening.ChoseHours(teams.scenery().userId(ann), "22:00-06:00")));
    }

    private NotificationId later(NotificationRequest request) {
        return stage.accept(request.within(stage.clock.instant().plus(Duration.ofMinutes(30)), null));
    }

    private Target target() {
        return new Target.User(ann.objectId());
    }

    /// Since an hour ago, by the clock of the person.
    private QuietHours untilTwoHoursFromNow() {
        LocalTime here = stage.clock.instant().atZone(zone()).toLocalTime().truncatedTo(ChronoUnit.MINUTES);
        return new QuietHours(here.minusHours(1), here.plusHours(2));
    }

    private ZoneId zone() {
        return ZoneId.of(Objects.requireNonNullElse(reader().timeZone(), "UTC"));
    }

    private dev.tidings.delivery.directory.Person reader() {
        return stage.stores
                .directory()
                .person(stage.tenancy(), teams.scenery().userId(ann))
                .orElseThrow();
    }

    private static String card(@Nullable Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Card.class);
        return ((Answer.Card) Objects.requireNonNull(answer)).card().toString();
    }

    /// What Teams posts when the person saves the card, on which nothing was chosen before.
    private Answer choose(String mode, String from, String to) {
        ObjectNode data = new Press.Chose(null, List.of(), new Press.Hours("", null, "", "")).submitted();
        data.put("tidings-quiet", mode).put("tidings-quiet-from", from).put("tidings-quiet-to", to);
        Activity activity = Activity.read("""
                {"type":"invoke","name":"adaptiveCard/action","from":{"id":"%s","name":"%s"},"locale":"en-US",
                 "conversation":{"id":"%s","conversationType":"personal","tenantId":"%s"},
                 "value":{"action":{"type":"Action.Execute","data":%s}}}""".formatted(
                teams.scenery().userId(ann), ann.name(), teams.scenery().personalChat(ann), stage.tenant(), data));
        return presses.pressed("default", activity).orElseThrow();
    }
}
