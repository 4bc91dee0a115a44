package dev.tidings.server.api;

import static dev.tidings.server.RunningServer.ADMIN_KEY;
import static dev.tidings.server.RunningServer.sqlite;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.faketeams.FakeTeams;
import dev.tidings.faketeams.directory.Person;
import dev.tidings.faketeams.login.BotApp;
import dev.tidings.server.RunningServer;
import dev.tidings.server.RunningServer.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a key may not see does not exist for it, and what it may not do is refused, on every path.
class FencesTest {
    private static FakeTeams teams;
    private static RunningServer server;
    private static Person ann;
    private static String chat;
    private static String id;
    private static String schedule;

    @BeforeAll
    static void start(@TempDir Path folder) {
        BotApp bot = BotApp.of("11111111-2222-3333-4444-555555555555").withSecret("secret");
        teams = FakeTeams.builder().bot(bot).start();
        server = RunningServer.withCredentials(teams, sqlite(folder), "secret");
        ann = teams.scenery().person(0);
        chat = teams.scenery().personalChat(ann);
        teams.administrator().consents("User.Read.All", false); // so that everyone is Ann
        teams.people().install(ann);
        RunningServer.await(
                () -> server.get("/api/v1/people", ADMIN_KEY).body().contains(ann.objectId()), () -> "not learnt");
        Answer accepted = server.post(
                "/api/v1/notifications", ADMIN_KEY, "{\"to\":{\"everyone\":true},\"message\":{\"text\":\"x\"}}");
        id = accepted.json().path("id").stringValue("");
        RunningServer.await(
                () -> server.get("/api/v1/notifications/" + id, ADMIN_KEY)
                        .body()
                        .contains("completed"),
                () -> "not completed");
        schedule = server.post(
                        "/api/v1/schedules",
                        ADMIN_KEY,
                        "{\"name\":\"yearly\",\"cron\":\"0 9 1 1 *\",\"zone\":\"UTC\",\"notification\":"
                                + "{\"to\":{\"everyone\":true},\"message\":{\"text\":\"x\"}}}")
                .json()
                .path("id")
                .stringValue("");
    }

    @AfterAll
    static void stop() {
        server.close();
        teams.close();
    }

    private static String key(String more) {
        Answer made = server.post("/api/v1/keys", ADMIN_KEY, "{\"name\":\"k\"," + more + "}");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made.json().path("key").stringValue("");
    }

