package dev.tidings.delivery.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.delivery.campaign.Campaigns;
import dev.tidings.delivery.event.Events;
import dev.tidings.delivery.event.Happening;
import dev.tidings.delivery.event.Heard;
import dev.tidings.delivery.intake.Content;
import dev.tidings.delivery.intake.NotificationRequest;
import dev.tidings.delivery.manners.Manners;
import dev.tidings.delivery.notification.Audience;
import dev.tidings.delivery.notification.DeliveryState;
import dev.tidings.delivery.notification.Manner;
import dev.tidings.delivery.notification.NotificationId;
import dev.tidings.delivery.notification.Target;
import dev.tidings.delivery.press.Answer;
import dev.tidings.delivery.press.Listening;
import dev.tidings.delivery.press.Presses;
import dev.tidings.delivery.press.Vocabulary;
import dev.tidings.delivery.store.PageRequest;
import dev.tidings.delivery.store.Reach;
import dev.tidings.faketeams.FakeTeams;
import dev.tidings.faketeams.directory.Person;
import dev.tidings.faketeams.world.Message;
import dev.tidings.teams.activity.Activity;
import dev.tidings.teams.notice.Action;
import dev.tidings.teams.notice.Notification;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Messages that people put off, from the button to the card that comes again.
@SuppressWarnings("NullAway.Init") // set before each test
class SnoozeTest {
    private final FakeTeams teams = FakeTeams.builder().start();

    @TempDir
    private Path folder;

    private Stage stage;
    private Events events;
    private Presses presses;
    private Person ann;
    private String chat;

    @BeforeEach
    void open() throws IOException {
        begin();
        ann = stage.installed(0);
        chat = teams.scenery().personalChat(ann);
    }

    private void begin() throws IOException {
        stage = new Stage(folder, teams);
        events = new Events(stage.clock);
        var books = Desk.books(stage.stores);
        var campaigns = new Campaigns(books, stage.engine, stage.planner, events, stage.clock);
        presses = new Presses(
                new Presses.Parts(books, stage.notifications, campaigns, Manners.defaults(), events),
                new Listening(false, false, new Vocabulary(Map.of())),
                stage.clock);
    }

    @AfterEach
    void close() {
        stage.close();
        teams.close();
    }

    @Test
    void a_message_comes_again_after_its_time_also_over_a_restart_and_only_once() throws IOException {
        Message first = arrived(tell(one(ann), null));

        assertThat(shown(press(ann, first))).contains("Comes again", ann.name());
        Stage.until(() -> last().activity().toString().contains("Comes again"));
        assertThat(shown(press(ann, first))).as("pressed twice").contains("Comes again");
        NotificationId later = latest();
        assertThat(stage.delivery(later).state()).isEqualTo(DeliveryState.QUEUED);
        assertThat(stage.stores.notifications().find(later, Reach.EVERYTHING))
                .hasValueSatisfying(again -> assertThat(again.manner().purpose())
                        .as("its reader has asked for it")
                        .isEqualTo(Manner.Purpose.ANSWER));

        stage.close();
        begin();
        stage.pass(Duration.ofMinutes(61));

        stage.reaches(later, DeliveryState.DELIVERED);
        assertThat(stage.messages(chat)).isEqualTo(2);
        assertThat(last().activity().toString()).doesNotContain("Comes again").contains("\"title\":\"Later\"");
        assertThat(shown(press(ann, last()))).as("it can be put off again").contains("Comes again");
    }

    @Test
    void listeners_hear_until_when() throws InterruptedException {
        NotificationId id = tell(one(ann), null);
        Message message = arrived(id);
        Events.Listening listening = events.listen(Reach.EVERYTHING, null);
        Instant before = stage.clock.instant();

        press(ann, message);

        while (true) {
            Heard heard = listening.next(Duration.ofSeconds(20));
            assertThat(heard).isInstanceOf(Heard.Told.class);
            if (((Heard.Told) heard).event().happening() instanceof Happening.Snoozed snoozed) {
                assertThat(snoozed.notification()).isEqualTo(id);
                assertThat(snoozed.person()).isEqualTo(teams.scenery().userId(ann));
                assertThat(snoozed.until())
                        .isBetween(before.plus(Duration.ofMinutes(59)), before.plus(Duration.ofMinutes(61)));
                return;
            }
        }
    }

