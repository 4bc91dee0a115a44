package dev.tidings.faketeams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.faketeams.directory.Person;
import dev.tidings.faketeams.login.BotApp;
import dev.tidings.faketeams.wire.Json;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Whatever is asked, the answer is never that the local Teams itself failed, and it goes on.
@ExtendWith(FakeTeamsExtension.class)
class AnyRequestTest {
    private static final int ROUNDS = 150;
    private static final List<String> NAMES = List.of(
            "activity",
            "members",
            "tenantId",
            "channelData",
            "bot",
            "id",
            "type",
            "text",
            "attachments",
            "entities",
            "recipient",
            "teamId",
            "isGroup",
            "by",
            "in",
            "person",
            "message",
            "action",
            "order",
            "repeat",
            "team",
            "channel",
            "name",
            "value",
            "mention",
            "mentions",
            "thread",
            "upgrade",
            "remove",
            "complete",
            "fault",
            "times",
            "probability",
            "operation",
            "delayMillis",
            "retryAfter",
            "status",
            "channels",
            "keepOld");
    private static final List<String> CONNECTOR = List.of(
            "v3/conversations",
            "v3/conversations/%s/activities",
            "v3/conversations/%s/activities/%s",
            "v3/conversations/%s/activities/%s/reactions/%s",
            "v3/conversations/%s/pagedmembers?pageSize=%s&continuationToken=%s",
            "v3/conversations/%s/members/%s",
            "v3/conversations/%s/members",
            "v3/teams/%s",
            "v3/teams/%s/conversations",
            "v3/batch/conversation/users/",
            "v3/batch/conversation/channels/",
            "v3/batch/conversation/team/",
            "v3/batch/conversation/%s",
            "v3/batch/conversation/failedentries/%s?continuationToken=%s");
    private static final List<String> DEEDS = List.of(
            "install",
            "uninstall",
            "message",
            "edit",
            "delete",
            "reaction",
            "card-action",
            "invoke",
            "read-receipt",
            "member-added",
            "member-removed",
            "channel-created",
            "channel-renamed",
            "channel-deleted",
            "team-renamed",
            "team-deleted",
            "nothing");

    private final Random random = new Random(7);

    @Test
    void the_connector_survives_bodies_and_ids_of_any_shape(FakeTeams teams) {
        teams.enforceLimits(false);
        Caller bot = new Caller(teams);
        String chat = chat(teams);
        for (int round = 0; round < ROUNDS; round++) {
            for (String path : CONNECTOR) {
                String filled = filled(path, chat);
                answered(bot.exchange("POST", filled, body()), filled);
                answered(bot.exchange("PUT", filled, body()), filled);
                answered(bot.get(filled), filled);
            }
        }
        assertThat(bot.send(chat, "still here").status()).isEqualTo(201);
    }

    @Test
    void the_control_surface_survives_bodies_of_any_shape(FakeTeams teams) {
        Caller anybody = new Caller(teams);
        for (int round = 0; round < ROUNDS; round++) {
            for (String deed : DEEDS) {
                answered(anybody.post("/_fake/activities/" + deed, body()), deed);
            }
            for (String path : List.of("/_fake/bots", "/_fake/keys/rotate", "/_fake/keys/endorse")) {
                answered(anybody.post(path, body()), path);
            }
            answered(
                    anybody.put("/_fake/settings", "{\"latencyMillis\":\"soon\",\"limits\":" + body() + "}"),
                    "settings");
            answered(anybody.get("/_fake/people?from=" + word() + "&limit=" + word()), "people");
            answered(anybody.get("/_fake/messages?conversation=" + word() + "&limit=" + word()), "messages");
        }
        assertThat(anybody.get("/_fake/state").status()).isEqualTo(200);
    }

    @Test
    void faults_of_any_shape_are_taken_or_refused_with_a_sentence(FakeTeams teams) {
        Caller anybody = new Caller(teams);
        for (int round = 0; round < ROUNDS; round++) {
            Caller.Answer answer = anybody.post("/_fake/faults", body());
            answered(answer, "faults");
            if (answer.status() == 400) {
                assertThat(Json.text(answer.json(), "error", "message")).isNotBlank();
            }
        }
        teams.clearFaults();
        assertThat(new Caller(teams).send(chat(teams), "x").status()).isEqualTo(201);
    }