    private static Answer ask(String method, String path, String key, String body) {
        return server.send(server.request(
                        path.replace("ID", id)
                                .replace("ANN", ann.objectId())
                                .replace("CHAT", chat)
                                .replace("SCHEDULE", schedule),
                        key)
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    GET    | /api/v1/notifications/ID                             | ``
                    GET    | /api/v1/notifications/ID/deliveries                  | ``
                    POST   | /api/v1/notifications/ID/pause                       | {}
                    POST   | /api/v1/notifications/ID/resume                      | {}
                    POST   | /api/v1/notifications/ID/cancel                      | {}
                    POST   | /api/v1/notifications/ID/recall                      | {}
                    POST   | /api/v1/notifications/ID/retry                       | {}
                    PUT    | /api/v1/notifications/ID/message                     | {"text":"y"}
                    POST   | /api/v1/notifications/ID/deliveries/ID.0/resolve     | {"as":"delivered"}
                    GET    | /api/v1/notifications/ID/deliveries/ID.0             | ``
                    GET    | /api/v1/people/ANN/deliveries                        | ``
                    POST   | /api/v1/notifications/dry-run | {"to":{"everyone":true},"message":{"text":"x"}}
                    GET    | /api/v1/people/ANN/export                            | ``
                    DELETE | /api/v1/people/ANN                                   | ``
                    PUT    | /api/v1/topics/t/subscribers/ANN                     | {}
                    DELETE | /api/v1/topics/t/subscribers/ANN                     | ``
                    PUT    | /api/v1/conversations/CHAT/busy                      | {}
                    DELETE | /api/v1/conversations/CHAT/busy                      | ``
                    GET    | /api/v1/topics/t/subscribers                         | ``
                    GET    | /api/v1/people/ANN/topics                            | ``
                    PUT    | /api/v1/people/ANN/topics                            | {"stopped":true}
                    GET    | /api/v1/topics                                       | ``
                    PUT    | /api/v1/topics/t                                     | {"mandatory":true}
                    PUT    | /api/v1/limits                                       | {"requestsPerSecond":1}
                    GET    | /api/v1/replies/ID                                   | ``
                    PUT    | /api/v1/replies/ID                                   | {"message":{"text":"x"}}
                    POST   | /api/v1/replies | {"conversation":"a:x","replyTo":"1"}
                    GET    | /api/v1/people/ANN/quiet-hours                       | ``
                    PUT    | /api/v1/people/ANN/quiet-hours                       | {"hours":"off"}
                    DELETE | /api/v1/people/ANN/quiet-hours                       | ``
                    GET    | /api/v1/schedules/SCHEDULE                           | ``
                    GET    | /api/v1/schedules/SCHEDULE/runs                      | ``
                    POST   | /api/v1/schedules/SCHEDULE/pause                     | {}
                    POST   | /api/v1/schedules/SCHEDULE/resume                    | {}
                    DELETE | /api/v1/schedules/SCHEDULE                           | ``
                    POST   | /api/v1/notifications | {"to":{"everyone":true},"message":{"text":"x"}}
                    POST   | /api/v1/notifications | {"to":{"topic":"t"},"message":{"text":"x"}}
                    """)
    void for_a_key_of_another_tenant_nothing_is_there(String method, String path, String body) {
        String key = key("\"scopes\":[\"send\",\"broadcast\",\"read\",\"admin\"],\"tenants\":[\"elsewhere\"]");
        Answer answer = ask(method, path, key, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    read           | POST   | /api/v1/notifications/ID/pause   | {}
                    send           | POST   | /api/v1/notifications/ID/pause   | {}
                    send           | POST   | /api/v1/notifications/ID/recall  | {}
                    send           | POST   | /api/v1/notifications | {"to":{"everyone":true},"message":{"text":"x"}}
                    send           | POST   | /api/v1/notifications | {"to":{"users":["a@b.c","b@b.c"]},"message":{"text":"x"}}
                    broadcast      | POST   | /api/v1/notifications | {"to":{"user":"a@b.c"},"message":{"text":"x"}}
                    admin          | GET    | /api/v1/notifications/ID         | ``
                    read           | GET    | /api/v1/people/ANN/export        | ``
                    broadcast      | DELETE | /api/v1/people/ANN               | ``
                    admin          | GET    | /api/v1/events                   | ``
                    read           | PUT    | /api/v1/topics/t/subscribers/ANN | {}
                    read           | DELETE | /api/v1/topics/t/subscribers/ANN | ``
                    read           | PUT    | /api/v1/conversations/CHAT/busy  | {}
                    read           | DELETE | /api/v1/conversations/CHAT/busy  | ``
                    send           | PUT    | /api/v1/topics/t                 | {"mandatory":true}
                    send           | GET    | /api/v1/topics/t/subscribers     | ``
                    send           | GET    | /api/v1/people/ANN/topics        | ``
                    read           | PUT    | /api/v1/people/ANN/topics        | {"stopped":true}
                    send           | GET    | /api/v1/topics                   | ``
                    read           | PUT    | /api/v1/people/ANN/quiet-hours   | {"hours":"off"}
                    read           | DELETE | /api/v1/people/ANN/quiet-hours   | ``
                    admin          | GET    | /api/v1/people/ANN/quiet-hours   | ``
                    send           | POST   | /api/v1/schedules/SCHEDULE/pause | {}
                    send           | DELETE | /api/v1/schedules/SCHEDULE       | ``
                    admin          | GET    | /api/v1/schedules/SCHEDULE       | ``
                    read           | POST   | /api/v1/schedules                | {"name":"x"}
                    read           | PUT    | /api/v1/limits                   | {"requestsPerSecond":1}
                    broadcast      | POST   | /api/v1/replies | {"conversation":"a:x","replyTo":"1"}
                    read           | PUT    | /api/v1/replies/ID               | {"message":{"text":"x"}}
                    admin          | GET    | /api/v1/replies/ID               | ``
                    """)
    void without_its_scope_a_thing_is_not_permitted(String scope, String method, String path, String body) {
        Answer answer = ask(method, path, key("\"scopes\":[\"" + scope + "\"]"), body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(403);
        assertThat(answer.problem()).isEqualTo("not-permitted");
    }

    @Test
    void lists_hold_only_what_is_within_reach() {
        String key = key("\"scopes\":[\"read\"],\"tenants\":[\"elsewhere\"]");
        assertThat(ask("GET", "/api/v1/notifications", key, "")
                        .json()
                        .path("items")
                        .size())
                .isZero();
        assertThat(ask("GET", "/api/v1/notifications", ADMIN_KEY, "")
                        .json()
                        .path("items")
                        .size())
                .isEqualTo(1);
    }

    @Test
    void limits_are_changed_while_it_runs_and_nonsense_is_refused() {
        Answer changed = ask("PUT", "/api/v1/limits", ADMIN_KEY, "{\"requestsPerSecond\":40}");
        assertThat(changed.json().path("requestsPerSecond").intValue()).isEqualTo(40);
        assertThat(changed.json().path("conversationWindows").path(0).stringValue(""))
                .isEqualTo("7/1s");
        Answer wrong = ask("PUT", "/api/v1/limits", ADMIN_KEY, "{\"conversationWindows\":[\"often\"]}");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.field()).isEqualTo("conversationWindows");
        assertThat(ask("PUT", "/api/v1/limits", ADMIN_KEY, "{\"inFlight\":0}").field())
                .isEqualTo("inFlight");
        assertThat(ask("GET", "/api/v1/limits", ADMIN_KEY, "")
                        .json()
                        .path("requestsPerSecond")
                        .intValue())
                .isEqualTo(40);
    }

    @Test
    void metrics_and_health_tell_of_the_engine() {
        String metrics = ask("GET", "/actuator/prometheus", ADMIN_KEY, "").body();
        assertThat(metrics)
                .contains(
                        "tidings_queued ",
                        "tidings_queued_oldest ",
                        "tidings_in_flight ",
                        "tidings_attempts_total ",
                        "tidings_outcomes_total{errand=\"send\",reason=\"none\",state=\"delivered\"}",
                        "tidings_deferrals_total{errand=\"send\",reason=\"throttled\"}",
                        "tidings_commit_seconds_bucket",
                        "tidings_database_commit_seconds_count",
                        "tidings_database_waiting ",
                        "tidings_alarms ");
        assertThat(metrics.lines()
                        .filter(line -> line.startsWith("tidings_outcomes_total{") && line.contains("delivered")))
                .singleElement()
                .asString()
                .endsWith(" 1.0");
        assertThat(ask("GET", "/actuator/health", ADMIN_KEY, "")
                        .json()
                        .path("components")
                        .path("queue")
                        .path("details"))
                .hasToString("{\"queued\":0,\"inFlight\":0}");
    }

    @Test
    void health_tells_who_may_not_read_everything_only_whether_all_is_well() {
        assertThat(ask("GET", "/actuator/health", ADMIN_KEY, "").body()).contains("\"default\":\"accepted\"");
        assertThat(ask("GET", "/actuator/health/readiness", ADMIN_KEY, "").body())
                .contains("\"details\"");
        for (String path : List.of("/actuator/health", "/actuator/health/bots", "/actuator/health/readiness")) {
            List<Answer> strangers = List.of(
                    server.get(path, null),
                    ask("GET", path, "no-such-key", ""),
                    ask("GET", path, key("\"scopes\":[\"send\"]"), ""),
                    ask("GET", path, key("\"scopes\":[\"read\"],\"tenants\":[\"elsewhere\"]"), ""));
            assertThat(strangers).allSatisfy(answer -> {
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.body()).contains("\"status\":\"UP\"").doesNotContain("details", "default");
            });
        }
    }
}
