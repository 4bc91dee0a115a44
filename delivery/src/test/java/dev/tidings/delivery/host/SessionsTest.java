package dev.tidings.delivery.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.delivery.bot.GraphAccess;
import dev.tidings.delivery.fact.Footprint;
import dev.tidings.delivery.notification.Delivery;
import dev.tidings.delivery.notification.DeliveryState;
import dev.tidings.delivery.notification.NotificationId;
import dev.tidings.delivery.notification.Target;
import dev.tidings.faketeams.FakeTeams;
import dev.tidings.faketeams.directory.Person;
import dev.tidings.faketeams.fault.Fault;
import dev.tidings.faketeams.fault.FaultKind;
import dev.tidings.faketeams.login.BotApp;
import dev.tidings.faketeams.referee.Limits;
import dev.tidings.faketeams.wire.Operation;
import dev.tidings.faketeams.world.Message;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A bot whose app has sessions: all notifications for a person go to one.
class SessionsTest {
    private static final String TITLE = "Notifications";

    private final FakeTeams teams = FakeTeams.builder()
            .bot(BotApp.of("11111111-2222-3333-4444-555555555555").withSessions())
            .limits(Limits.documented().onlyCounted())
            .start();

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private Stage stage;

    @BeforeEach
    void open() throws IOException {
        stage = stage();
    }

    private Stage stage() throws IOException {
        return new Stage(folder, teams, new GraphAccess.App(teams.bot().appId(), null, true, false), TITLE);
    }

    @AfterEach
    void close() {
        stage.close();
        teams.close();
    }

    private Delivery delivered(String id, String text) {
        return stage.reaches(stage.accept(new Target.User(id), text), DeliveryState.DELIVERED);
    }

    private List<String> texts(String conversation) {
        return teams.scenery().messages(conversation).stream()
                .map(Message::text)
                .toList();
    }

    private List<String> trail(NotificationId id) {
        return stage.deliveries.trail(stage.delivery(id).id()).stream()
                .map(Footprint::step)
                .toList();
    }

    @Test
    void one_session_is_opened_with_a_title_and_all_notifications_go_there() throws IOException {
        Person ann = stage.installed(0);
        for (String text : List.of("one", "two")) {
            delivered(ann.objectId(), text);
        }
        stage.close();
        stage = stage();
        Delivery third = delivered(teams.scenery().userId(ann), "three");
        assertThat(teams.scenery().sessions(ann)).hasSize(1);
        String session = teams.scenery().sessions(ann).getFirst();
        assertThat(texts(session)).containsExactly(TITLE, "one", "two", "three");
        assertThat(texts(teams.scenery().personalChat(ann))).isEmpty();
        assertThat(Objects.requireNonNull(third.sent()).conversationId()).isEqualTo(session);
    }

    @Test
    void somebody_who_never_met_the_bot_gets_one_session_too() {
        Person ben = teams.scenery().person(3);
        NotificationId first = stage.accept(new Target.User(ben.objectId()), "one");
        stage.reaches(first, DeliveryState.DELIVERED);
        assertThat(trail(first)).endsWith("open-session");
        String id = teams.scenery().userId(ben);
        Stage.until(() -> stage.stores
                .directory()
                .personalConversation(stage.tenancy(), id)
                .isPresent());
        delivered(id, "two");
        delivered(ben.objectId(), "three");
        assertThat(teams.scenery().sessions(ben)).hasSize(1);
        assertThat(texts(teams.scenery().sessions(ben).getFirst())).containsExactly(TITLE, "one", "two", "three");
    }

    @Test
    void what_was_sent_in_a_session_is_what_people_answer_there() {
        Person ann = stage.installed(0);
        delivered(ann.objectId(), "one");
        String session = teams.scenery().sessions(ann).getFirst();
        assertThat(teams.people().saysIn(ann, session, "thanks").ok()).isTrue();
        delivered(ann.objectId(), "two");
        assertThat(texts(session)).containsExactly(TITLE, "one", "thanks", "two");
        assertThat(teams.scenery().sessions(ann)).hasSize(1);
    }

    @Test
    void a_conversation_that_is_named_is_not_replaced_by_the_session() {
        Person ann = stage.installed(0);
        String chat = teams.scenery().personalChat(ann);
        stage.reaches(stage.accept(new Target.Conversation(chat), "here"), DeliveryState.DELIVERED);
        assertThat(texts(chat)).containsExactly("here");
        assertThat(teams.scenery().sessions(ann)).isEmpty();
    }

    @Test
    void a_session_that_is_gone_is_opened_anew_once() {
        Person ann = stage.installed(0);
        delivered(ann.objectId(), "one");
        teams.inject(
                Fault.of(FaultKind.CONVERSATION_NOT_FOUND).on(Operation.SEND).next(1));
        delivered(ann.objectId(), "two");
        assertThat(teams.scenery().sessions(ann)).hasSize(2);
        assertThat(texts(teams.scenery().sessions(ann).getLast())).containsExactly(TITLE, "two");
    }

    @Test
    void where_it_is_not_known_whether_one_was_opened_the_chat_serves_for_a_day() {
        Person ann = stage.installed(0);
        teams.inject(Fault.of(FaultKind.BAD_GATEWAY).on(Operation.CREATE).next(1));
        delivered(ann.objectId(), "one");
        delivered(ann.objectId(), "two");
        assertThat(texts(teams.scenery().personalChat(ann))).containsExactly("one", "two");
        stage.pass(Duration.ofHours(25));
        delivered(ann.objectId(), "three");
        assertThat(texts(teams.scenery().sessions(ann).getLast())).containsExactly(TITLE, "three");
    }

    @Test
    void where_creating_is_throttled_the_message_waits_for_its_session() {
        Person ann = stage.installed(0);
        teams.inject(Fault.of(FaultKind.THROTTLED).on(Operation.CREATE).next(1));
        NotificationId id = stage.accept(new Target.User(ann.objectId()), "one");
        stage.reaches(id, DeliveryState.DEFERRED, DeliveryState.DELIVERED);
        stage.pass(Duration.ofMinutes(1));
        stage.reaches(id, DeliveryState.DELIVERED);
        assertThat(texts(teams.scenery().sessions(ann).getFirst())).containsExactly(TITLE, "one");
    }
}
