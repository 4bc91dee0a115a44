package dev.tidings.server.api;

import static dev.tidings.server.RunningServer.sqlite;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.delivery.store.Reach;
import dev.tidings.delivery.store.Schedule;
import dev.tidings.delivery.store.Schedule.Progress;
import dev.tidings.delivery.store.ScheduleId;
import dev.tidings.delivery.store.ScheduleStore;
import dev.tidings.delivery.store.sql.Stores;
import dev.tidings.faketeams.FakeTeams;
import dev.tidings.faketeams.directory.Person;
import dev.tidings.faketeams.world.Message;
import dev.tidings.server.RunningServer;
import dev.tidings.server.RunningServer.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// What is sent again and again, over the API.
class SchedulesTest {
    private static final String SCHEDULES = "/api/v1/schedules";

    private static FakeTeams teams;
    private static RunningServer server;
    private static Person ann;

    @BeforeAll
    static void start(@TempDir Path folder) {
        teams = FakeTeams.builder().start();
        server = RunningServer.inDevMode(teams, sqlite(folder));
        ann = teams.scenery().person(0);
        teams.people().install(ann);
        RunningServer.await(
                () -> server.get("/api/v1/people", null).body().contains(ann.objectId()), () -> "not learnt");
    }

    @AfterAll
    static void stop() {
        server.close();
        teams.close();
    }

    @BeforeEach
    void thereIsNone() {
        server.get(SCHEDULES, null)
                .json()
                .path("items")
                .forEach(each -> ask("DELETE", SCHEDULES + "/" + each.path("id").stringValue("")));
    }

    private String schedule(String more) {
        return "{\"name\":\"menu\",\"cron\":\"0 9 * * MON-FRI\",\"zone\":\"Europe/Berlin\",\"notification\":{\"to\":"
                + "{\"user\":\"" + ann.objectId() + "\"},\"message\":{\"text\":\"Soup\"}" + more;
    }

    private Answer ask(String method, String path) {
        return server.send(server.request(path, null)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(method.equals("POST") ? "{}" : "")));
    }

    @Test
    void a_schedule_is_made_shown_paused_resumed_and_ended() {
        Answer made = server.post(SCHEDULES, null, schedule("},\"expiresAfter\":\"4h\"}"));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        String path = SCHEDULES + "/" + made.json().path("id").stringValue("");
        assertThat(made.json().has("warnings")).isTrue();
        JsonNode shown = server.get(path, null).json();
        assertThat(shown.path("notification").path("message").path("text").stringValue(""))
                .isEqualTo("Soup");
        assertThat(shown.path("expiresAfter").stringValue("")).isEqualTo("PT4H");
        assertThat(shown.path("next").size()).isEqualTo(3);
        assertThat(shown.path("next").path(0).stringValue("")).matches("\\d{4}-\\d\\d-\\d\\dT09:00:00\\+0[12]:00");
        assertThat(server.get(path + "/runs?count=50", null).json().path("runs").size())
                .isEqualTo(50);
        assertThat(ask("POST", path + "/pause").json().path("status").stringValue(""))
                .isEqualTo("paused");
        assertThat(server.get(path + "/runs", null).json().path("runs").size()).isZero();
        assertThat(ask("POST", path + "/resume").json().path("status").stringValue(""))
                .isEqualTo("active");
        assertThat(server.get(SCHEDULES, null).json().path("items").size()).isEqualTo(1);
        assertThat(ask("DELETE", path).status()).isEqualTo(204);
        assertThat(ask("DELETE", path).status()).isEqualTo(404);
        assertThat(server.get(SCHEDULES, null).json().path("items").size()).isZero();
    }

    @Test
    void the_same_again_is_the_same_schedule_and_something_else_of_that_name_is_refused() {
        Answer first = server.post(SCHEDULES, null, schedule("}}"));
        Answer again = server.post(SCHEDULES, null, schedule("}}"));
        assertThat(again.json().path("id")).isEqualTo(first.json().path("id"));
        Answer other = server.post(SCHEDULES, null, schedule(",\"priority\":\"high\"}}"));
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.problem()).isEqualTo("name-taken");
    }

    @Test
    void a_run_arrives_and_is_told_with_its_notification() {
        Answer made = server.post(SCHEDULES, null, schedule("}}"));
        ScheduleId id = new ScheduleId(made.json().path("id").stringValue(""));
        ScheduleStore store = server.part(Stores.class).schedules();
        Schedule schedule = store.find(id, Reach.EVERYTHING).orElseThrow();
        Schedule due = everyMinute(schedule, server.part(InstantSource.class).instant());
        assertThat(store.delete(id)).isTrue();
        assertThat(store.add(due)).isTrue();
        RunningServer.await(
                () -> teams.scenery().messages(teams.scenery().personalChat(ann)).stream()
                        .map(Message::text)
                        .anyMatch("Soup"::equals),
                () -> "it did not arrive");
        RunningServer.await(
                () -> server.get(SCHEDULES + "/" + id.value(), null)
                        .json()
                        .path("last")
                        .has("notification"),
                () -> "it was not told");
    }

    /// As if the server had been away when it was due.
    private static Schedule everyMinute(Schedule schedule, Instant now) {
        Schedule.Plan plan = schedule.plan();
        Instant before = now.truncatedTo(ChronoUnit.MINUTES).minusSeconds(60);
        return new Schedule(
                schedule.id(),
                schedule.tenancy(),
                new Schedule.Plan(plan.name(), "* * * * *", plan.zone(), plan.notification(), null),
                new Progress(false, before, before.plusSeconds(60), before.plusSeconds(60), null),
                schedule.createdAt());
    }

    @Test
    void a_preview_keeps_nothing() {
        Answer preview = server.post(
                SCHEDULES + "/preview?count=2", null, "{\"cron\":\"30 2 * * *\",\"zone\":\"Europe/Berlin\"}");
        assertThat(preview.json().path("runs").size()).isEqualTo(2);
        assertThat(server.get(SCHEDULES, null).json().path("items").size()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "cron":"0 9 * * MON-FRI" | "cron":"0 9 * *"      | cron
            "cron":"0 9 * * MON-FRI" | "cron":"0 9 30 2 *"   | cron
            "cron":"0 9 * * MON-FRI" | "cron":null           | cron
            "zone":"Europe/Berlin"   | "zone":"Berlin"       | zone
            "name":"menu"            | "name":" "            | name
            "message":               | "notBefore":"2030-01-01T00:00:00Z","message": | notification
            "message":               | "expiresAt":"2030-01-01T00:00:00Z","message": | notification
            "text":                  | "words":              | notification.message.words
            "notification":          | "expiresAfter":"soon","notification": | expiresAfter
            """)
    void what_cannot_be_kept_is_refused_by_its_field(String part, String instead, String field) {
        Answer refused = server.post(SCHEDULES, null, schedule("}}").replace(part, instead));
        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        assertThat(refused.json().path("field").stringValue("")).isEqualTo(field);
        assertThat(server.get(SCHEDULES, null).json().path("items").size()).isZero();
    }
}
