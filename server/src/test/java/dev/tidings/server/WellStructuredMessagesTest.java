package dev.tidings.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.faketeams.Scenery.TeamView;
import dev.tidings.faketeams.directory.Person;
import dev.tidings.faketeams.world.Message;
import dev.tidings.server.RunningServer.Answer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What Microsoft's guidance asks of welcome messages and of notifications, point by point, of what arrives in Teams.
class WellStructuredMessagesTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Path folder;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Chatroom room;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Person ann;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static TeamView team;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static JsonNode welcome;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Message introduction;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Message notification;

    @BeforeAll
    static void start() {
        room = new Chatroom(folder, Map.of("tidings.welcome.enabled", "true"));
        ann = room.speaking("en");
        room.meets(ann);
        welcome = Chatroom.card(room.answer(ann, 0, "the install"));
        team = room.teams.scenery().teams().getFirst();
        String channel = team.channels().getLast().id();
        room.teams.people().installIn(ann, channel);
        RunningServer.await(() -> !room.toConversation(channel).isEmpty(), () -> "no introduction");
        introduction = room.toConversation(channel).getFirst();
        Answer accepted = room.server().post("/api/v1/notifications", null, """
                {"to":{"user":"USER"},"topic":"prices","notification":{"what":"The price of the **X7** fell to 129.00",
                 "item":"Espresso machine X7","actor":"Shop robot","actions":[{"title":"Order one","call":"order"}]}}""".replace("USER", ann.objectId()));
        room.server().outcome(accepted, null);
        notification = room.to(ann).getLast();
    }

    @AfterAll
    static void stop() {
        room.close();
    }

    @Test
    void welcome_why_the_users_are_receiving_the_message_where_the_bot_was_installed_and_who_installed_it() {
        assertThat(said(welcome)).contains("I have just been added to your Teams, by you or by your organisation");
        assertThat(said(Chatroom.card(introduction))).contains(ann.name(), "added me to the team", team.name());
    }

    @Test
    void welcome_what_is_the_offer() {
        assertThat(said(welcome)).contains("I tell you what concerns you as it happens");
        assertThat(said(Chatroom.card(introduction))).contains("I say here what concerns all of you as it happens");
    }

    @Test
    void welcome_what_should_they_do_next_is_a_button_that_does_it() {
        assertThat(Chatroom.titles(welcome)).contains("Choose what you get");
        int before = room.to(ann).size();
        room.presses(ann, introduction, "Choose what you get", Map.of());
        assertThat(said(Chatroom.card(room.answer(ann, before, "the button")))).contains("What you get from me");
    }

    @Test
    void notification_what_happened() {
        assertThat(said(Chatroom.card(notification))).startsWith("The price of the X7 fell to 129.00");
        assertThat(notification.activity().path("summary").stringValue("")).startsWith("The price of the X7 fell");
    }

    @Test
    void notification_what_it_happened_to() {
        assertThat(said(Chatroom.card(notification))).contains("About: Espresso machine X7");
    }

    @Test
    void notification_who_did_it() {
        assertThat(said(Chatroom.card(notification))).contains("By: Shop robot");
    }

    @Test
    void notification_what_they_can_do_about_it_is_a_button_that_answers() {
        JsonNode answer = room.presses(ann, notification, "Order one", Map.of());
        assertThat(answer.path("value").toString()).contains("Order one", ann.name());
    }

    @Test
    void notification_how_they_can_opt_out_is_a_button_that_holds() {
        assertThat(said(Chatroom.card(notification))).contains("You get this because it is about prices");
        room.presses(ann, notification, "Stop these messages", Map.of());
        assertThat(room.tells(ann, "prices")).isEqualTo("opted-out");
    }

    /// The whole card as plain text.
    private static String said(JsonNode card) {
        return card.path("fallbackText").stringValue("");
    }
}
