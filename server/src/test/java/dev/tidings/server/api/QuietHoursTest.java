package dev.tidings.server.api;

import static dev.tidings.server.RunningServer.sqlite;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.faketeams.FakeTeams;
import dev.tidings.faketeams.directory.Person;
import dev.tidings.server.RunningServer;
import dev.tidings.server.RunningServer.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// When people are not disturbed, over the API.
class QuietHoursTest {
    private static FakeTeams teams;
    private static RunningServer server;
    private static String path;
    private static Person ann;

    @BeforeAll
    static void start(@TempDir Path folder) {
        teams = FakeTeams.builder().start();
        server = RunningServer.start(teams, sqlite(folder), Map.of("tidings.quiet-hours", "20:00-07:00"));
        ann = teams.scenery().person(0);
        teams.people().install(ann);
        RunningServer.await(
                () -> server.get("/api/v1/people", null).body().contains(ann.objectId()), () -> "not learnt");
        path = "/api/v1/people/" + ann.objectId() + "/quiet-hours";
    }

    @AfterAll
    static void stop() {
        server.close();
        teams.close();
    }

    private static Answer put(String body) {
        return server.send(server.request(path, null)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body)));
    }

    private static void assertHours(String hours, boolean own) {
        JsonNode shown = server.get(path, null).json();
        assertThat(shown.path("hours").stringValue("")).isEqualTo(hours);
        assertThat(shown.path("own").booleanValue()).isEqualTo(own);
    }

    @Test
    void a_person_has_those_of_everybody_until_they_say_something_else_and_again_afterwards() {
        assertHours("20:00-07:00", false);
        assertThat(put("{\"hours\":\"22:00-08:00\"}").status()).isEqualTo(200);
        assertHours("22:00-08:00", true);
        assertThat(server.get("/api/v1/people", null).body()).contains("\"quietHours\":\"22:00-08:00\"");
        assertThat(put("{\"hours\":\"off\"}").status()).isEqualTo(200);
        assertHours("off", true);
        assertThat(server.send(server.request(path, null).DELETE()).status()).isEqualTo(204);
        assertHours("20:00-07:00", false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"hours\":\"night\"}", "{\"hours\":\"20:00-20:00\"}", "{\"hours\":null}"})
    void what_is_no_time_of_day_is_refused(String body) {
        Answer refused = put(body);
        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        assertThat(refused.json().path("field").stringValue("")).isEqualTo("hours");
    }

    @Test
    void a_message_for_a_time_of_day_waits_for_it_and_nonsense_is_refused() {
        String body =
                "{\"to\":{\"user\":\"" + ann.objectId() + "\"},\"message\":{\"text\":\"x\"},\"deliverAt\":\"TIME\"}";
        Answer refused = server.post("/api/v1/notifications", null, body.replace("TIME", "9 o'clock"));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("field").stringValue("")).isEqualTo("deliverAt");
        String zone = server.get(path, null).json().path("timeZone").stringValue("");
        Instant later = server.part(InstantSource.class).instant().plus(Duration.ofHours(6));
        String time = DateTimeFormatter.ofPattern("HH:mm").format(later.atZone(ZoneId.of(zone)));
        Answer accepted = server.post("/api/v1/notifications", null, body.replace("TIME", time));
        assertThat(accepted.status()).as(accepted.body()).isEqualTo(202);
        String deliveries = accepted.json().path("links").path("deliveries").stringValue("");
        RunningServer.await(
                () -> server.get(deliveries, null).body().contains("\"deliver-at\""),
                () -> server.get(deliveries, null).body());
    }
}
