package dev.tidings.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.faketeams.FakeTeams;
import dev.tidings.faketeams.directory.Person;
import dev.tidings.faketeams.login.BotApp;
import dev.tidings.server.RunningServer;
import dev.tidings.server.RunningServer.Answer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Keys, what they may do, and what does not exist for them.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeysTest {
    private static final String ADMIN = RunningServer.ADMIN_KEY;
    private static final BotApp BOT =
            BotApp.of("11111111-2222-3333-4444-555555555555").withSecret("secret");

    @SuppressWarnings("NullAway.Init") // set before all tests
    private FakeTeams teams;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private RunningServer server;

    private String home = "";
    private String abroad = "";
    private String stranger = "";

    @BeforeAll
    void start(@TempDir Path folder) {
        teams = FakeTeams.builder()
                .bot(BOT)
                .shape(shape -> shape.withTenants(2))
                .start();
        server = RunningServer.withCredentials(teams, RunningServer.sqlite(folder), "secret");
        home = teams.scenery().tenant(0);
        abroad = teams.scenery().tenant(1);
        Person ann = teams.scenery().person(0, 0);
        Person zoe = teams.scenery().person(1, 0);
        stranger = zoe.objectId();
        teams.people().install(ann);
        teams.people().install(zoe);
        RunningServer.await(
                () -> server.get("/api/v1/people", ADMIN).json().path("items").size() == 2,
                () -> "the people were not learnt");
    }

    @AfterAll
    void stop() {
        server.close();
        teams.close();
    }

    @Test
    void a_key_does_what_its_scopes_allow_and_nothing_else() {
        String reading = key("\"scopes\":[\"read\"]");
        assertThat(server.get("/api/v1/people", reading).status()).isEqualTo(200);
        assertThat(send(reading, stranger, abroad).problem()).isEqualTo("not-permitted");
        assertThat(server.get("/api/v1/keys", reading).problem()).isEqualTo("not-permitted");
        String sending = key("\"scopes\":[\"send\"]");
        assertThat(send(sending, stranger, abroad).status()).isEqualTo(202);
        assertThat(server.get("/api/v1/people", sending).status()).isEqualTo(403);
    }

    @Test
    void outside_its_tenants_nothing_exists_for_a_key() {
        String fenced = key("\"scopes\":[\"read\",\"send\"],\"tenants\":[\"" + home + "\"]");
        assertThat(server.get("/api/v1/people", fenced).json().path("items"))
                .singleElement()
                .satisfies(person ->
                        assertThat(person.path("tenant").stringValue("")).isEqualTo(home));
        assertThat(server.get("/api/v1/people?tenant=" + abroad, fenced).json().path("items"))
                .isEmpty();
        assertThat(server.get("/api/v1/bots", fenced).body()).contains(home).doesNotContain(abroad);
        assertThat(send(fenced, stranger, abroad).status()).isEqualTo(404);
        Answer elsewhere = send(ADMIN, stranger, abroad);
        String path = elsewhere.json().path("links").path("self").stringValue("");
        assertThat(server.get(path, ADMIN).status()).isEqualTo(200);
        assertThat(server.get(path, fenced).status()).isEqualTo(404);
        assertThat(server.get(path + "/deliveries", fenced).status()).isEqualTo(404);
    }

    @Test
    void the_same_idempotency_key_of_another_caller_is_another_key() {
        String one = key("\"scopes\":[\"send\"]");
        String other = key("\"scopes\":[\"send\"]");
        String id = idempotent(one, "x", "hello").json().path("id").stringValue("");
        assertThat(idempotent(one, "x", "hello").json().path("id").stringValue(""))
                .isEqualTo(id);
        assertThat(idempotent(one, "x", "bye").problem()).isEqualTo("idempotency-conflict");
        assertThat(idempotent(other, "x", "bye").status()).isEqualTo(202);
        assertThat(idempotent(one, "", "hello").status()).isEqualTo(400);
    }

    @Test
    void a_repeated_request_gets_the_first_answer_again() {
        Answer first = idempotent(ADMIN, "again", "hello");
        server.outcome(first, ADMIN);
        assertThat(idempotent(ADMIN, "again", "hello").body()).isEqualTo(first.body());
    }

    @Test
    void a_revoked_key_is_refused_at_once() {
        Answer made = make(ADMIN, "\"scopes\":[\"read\"]");
        String key = made.json().path("key").stringValue("");
        String id = made.json().path("id").stringValue("");
        assertThat(server.get("/api/v1/bots", key).status()).isEqualTo(200);
        var delete = server.request("/api/v1/keys/" + id, ADMIN).DELETE();
        assertThat(server.send(delete).status()).isEqualTo(204);
        assertThat(server.get("/api/v1/bots", key).status()).isEqualTo(401);
        assertThat(server.send(server.request("/api/v1/keys/nothing", ADMIN).DELETE())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void a_list_of_keys_shows_no_secret() {
        Answer made = make(ADMIN, "\"scopes\":[\"read\"]");
        JsonNode list = server.get("/api/v1/keys?limit=500", ADMIN).json();
        assertThat(list.toString())
                .contains(made.json().path("id").stringValue(""))
                .doesNotContain(made.json().path("key").stringValue(""));
    }

    @Test
    void a_key_cannot_make_a_key_that_may_do_more() {
        String fenced = key("\"scopes\":[\"admin\",\"read\"],\"tenants\":[\"" + home + "\"]");
        assertThat(make(fenced, "\"scopes\":[\"send\"]").problem()).isEqualTo("not-permitted");
        assertThat(make(fenced, "\"scopes\":[\"read\"],\"tenants\":[\"" + abroad + "\"]")
                        .problem())
                .isEqualTo("not-permitted");
        Answer child = make(fenced, "\"scopes\":[\"read\"]");
        assertThat(child.json().path("tenants").path(0).stringValue("")).isEqualTo(home);
        assertThat(server.get("/api/v1/keys?limit=500", fenced).json().path("items"))
                .allSatisfy(key ->
                        assertThat(key.path("tenants").path(0).stringValue("")).isEqualTo(home));
    }

    @Test
    void a_key_that_expires_in_the_past_or_has_no_scope_is_not_made() {
        assertThat(make(ADMIN, "\"scopes\":[\"read\"],\"expiresAt\":\"2020-01-01T00:00:00Z\"")
                        .field())
                .isEqualTo("expiresAt");
        assertThat(make(ADMIN, "\"scopes\":[]").field()).isEqualTo("scopes");
        assertThat(make(ADMIN, "\"scopes\":[\"everything\"]").field()).isEqualTo("scopes");
        assertThat(make(ADMIN, "\"scopes\":[\"read\"],\"bots\":[\"nobody\"]").field())
                .isEqualTo("bots");
    }

    @Test
    void the_ledger_is_exported_as_csv() {
        Answer accepted = send(ADMIN, stranger, abroad);
        server.outcome(accepted, ADMIN);
        String path = accepted.json().path("links").path("deliveries").stringValue("");
        Answer csv = server.send(
                server.request(path, ADMIN).header("Accept", "text/csv").GET());
        assertThat(csv.response().headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/csv"));
        assertThat(csv.body()).startsWith("id,person,state,").contains(",delivered,");
        assertThat(server.get(path + "?state=refused", ADMIN).json().path("items"))
                .isEmpty();
        assertThat(server.get(path + "?state=nonsense", ADMIN).field()).isEqualTo("state");
    }

    private String key(String fields) {
        return make(ADMIN, fields).json().path("key").stringValue("");
    }

    private Answer make(String with, String fields) {
        return server.post("/api/v1/keys", with, "{\"name\":\"a key\"," + fields + "}");
    }

    private Answer send(String key, String person, String tenant) {
        return server.post("/api/v1/notifications", key, body(person, tenant, "hello"));
    }

    private Answer idempotent(String key, String idempotencyKey, String text) {
        return server.post(
                "/api/v1/notifications", key, body(stranger, abroad, text), "Idempotency-Key", idempotencyKey);
    }

    private static String body(String person, String tenant, String text) {
        return "{\"to\":{\"user\":\"" + person + "\"},\"tenant\":\"" + tenant + "\",\"message\":{\"text\":\"" + text
                + "\"}}";
    }
}