    @Test
    void whoever_opts_out_meanwhile_does_not_get_it_again() {
        press(ann, arrived(tell(one(ann), null)));
        NotificationId later = latest();
        stage.stores.topics().optOut(stage.tenancy(), "prices", teams.scenery().userId(ann), stage.clock.instant());

        stage.pass(Duration.ofMinutes(61));

        stage.reaches(later, DeliveryState.OPTED_OUT);
        assertThat(stage.messages(chat)).isEqualTo(1);
    }

    @Test
    void what_would_be_out_of_date_by_then_is_not_put_off() {
        Message message = arrived(tell(one(ann), stage.clock.instant().plus(Duration.ofMinutes(30))));

        assertThat(press(ann, message)).isInstanceOf(Answer.Words.class);

        assertThat(accepted()).isEqualTo(1);
    }

    @Test
    void of_a_message_to_many_only_the_copy_of_the_one_who_pressed_comes_again() {
        Person ben = stage.installed(1);
        NotificationId id = tell(new Audience.Users(List.of(ann.objectId(), ben.objectId())), null);
        Stage.until(() ->
                stage.messages(chat) == 1 && stage.messages(teams.scenery().personalChat(ben)) == 1);

        String answer = shown(press(ann, last()));
        assertThat(answer).contains("Comes again");
        assertThat(shown(press(ann, last()))).as("pressed twice").isEqualTo(answer);
        assertThat(accepted()).isEqualTo(2);
        assertThat(latest()).isNotEqualTo(id);
        stage.pass(Duration.ofMinutes(61));

        stage.reaches(latest(), DeliveryState.DELIVERED);
        assertThat(stage.messages(chat)).isEqualTo(2);
        assertThat(stage.messages(teams.scenery().personalChat(ben))).isEqualTo(1);
    }

    private static Audience one(Person person) {
        return new Audience.One(new Target.User(person.objectId()));
    }

    private NotificationId tell(Audience audience, @Nullable Instant expiresAt) {
        Notification notice = Notification.of("The price of the **X7** fell").with(new Action.Snooze("Later"));
        return stage.accept(NotificationRequest.of(audience, new Content.Happened(notice))
                .about("prices")
                .within(null, expiresAt));
    }

    private Message arrived(NotificationId id) {
        stage.reaches(id, DeliveryState.DELIVERED);
        return last();
    }

    private Message last() {
        return teams.scenery().messages(chat).getLast();
    }

    private NotificationId latest() {
        return stage.stores
                .notifications()
                .latest(Reach.EVERYTHING, PageRequest.first(1))
                .items()
                .getFirst()
                .id();
    }

    private int accepted() {
        return stage.stores
                .notifications()
                .latest(Reach.EVERYTHING, PageRequest.first(10))
                .items()
                .size();
    }

    private static String shown(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Card.class);
        return ((Answer.Card) answer).card().toString();
    }

    /// What Teams posts when a person presses the button of a message.
    private Answer press(Person person, Message message) {
        JsonNode button = message.activity()
                .path("attachments")
                .path(0)
                .path("content")
                .path("actions")
                .path(0);
        Activity activity = Activity.read("""
                {"type":"invoke","name":"adaptiveCard/action","from":{"id":"%s","name":"%s"},"replyToId":"%s",
                 "conversation":{"id":"%s","conversationType":"personal","tenantId":"%s"},"value":{"action":%s}}""".formatted(
                        teams.scenery().userId(person),
                        person.name(),
                        message.id(),
                        message.conversation(),
                        stage.tenant(),
                        button));
        return presses.pressed("default", activity).orElseThrow();
    }
}
