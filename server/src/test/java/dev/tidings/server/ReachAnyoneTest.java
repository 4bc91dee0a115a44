package dev.tidings.server;

import static dev.tidings.server.RunningServer.ADMIN_KEY;
import static dev.tidings.server.RunningServer.sqlite;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.faketeams.FakeTeams;
import dev.tidings.faketeams.directory.Person;
import dev.tidings.faketeams.login.BotApp;
import dev.tidings.faketeams.world.Message;
import dev.tidings.server.RunningServer.Answer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// From a REST call to somebody who never met the bot, with tokens of two kinds on the way.
class ReachAnyoneTest {
    private static final String APP = "11111111-2222-3333-4444-555555555555";
    private static final String SECRET = "the-bot's-secret";

    @TempDir
    Path folder;

    @Test
    void with_credentials_somebody_who_never_met_the_bot_gets_the_message() {
        try (FakeTeams teams = FakeTeams.builder()
                        .bot(BotApp.of(APP).withSecret(SECRET))
                        .start();
                RunningServer server = RunningServer.withCredentials(teams, sqlite(folder), SECRET)) {
            reached(teams, server, teams.scenery().person(3), ADMIN_KEY, null);
            Person byName = teams.scenery().person(4);
            reached(teams, server, byName, ADMIN_KEY, byName.userPrincipalName());
        }
    }

    @Test
    void in_dev_mode_somebody_who_never_met_the_bot_gets_the_message() {
        try (FakeTeams teams = FakeTeams.builder().start();
                RunningServer server = RunningServer.start(
                        teams,
                        sqlite(folder),
                        Map.of("tidings.endpoints.graph", teams.graphUrl().toString()))) {
            teams.administrator().inCatalog(true);
            Person ann = teams.scenery().person(3);
            Answer accepted = server.post("/api/v1/notifications", null, body(teams, ann.objectId()));
            assertThat(accepted.status()).as(accepted.body()).isEqualTo(202);
            assertThat(server.outcome(accepted, null).path("reason").stringValue(""))
                    .as("the placeholder app id is in no catalog")
                    .isEqualTo("app-not-in-catalog");
        }
    }

    @Test
    void who_got_the_app_for_a_message_is_told_so_with_it_and_not_welcomed_besides() {
        try (FakeTeams teams = FakeTeams.builder()
                        .bot(BotApp.of(APP).withSecret(SECRET))
                        .start();
                RunningServer server = RunningServer.withCredentials(
                        teams, sqlite(folder), SECRET, Map.of("tidings.welcome.enabled", "true"))) {
            Person ann = teams.scenery().person(3);
            Person ben = teams.scenery().person(4);
            for (Person person : List.of(ann, ann, ben)) {
                server.outcome(
                        server.post("/api/v1/notifications", ADMIN_KEY, body(teams, person.objectId())), ADMIN_KEY);
            }
            teams.people().install(teams.scenery().person(5));
            RunningServer.await(() -> !texts(teams, teams.scenery().person(5)).isEmpty(), () -> "nobody was welcomed");
            assertThat(texts(teams, ann)).hasSize(2);
            assertThat(texts(teams, ann).getFirst()).startsWith("Hello\n\n").hasSizeGreaterThan(30);
            assertThat(texts(teams, ann).getLast()).isEqualTo("Hello");
            assertThat(texts(teams, ben)).hasSize(1);
        }
    }

    private static List<String> texts(FakeTeams teams, Person person) {
        return teams.scenery().messages(teams.scenery().personalChat(person)).stream()
                .map(Message::text)
                .toList();
    }

    private static void reached(
            FakeTeams teams, RunningServer server, Person person, String key, @Nullable String name) {
        String named = name == null ? person.objectId() : name;
        Answer accepted = server.post("/api/v1/notifications", key, body(teams, named));
        assertThat(accepted.status()).as(accepted.body()).isEqualTo(202);
        JsonNode delivery = server.outcome(accepted, key);
        assertThat(delivery.path("state").stringValue(""))
                .as(delivery.toString())
                .isEqualTo("delivered");
        assertThat(teams.scenery().messages(teams.scenery().personalChat(person)))
                .extracting(Message::text)
                .containsExactly("Hello");
        String path = accepted.json().path("links").path("self").stringValue("") + "/deliveries/"
                + delivery.path("id").stringValue("");
        JsonNode history = server.get(path, key).json();
        assertThat(history.path("delivery").path("state").stringValue("")).isEqualTo("delivered");
        assertThat(history.path("steps"))
                .map(step -> step.path("step").stringValue(""))
                .contains("create-by-object-id", "look-up-person", "install");
        assertThat(history.path("steps"))
                .allSatisfy(
                        step -> assertThat(step.path("detail").stringValue("")).endsWith("."));
        assertThat(server.get(path.substring(0, path.length() - 1) + "9", key).status())
                .isEqualTo(404);
    }

    private static String body(FakeTeams teams, String user) {
        return "{\"to\":{\"user\":\"" + user + "\"},\"tenant\":\""
                + teams.scenery().tenant(0) + "\",\"message\":{\"text\":\"Hello\"}}";
    }
}
