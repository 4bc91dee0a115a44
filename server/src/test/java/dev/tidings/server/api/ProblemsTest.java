package dev.tidings.server.api;

import static dev.tidings.server.RunningServer.ADMIN_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.faketeams.FakeTeams;
import dev.tidings.faketeams.login.BotApp;
import dev.tidings.server.RawHttp;
import dev.tidings.server.RunningServer;
import dev.tidings.server.RunningServer.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Each way to get a request wrong has a problem document of its own.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProblemsTest {
    private static final String NOTIFICATIONS = "/api/v1/notifications";
    private static final String DONE = "{\"title\":\"Seen\",\"done\":true}";
    private static final String USER = "{\"user\":\"87d349ed-44d7-43e1-9a83-5f2406dee5bd\"}";

    private static final BotApp BOT =
            BotApp.of("11111111-2222-3333-4444-555555555555").withSecret("secret");

    @SuppressWarnings("NullAway.Init") // set before all tests
    private FakeTeams teams;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private RunningServer server;

    @BeforeAll
    void start(@TempDir Path folder) {
        teams = FakeTeams.builder().bot(BOT).start();
        server = RunningServer.withCredentials(teams, RunningServer.sqlite(folder), "secret");
    }

    @AfterAll
    void stop() {
        server.close();
        teams.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {                                                        | 400 | malformed-json     |
                    []                                                       | 400 | malformed-json     |
                    5                                                        | 400 | malformed-json     |
                    {"to":USER,"message":{"text":"x"}} {}                    | 400 | malformed-json     |
                    {"to":USER,"to":USER,"message":{"text":"x"}}             | 400 | malformed-json     |
                    {}                                                       | 400 | invalid-field      | to
                    {"to":{},"message":{"text":"x"}}                         | 400 | invalid-field      | to
                    {"to":{"user":"a","chat":"b"},"message":{"text":"x"}}    | 400 | invalid-field      | to
                    {"to":{"chat":"b","thread":"1"},"message":{"text":"x"}}  | 400 | invalid-field      | to.thread
                    {"to":{"user":""},"message":{"text":"x"}}                | 400 | invalid-field      | to.user
                    {"to":{"group":"a"},"message":{"text":"x"}}              | 400 | invalid-field      | to.group
                    {"to":{"team":"a"},"message":{"text":"x"}}               | 400 | invalid-field      | to.members
                    {"to":{"team":"a","members":true,"channels":true},"message":{"text":"x"}} | 400 | invalid-field | to.members
                    {"to":{"user":"a","channels":true},"message":{"text":"x"}} | 400 | invalid-field    | to.channels
                    {"to":{"user":"a","members":true},"message":{"text":"x"}} | 400 | invalid-field     | to.members
                    {"to":{"users":[]},"message":{"text":"x"}}               | 400 | invalid-field      | to.users
                    {"to":{"users":["Ann"]},"message":{"text":"x"}}          | 400 | invalid-field      | to.users[0]
                    {"to":{"users":[null]},"message":{"text":"x"}}           | 400 | invalid-field      | to.users[0]
                    {"to":{"topic":" "},"message":{"text":"x"}}              | 400 | invalid-field      | to.topic
                    {"to":{"everyone":false},"message":{"text":"x"}}         | 400 | invalid-field      | to.everyone
                    {"to":{"everyone":true,"topic":"a"},"message":{"text":"x"}} | 400 | invalid-field   | to
                    {"to":USER,"message":{"txt":"x"}}                        | 400 | unknown-field      | message.txt
                    {"to":USER,"massage":{}}                                 | 400 | unknown-field      | massage
                    {"to":USER}                                              | 400 | invalid-field      | message
                    {"to":USER,"message":{}}                                 | 400 | invalid-field      | message.text
                    {"to":USER,"message":{"text":" "}}                       | 400 | invalid-field      | message.text
                    {"to":USER,"message":{"text":5}}                         | 400 | invalid-field      | message.text
                    {"to":USER,"message":{"text":true}}                      | 400 | invalid-field      | message.text
                    {"to":USER,"message":{"text":{}}}                        | 400 | invalid-field      | message.text
                    {"to":USER,"message":[]}                                 | 400 | invalid-field      | message
                    {"to":USER,"message":{"text":"x","format":"html"}}       | 400 | invalid-field      | message.format
                    {"to":USER,"message":{"card":{"type":"HeroCard"}}}       | 400 | invalid-field      | message.card
                    {"to":USER,"message":{"card":"x"}}                       | 400 | invalid-field      | message.card
                    {"to":USER,"message":{"text":"x","mentions":[{}]}}       | 400 | invalid-field      | message.mentions[0]
                    {"to":USER,"message":{"text":"x"},"welcome":{"why":"x"}} | 400 | invalid-field      | message
                    {"to":USER,"notification":{}}                            | 400 | invalid-field      | notification.what
                    {"to":USER,"notification":{"what":" "}}                  | 400 | invalid-field      | notification.what
                    {"to":USER,"notification":{"what":"x","who":"y"}}        | 400 | unknown-field      | notification.who
                    {"to":USER,"notification":{"what":"x","item":{}}}        | 400 | invalid-field      | notification.item.name
                    {"to":USER,"notification":{"what":"x","item":5}}         | 400 | invalid-field      | notification.item
                    {"to":USER,"notification":{"what":"x","item":{"name":"y","size":"z"}}} | 400 | unknown-field | notification.item.size
                    {"to":USER,"notification":{"what":"x","link":"javascript:alert(1)"}} | 400 | invalid-field | notification.link
                    {"to":USER,"notification":{"what":"x","link":"no address"}} | 400 | invalid-field   | notification.link
                    {"to":USER,"notification":{"what":"x","language":"not a tag"}} | 400 | invalid-field | notification.language
                    {"to":USER,"notification":{"what":"x","actions":[null]}} | 400 | invalid-field      | notification.actions[0]
                    {"to":USER,"notification":{"what":"x","actions":[{"title":"y"}]}} | 400 | invalid-field | notification.actions[0]
                    {"to":USER,"notification":{"what":"x","actions":[{"done":true}]}} | 400 | invalid-field | notification.actions[0].title
                    {"to":USER,"notification":{"what":"x","actions":[{"title":"y","done":false}]}} | 400 | invalid-field | notification.actions[0]
                    {"to":USER,"notification":{"what":"x","actions":[{"title":"y","done":true,"call":"z"}]}} | 400 | invalid-field | notification.actions[0]
                    {"to":USER,"notification":{"what":"x","actions":[{"title":"y","done":true,"data":{}}]}} | 400 | invalid-field | notification.actions[0].data
                    {"to":USER,"topic":"t","notification":{"what":"x","actions":[DONE,DONE,DONE,DONE,DONE,DONE]}} | 400 | invalid-field | notification.actions
                    {"to":USER,"welcome":{}}                                 | 400 | invalid-field      | welcome.why
                    {"to":USER,"welcome":{"why":"x","next":[{"title":"y"}]}} | 400 | invalid-field      | welcome.next[0]
                    {"to":USER,"message":{"text":"x"},"priority":"urgent"}   | 400 | invalid-field      | priority
                    {"to":USER,"message":{"text":"x"},"onUncertain":"drop"}  | 400 | invalid-field      | onUncertain
                    {"to":USER,"message":{"text":"x"},"expiresAt":"soon"}    | 400 | invalid-field      | expiresAt
                    {"to":USER,"message":{"text":"x"},"expiresAt":5}         | 400 | invalid-field      | expiresAt
                    {"to":USER,"message":{"text":"x"},"expiresAt":"2020-01-01T00:00:00Z"} | 400 | invalid-field | expiresAt
                    {"to":USER,"message":{"text":"x"},"bot":"nobody"}        | 404 | unknown-bot        | bot
                    {"to":{"chat":"19:x@thread.v2"},"message":{"text":"x"}}  | 404 | unknown-target     | to.chat
                    {"to":{"channel":"19:x@thread.tacv2"},"message":{"text":"x"}} | 404 | unknown-target | to.channel
                    {"to":{"team":"19:x@thread.tacv2","members":true},"message":{"text":"x"}} | 404 | unknown-target | to.team
                    {"to":{"team":"19:x@thread.tacv2","channels":true},"message":{"text":"x"}} | 404 | unknown-target | to.team
                    {"to":{"conversation":"a:x"},"message":{"text":"x"}}     | 404 | unknown-target     | to.conversation
                    """)
    void a_bad_notification_names_the_field_and_what_to_do(
            String body, int status, String type, @Nullable String field) {
        Answer answer =
                server.post(NOTIFICATIONS, ADMIN_KEY, body.replace("USER", USER).replace("DONE", DONE));
        assertProblem(answer, status, type);
        assertThat(answer.field()).isEqualTo(field == null ? "" : field);
    }

    @Test
    void a_message_too_large_for_teams_is_refused_now() {
        String text = "x".repeat(60_000);
        Answer answer =
                server.post(NOTIFICATIONS, ADMIN_KEY, "{\"to\":" + USER + ",\"message\":{\"text\":\"" + text + "\"}}");
        assertProblem(answer, 413, "message-too-large");
    }

    @Test
    void a_body_over_the_limit_is_refused_whether_or_not_it_says_its_length() {
        byte[] large = new byte[6_000_000];
        assertProblem(
                server.send(server.request("/api/v1/keys", ADMIN_KEY)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(large))),
                413,
                "body-too-large");
        Arrays.fill(large, (byte) ' ');
        assertProblem(
                server.send(server.request("/api/v1/keys", ADMIN_KEY)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))),
                413,
                "body-too-large");
    }

    @Test
    void a_body_that_is_not_json_is_refused() {
        assertProblem(
                server.send(server.request(NOTIFICATIONS, ADMIN_KEY)
                        .header("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString("{}"))),
                415,
                "unsupported-media-type");
    }

    @Test
    void a_wrong_method_is_told_the_right_ones() {
        Answer answer = server.send(server.request(NOTIFICATIONS, ADMIN_KEY).DELETE());
        assertProblem(answer, 405, "method-not-allowed");
        assertThat(answer.response().headers().firstValue("Allow"))
                .hasValueSatisfying(
                        allowed -> assertThat(allowed.split(", ")).containsExactlyInAnyOrder("GET", "POST"));
    }

    @Test
    void an_unknown_address_is_a_problem_document_too() {
        assertProblem(server.get("/api/v1/nothing", ADMIN_KEY), 404, "not-found");
        assertProblem(server.get("/nothing", ADMIN_KEY), 404, "not-found");
        assertProblem(server.get(NOTIFICATIONS + "/no-id", ADMIN_KEY), 404, "not-found");
        assertProblem(
                server.get(NOTIFICATIONS + "/01234567-89ab-7cde-8f01-23456789abcd/deliveries", ADMIN_KEY),
                404,
                "not-found");
    }

    @Test
    void wrong_parameters_are_named() {
        for (var wrong : Map.of("limit=0", "limit", "limit=x", "limit", "cursor=%21", "cursor")
                .entrySet()) {
            Answer answer = server.get("/api/v1/people?" + wrong.getKey(), ADMIN_KEY);
            assertProblem(answer, 400, "invalid-parameter");
            assertThat(answer.field()).isEqualTo(wrong.getValue());
        }
    }

    @Test
    void nobody_gets_in_without_a_key() {
        for (String path : new String[] {"/api/v1/bots", "/api/v1/nothing", "/actuator/prometheus", "/api/notify"}) {
            assertProblem(server.get(path, null), 401, "unauthenticated");
            assertProblem(server.get(path, "wrong"), 401, "unauthenticated");
        }
        Answer answer = server.get("/api/v1/bots", null);
        assertThat(answer.response().headers().firstValue("WWW-Authenticate")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api//v1/bots",
                "/api/v1;x=y/bots",
                "/api/v1/../v1/bots",
                "/api/%76%31/bots",
                "/API/V1/bots",
                "/api/messages/../v1/bots",
                "/api/v1/bots/",
                "/openapi.json/../api/v1/bots",
                "/actuator/health/../prometheus",
                "/actuator/prometheus/",
                "/actuator//prometheus",
                "/actuator/%70rometheus",
                "/actuator/prometheus;x",
                "/actuator/prometheus.json",
                "/actuator/info/",
                "/actuator/env",
                "/actuator",
                "/api/notify/",
                "/api//notify"
            })
    void no_spelling_of_an_address_leads_around_the_gate(String path) throws IOException {
        assertThat(RawHttp.status(server.url("/").getPort(), "GET", path, "Host: localhost"))
                .isIn(400, 401, 404);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,     /api/v1/notifications/a%2Fb, Host: localhost, 400",
        "GET,     /api/v1/notifications/%00,   Host: localhost, 400",
        "GET,     /api/v1/notifications/%zz,   Host: localhost, 400",
        "GET,     /api/v1/{x},                 Host: localhost, 400",
        "GET,     /openapi.json,               X: y,            400",
        "GET,     /openapi.json,               Host: a b,       400",
        "POST,    /api/messages,               Content-Length: x, 400",
        "TRACE,   /openapi.json,               Host: localhost, 405",
        "NOTHING, /openapi.json,               Host: localhost, 405",
        "G(T,     /openapi.json,               Host: localhost, 400",
    })
    void what_the_web_server_itself_refuses_is_a_problem_document_too(
            String method, String path, String header, int status) throws IOException {
        String answer = RawHttp.answer(server.url("/").getPort(), method, path, header);
        assertThat(answer)
                .startsWith("HTTP/1.1 " + status + " ")
                .contains("Content-Type: application/problem+json", "\"type\":\"urn:tidings:problem:")
                .doesNotContain("Tomcat", "<html", "\tat ");
    }

    @Test
    void a_header_that_is_too_long_is_refused_with_a_problem_document() throws IOException {
        String answer = RawHttp.answer(
                server.url("/").getPort(), "GET", "/openapi.json", "Host: localhost", "X: " + "x".repeat(20_000));
        assertThat(answer).contains("application/problem+json").doesNotContain("<html");
    }

    @Test
    void health_and_the_api_description_need_no_key() {
        assertThat(server.get("/actuator/health", null).status()).isEqualTo(200);
        assertThat(server.get("/actuator/health/liveness", null).status()).isEqualTo(200);
        assertThat(server.get("/actuator/health/readiness", null).status()).isEqualTo(200);
        assertThat(server.get("/openapi.json", null).status()).isEqualTo(200);
    }

    @Test
    void the_notify_address_is_for_dev_mode_only() {
        assertProblem(server.post("/api/notify", ADMIN_KEY, "{\"text\":\"x\"}"), 404, "not-found");
    }

    private static void assertProblem(Answer answer, int status, String type) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.problem()).isEqualTo(type);
        assertThat(answer.response().headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.json().path("detail").stringValue("")).isNotBlank();
        assertThat(answer.json().path("action").stringValue("")).isNotBlank();
    }
}
