package dev.tidings.server.api;

import static dev.tidings.server.RunningServer.ADMIN_KEY;
import static dev.tidings.server.RunningServer.sqlite;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.faketeams.FakeTeams;
import dev.tidings.faketeams.login.BotApp;
import dev.tidings.server.RunningServer;
import dev.tidings.server.RunningServer.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What would become of a notification, said before anything is sent.
class DryRunTest {
    private static final String SECRET = "the-bot's-secret";

    private final FakeTeams teams = FakeTeams.builder()
            .bot(BotApp.of("11111111-2222-3333-4444-555555555555").withSecret(SECRET))
            .shape(shape -> shape.withPeople(40))
            .start();

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private RunningServer server;

    @BeforeEach
    void open() {
        server = RunningServer.withCredentials(teams, sqlite(folder), SECRET);
    }

    @AfterEach
    void close() {
        server.close();
        teams.close();
    }

    private JsonNode run(String to) {
        Answer answer = server.post(
                "/api/v1/notifications/dry-run", ADMIN_KEY, "{\"to\":" + to + ",\"message\":{\"text\":\"Hello\"}}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    @Test
    void of_everyone_it_is_said_who_would_get_it_how_and_how_long_it_takes() {
        teams.people().install(teams.scenery().person(0));
        String known = teams.scenery().userId(teams.scenery().person(0));
        RunningServer.await(
                () -> server.get("/api/v1/people", ADMIN_KEY).body().contains(known), () -> "nobody was learnt");
        teams.administrator().guest(teams.scenery().person(1), true);
        JsonNode said = run("{\"everyone\":true}");
        assertThat(said.path("recipients").longValue()).isEqualTo(40);
        assertThat(said.path("reached")).hasToString("{\"chat\":1,\"install\":38}");
        assertThat(said.path("refused")).hasToString("{\"guest\":1}");
        assertThat(said.path("examples").get(0).path("target").stringValue(""))
                .isEqualTo(teams.scenery().person(1).objectId());
        assertThat(said.path("graphRequests").longValue()).isEqualTo(4 * 38);
        assertThat(said.path("seconds").longValue()).isEqualTo(6);
        assertThat(teams.scenery().messages()).isEmpty();
        assertThat(teams.scenery().installed(teams.scenery().person(5))).isFalse();
    }

    @Test
    void where_the_app_cannot_be_installed_it_is_said_why() {
        String stranger = "{\"user\":\"" + teams.scenery().person(5).objectId() + "\"}";
        teams.administrator().inCatalog(false);
        assertThat(run(stranger).path("refused")).hasToString("{\"app-not-in-catalog\":1}");
        teams.administrator().inCatalog(true);
        assertThat(run(stranger).path("reached")).hasToString("{\"install\":1}");
        teams.administrator().consents("AppCatalog.Read.All", false);
        assertThat(run(stranger).path("refused")).hasToString("{\"graph-not-permitted\":1}");
    }

    @Test
    void somebody_who_has_opted_out_or_removed_the_app_would_not_get_it() {
        var ann = teams.scenery().person(0);
        teams.people().install(ann);
        teams.people().uninstall(ann);
        String known = teams.scenery().userId(ann);
        RunningServer.await(
                () -> server.get("/api/v1/people", ADMIN_KEY).body().contains(known), () -> "nobody was learnt");
        RunningServer.await(
                () -> run("{\"user\":\"" + ann.objectId() + "\"}")
                        .path("refused")
                        .has("removed-by-user"),
                () -> "the removal was not learnt");
    }

    @Test
    void of_a_long_list_each_person_is_counted_once_and_who_names_nobody_is_told() {
        List<String> named = new ArrayList<>();
        IntStream.range(0, 1_200).forEach(number -> named.add("\"" + new UUID(4, number) + "\""));
        IntStream.range(0, 100).forEach(number -> named.add(named.get(number).toUpperCase(Locale.ROOT)));
        JsonNode said = run("{\"users\":[" + String.join(",", named) + "]}");
        assertThat(said.path("recipients").longValue()).isEqualTo(1_200);
        assertThat(said.path("reached")).hasToString("{\"install\":1200}");
        assertThat(said.path("creates").longValue()).isZero();
        named.add("\"nobody\"");
        Answer refused = server.post(
                "/api/v1/notifications/dry-run",
                ADMIN_KEY,
                "{\"to\":{\"users\":[" + String.join(",", named) + "]},\"message\":{\"text\":\"Hello\"}}");
        assertThat(refused.json().path("field").stringValue("")).isEqualTo("to.users[1300]");
    }

    @Test
    void what_would_not_be_accepted_is_refused() {
        Answer answer = server.post(
                "/api/v1/notifications/dry-run",
                ADMIN_KEY,
                "{\"to\":{\"group\":\"00000000-0000-4000-8000-000000000000\"},\"message\":{\"text\":\"x\"}}");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().path("field").stringValue("")).isEqualTo("to.group");
    }
}
