package dev.tidings.server;

import static dev.tidings.server.RunningServer.ADMIN_KEY;
import static dev.tidings.server.RunningServer.sqlite;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.faketeams.FakeTeams;
import dev.tidings.faketeams.directory.Person;
import dev.tidings.faketeams.login.BotApp;
import dev.tidings.faketeams.world.Message;
import dev.tidings.server.RunningServer.Answer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// From a REST call to a Teams chat, over every socket in between.
class MainJobTest {
    private static final String APP = "11111111-2222-3333-4444-555555555555";
    private static final String SECRET = "the-bot's-secret";

    @TempDir
    Path folder;

    @Test
    void in_dev_mode_a_message_reaches_each_kind_of_target() {
        try (FakeTeams teams = FakeTeams.builder().start();
                RunningServer server = RunningServer.inDevMode(teams, sqlite(folder))) {
            reachesEachKindOfTarget(teams, server, null);
        }
    }

    @Test
    void with_credentials_and_full_validation_a_message_reaches_each_kind_of_target() {
        try (FakeTeams teams = FakeTeams.builder()
                        .bot(BotApp.of(APP).withSecret(SECRET))
                        .start();
                RunningServer server = RunningServer.withCredentials(teams, sqlite(folder), SECRET)) {
            reachesEachKindOfTarget(teams, server, ADMIN_KEY);
        }
    }

    @Test
    void on_postgresql_a_message_reaches_each_kind_of_target() throws IOException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
                FakeTeams teams = FakeTeams.builder()
                        .bot(BotApp.of(APP).withSecret(SECRET))
                        .start();
                RunningServer server =
                        RunningServer.withCredentials(teams, postgres.getJdbcUrl("postgres", "postgres"), SECRET)) {
            reachesEachKindOfTarget(teams, server, ADMIN_KEY);
        }
    }

    @Test
    void after_a_restart_the_first_message_works_without_anybody_writing_to_the_bot_first() {
        try (FakeTeams teams =
                FakeTeams.builder().bot(BotApp.of(APP).withSecret(SECRET)).start()) {
            Person ann = teams.scenery().person(0);
            try (RunningServer server = RunningServer.withCredentials(teams, sqlite(folder), SECRET)) {
                assertThat(teams.people().install(ann).ok()).isTrue();
                awaitKnown(server, "/api/v1/people", teams.scenery().userId(ann), ADMIN_KEY);
            }
            try (RunningServer server = RunningServer.withCredentials(teams, sqlite(folder), SECRET)) {
                assertDelivered(server, ADMIN_KEY, "{\"user\":\"" + ann.objectId() + "\"}", "after the restart");
                assertArrived(teams, teams.scenery().personalChat(ann), "after the restart");
            }
        }
    }

    @Test
    void the_classic_notify_address_reaches_every_stored_conversation_in_dev_mode() {
        try (FakeTeams teams = FakeTeams.builder().start();
                RunningServer server = RunningServer.inDevMode(teams, sqlite(folder))) {
            Person ann = teams.scenery().person(0);
            String chat = teams.scenery().chats().getFirst().id();
            teams.people().install(ann);
            teams.people().installIn(ann, chat);
            awaitKnown(server, "/api/v1/people", teams.scenery().userId(ann), null);
            awaitKnown(server, "/api/v1/chats", chat, null);
            Answer answer = server.post("/api/notify", null, "{\"text\":\"to everyone\"}");
            assertThat(answer.status()).isEqualTo(202);
            RunningServer.await(
                    () -> texts(teams, chat).contains("to everyone")
                            && texts(teams, teams.scenery().personalChat(ann)).contains("to everyone"),
                    () -> "it did not arrive everywhere: " + answer.body());
        }
    }

    @Test
    void a_refusal_says_why_in_words_to_act_on() {
        try (FakeTeams teams = FakeTeams.builder().start();
                RunningServer server = RunningServer.inDevMode(teams, sqlite(folder))) {
            Person ann = teams.scenery().person(0);
            teams.people().install(ann);
            awaitKnown(server, "/api/v1/people", teams.scenery().userId(ann), null);
            teams.people().does("uninstall", "{\"person\":\"" + ann.objectId() + "\",\"quietly\":true}");
            Answer accepted = server.post(
                    "/api/v1/notifications", null, body("{\"user\":\"" + ann.objectId() + "\"}", "too late"));
            JsonNode delivery = server.outcome(accepted, null);
            assertThat(delivery.path("state").stringValue("")).isEqualTo("refused");
            assertThat(delivery.path("detail").stringValue("")).hasSizeGreaterThan(20);
        }
    }

    private static void reachesEachKindOfTarget(FakeTeams teams, RunningServer server, @Nullable String key) {
        Person ann = teams.scenery().person(0);
        String channel = teams.scenery().teams().getFirst().channels().getLast().id();
        String chat = teams.scenery().chats().getFirst().id();
        assertThat(teams.people().install(ann).ok()).isTrue();
        assertThat(teams.people().installIn(ann, channel).ok()).isTrue();
        assertThat(teams.people().installIn(ann, chat).ok()).isTrue();
        awaitKnown(server, "/api/v1/people", teams.scenery().userId(ann), key);
        awaitKnown(server, "/api/v1/teams", channel, key);
        awaitKnown(server, "/api/v1/chats", chat, key);

        assertDelivered(server, key, "{\"user\":\"" + ann.objectId() + "\"}", "to Ann");
        assertArrived(teams, teams.scenery().personalChat(ann), "to Ann");
        assertDelivered(server, key, "{\"chat\":\"" + chat + "\"}", "to the chat");
        assertArrived(teams, chat, "to the chat");
        assertDelivered(server, key, "{\"conversation\":\"" + chat + "\"}", "to the conversation");
        assertArrived(teams, chat, "to the conversation");
        JsonNode root = assertDelivered(server, key, "{\"channel\":\"" + channel + "\"}", "to the channel");
        String thread = root.path("activityId").stringValue("");
        assertDelivered(
                server, key, "{\"channel\":\"" + channel + "\",\"thread\":\"" + thread + "\"}", "to the thread");
        assertThat(teams.scenery().messages(channel))
                .filteredOn(message -> message.text().equals("to the thread"))
                .singleElement()
                .extracting(Message::root)
                .isEqualTo(thread);
    }

    private static JsonNode assertDelivered(RunningServer server, @Nullable String key, String to, String text) {
        Answer accepted = server.post("/api/v1/notifications", key, body(to, text));
        assertThat(accepted.status()).as(accepted.body()).isEqualTo(202);
        JsonNode delivery = server.outcome(accepted, key);
        assertThat(delivery.path("state").stringValue(""))
                .as(delivery.toString())
                .isEqualTo("delivered");
        return delivery;
    }

    private static String body(String to, String text) {
        return "{\"to\":" + to + ",\"message\":{\"text\":\"" + text + "\"}}";
    }

    private static void assertArrived(FakeTeams teams, String conversation, String text) {
        assertThat(texts(teams, conversation)).contains(text);
    }

    private static List<String> texts(FakeTeams teams, String conversation) {
        return teams.scenery().messages(conversation).stream()
                .map(Message::text)
                .toList();
    }

    private static void awaitKnown(RunningServer server, String path, String id, @Nullable String key) {
        RunningServer.await(() -> server.get(path, key).body().contains(id), () -> id + " was not learnt");
    }
}