    @Test
    void the_login_survives_fields_of_any_shape() {
        BotApp app = BotApp.of("11111111-2222-4333-8444-555555555555")
                .withSecret("right")
                .withManagedIdentity();
        try (FakeTeams teams = FakeTeams.builder().bot(app).start()) {
            Caller anybody = new Caller(teams);
            for (int round = 0; round < ROUNDS; round++) {
                answered(anybody.form("/" + word() + "/oauth2/v2.0/token", fields(app)), "token");
                answered(anybody.post("/" + word() + "/oauth2/v2.0/token", body()), "token");
                answered(anybody.get("/metadata/identity/oauth2/token?resource=" + word()), "identity");
                answered(anybody.with(word() + "." + word() + "." + word()).post("v3/conversations", body()), "bearer");
            }
            assertThat(anybody.token(app.appId(), "right")).isNotBlank();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "\"text\"", "\u0000", "{\"activity\":"})
    void what_is_no_json_object_is_a_bad_request(String body, FakeTeams teams) {
        Caller bot = new Caller(teams);
        Caller.Answer refused = bot.post("v3/conversations/" + Caller.segment(chat(teams)) + "/activities", body);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("BadSyntax");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PUT  | /_fake/settings            | {'latencyMillis':'soon'}                 | 'latencyMillis' is not a whole number",
                "PUT  | /_fake/settings            | {'tokenSeconds':-1}                      | 'tokenSeconds' is 0 to",
                "PUT  | /_fake/settings            | {'limits':'maybe'}                       | 'limits' is on or off",
                "POST | /_fake/activities/message  | {'text':'x','repeat':4000000000}         | 'repeat' is 0 to 1000",
                "POST | /_fake/activities/message  | {'text':'x','mention':'yes'}             | 'mention' is neither true nor false",
                "POST | /_fake/faults              | {'fault':'custom','status':99999}        | 'status' is 200 to 599",
                "POST | /_fake/faults              | {'fault':'throttled','probability':'x'}  | 'probability' is not a number",
                "POST | /_fake/faults              | {'fault':'redirect','location':'a b'}    | Illegal character",
                "POST | /_fake/bots                | {'endpoint':'no url'}                    | Illegal character",
            },
            quoteCharacter = '`')
    void a_field_of_a_wrong_shape_is_refused_by_name(
            String method, String path, String body, String sentence, FakeTeams teams) {
        Caller.Answer refused = new Caller(teams).exchange(method, path, body.replace('\'', '"'));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(Json.text(refused.json(), "error", "message")).contains(sentence);
    }

    @Test
    void a_body_of_any_depth_is_refused(FakeTeams teams) {
        String deep = "[".repeat(100_000) + "]".repeat(100_000);
        assertThat(new Caller(teams).post("v3/conversations", deep).status()).isEqualTo(400);
    }

    private Map<String, String> fields(BotApp app) {
        return Map.of(
                "grant_type",
                random.nextBoolean() ? "client_credentials" : word(),
                "client_id",
                random.nextBoolean() ? app.appId() : word(),
                random.nextBoolean() ? "client_secret" : "client_assertion",
                word(),
                "client_assertion_type",
                random.nextBoolean() ? word() : "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                "scope",
                random.nextBoolean() ? word() : "https://api.botframework.com/.default");
    }

    private String filled(String path, String chat) {
        String filled = path;
        while (filled.contains("%s")) {
            String id = random.nextInt(3) == 0 ? Caller.segment(chat) : word();
            filled = filled.substring(0, filled.indexOf("%s")) + id + filled.substring(filled.indexOf("%s") + 2);
        }
        return filled;
    }

    private String body() {
        ObjectNode body = Json.object();
        for (int i = random.nextInt(6); i >= 0; i--) {
            body.set(NAMES.get(random.nextInt(NAMES.size())), value(3));
        }
        String whole = Json.write(body);
        return random.nextInt(8) == 0 ? whole.substring(0, random.nextInt(whole.length())) : whole;
    }

    private JsonNode value(int depth) {
        return switch (depth == 0 ? random.nextInt(5) : random.nextInt(7)) {
            case 0 -> Json.object().nullNode();
            case 1 -> Json.object().booleanNode(random.nextBoolean());
            case 2 -> Json.object().numberNode(random.nextInt() * (random.nextBoolean() ? 1L : 1_000_000_007L));
            case 3 -> Json.object().numberNode(random.nextDouble());
            case 4 -> Json.object().stringNode(word());
            case 5 -> Json.array().add(value(depth - 1)).add(value(depth - 1));
            default -> Json.object().set(NAMES.get(random.nextInt(NAMES.size())), value(depth - 1));
        };
    }

    private String word() {
        return switch (random.nextInt(6)) {
            case 0 -> "29%3A" + random.nextInt();
            case 1 -> "19%3A" + random.nextInt() + "%40thread.tacv2%3Bmessageid%3D";
            case 2 -> "-1";
            case 3 -> "99999999999999999999";
            case 4 -> "%E2%82%AC%00";
            default -> Integer.toString(random.nextInt(100));
        };
    }

    private static String chat(FakeTeams teams) {
        Person ann = teams.scenery().person(0);
        teams.people().install(ann);
        return teams.scenery().personalChat(ann);
    }

    private static void answered(Caller.Answer answer, String what) {
        assertThat(answer.status()).as("%s: %s", what, answer.text()).isBetween(200, 499);
    }
}
