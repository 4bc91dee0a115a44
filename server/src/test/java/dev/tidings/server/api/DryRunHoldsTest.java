package dev.tidings.server.api;

import static dev.tidings.server.RunningServer.sqlite;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.faketeams.FakeTeams;
import dev.tidings.faketeams.directory.Person;
import dev.tidings.server.RunningServer;
import dev.tidings.server.RunningServer.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// How many would wait for a notification by their own clocks, and until when, said before anything is
/// sent.
class DryRunHoldsTest {
    private static FakeTeams teams;
    private static RunningServer server;
    private static Person ann;
    private static Person ben;
    private static ZoneId zone;
    private static Instant now;

    @BeforeAll
    static void start(@TempDir Path folder) {
        teams = FakeTeams.builder().start();
        server = RunningServer.start(teams, sqlite(folder), Map.of());
        ann = known(0);
        ben = known(1);
        now = server.part(InstantSource.class).instant();
        zone = ZoneId.of(server.get(hours(ann), null).json().path("timeZone").stringValue(""));
        LocalTime here = here();
        put(hours(ann), "{\"hours\":\"" + here.minusHours(1) + "-" + here.plusHours(2) + "\"}");
        put("/api/v1/topics/prices/subscribers/" + ben.objectId(), "{\"delivery\":\"hourly\"}");
    }

    @AfterAll
    static void stop() {
        server.close();
        teams.close();
    }

    private static Person known(int index) {
        Person person = teams.scenery().person(index);
        teams.people().install(person);
        RunningServer.await(
                () -> server.get("/api/v1/people", null).body().contains(person.objectId()), () -> "not learnt");
        return person;
    }

    private static String hours(Person person) {
        return "/api/v1/people/" + person.objectId() + "/quiet-hours";
    }

    private static LocalTime here() {
        return now.atZone(zone).toLocalTime().truncatedTo(ChronoUnit.MINUTES);
    }

    private static void put(String path, String body) {
        Answer answer = server.send(server.request(path, null)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body)));
        assertThat(answer.status()).as(answer.body()).isBetween(200, 204);
    }

    private static JsonNode run(String further) {
        Answer answer = server.post(
                "/api/v1/notifications/dry-run",
                null,
                "{\"to\":{\"users\":[\"" + ann.objectId() + "\",\"" + ben.objectId()
                        + "\"]},\"message\":{\"text\":\"Hello\"}" + further + "}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static Instant instant(JsonNode held, String when) {
        return Instant.parse(held.path(when).stringValue(""));
    }

    @Test
    void those_in_quiet_hours_are_counted_with_the_time_when_these_are_over() {
        JsonNode said = run("");
        assertThat(said.path("reached")).hasToString("{\"chat\":2}");
        JsonNode held = said.path("held").path("quiet-hours");
        assertThat(held.path("recipients").longValue()).isEqualTo(1);
        Instant over =
                now.atZone(zone).truncatedTo(ChronoUnit.MINUTES).plusHours(2).toInstant();
        assertThat(instant(held, "first")).isEqualTo(over);
        assertThat(instant(held, "last")).isEqualTo(over);
        assertThat(run(",\"priority\":\"high\"").path("held")).isEmpty();
    }

    @Test
    void those_for_whom_it_is_a_time_of_day_later_are_counted_also_where_that_lies_in_quiet_hours() {
        JsonNode held = run(",\"deliverAt\":\"" + here().plusHours(1) + "\"").path("held");
        assertThat(held.path("quiet-hours").path("recipients").longValue()).isEqualTo(1);
        assertThat(held.path("deliver-at").path("recipients").longValue()).isEqualTo(1);
        assertThat(instant(held.path("deliver-at"), "last")).isAfter(now);
    }

    @Test
    void those_who_want_the_topic_in_digests_are_counted_with_when_it_is_due() {
        JsonNode held = run(",\"topic\":\"prices\"").path("held").path("digested");
        assertThat(held.path("recipients").longValue()).isEqualTo(1);
        assertThat(instant(held, "last")).isAfter(now).isBeforeOrEqualTo(now.plus(61, ChronoUnit.MINUTES));
    }

    @Test
    void those_for_whom_it_would_expire_meanwhile_would_not_get_it() {
        JsonNode said = run(",\"expiresAt\":\"" + now.plus(1, ChronoUnit.HOURS) + "\"");
        assertThat(said.path("refused")).hasToString("{\"expired\":1}");
        assertThat(said.path("reached")).hasToString("{\"chat\":1}");
        assertThat(said.path("held")).isEmpty();
    }
}
