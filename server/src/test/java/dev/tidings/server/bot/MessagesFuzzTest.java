package dev.tidings.server.bot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.faketeams.FakeTeams;
import dev.tidings.server.RunningServer;
import dev.tidings.server.RunningServer.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever is posted to the messaging endpoint gets a clear answer, and the server goes on.
class MessagesFuzzTest {
    private static final long SEED = 20261123;
    private static final int ROUNDS = 4_000;
    private static final String MESSAGE = """
            {"type":"message","id":"%s","channelId":"msteams","serviceUrl":"http://127.0.0.1:9/teams/",\
            "from":{"id":"29:u","name":"Ann","aadObjectId":"87d349ed-44d7-43e1-9a83-5f2406dee5bd"},\
            "conversation":{"id":"a:1","conversationType":"personal","tenantId":"t"},\
            "recipient":{"id":"28:b"},"text":"hi","entities":[{"type":"mention","mentioned":{"id":"28:b"},"text":"x"}],\
            "channelData":{"tenant":{"id":"t"},"team":{"id":"19:x@thread.tacv2"}},"value":%s}""";

    @TempDir
    Path folder;

    @Test
    void any_bytes_get_a_clear_answer_and_the_server_goes_on() {
        Random random = new Random(SEED);
        try (FakeTeams teams = FakeTeams.builder().start();
                RunningServer server = RunningServer.inDevMode(teams, RunningServer.sqlite(folder))) {
            for (int round = 0; round < ROUNDS; round++) {
                byte[] body = mutated(random, round);
                Answer answer = post(server, body, "application/json");
                assertThat(answer.status()).as("seed %d, round %d", SEED, round).isIn(200, 202, 400, 413, 501);
                if (answer.status() == 400) {
                    assertThat(answer.problem()).as("round %d", round).isNotEmpty();
                }
            }
            assertThat(post(server, MESSAGE.formatted("last", "1").getBytes(StandardCharsets.UTF_8), "application/json")
                            .status())
                    .isEqualTo(202);
            RunningServer.await(
                    () -> server.get("/api/v1/people", null).body().contains("29:u"),
                    () -> "what arrived is not worked through any more");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e999999999", "-1e-999999999", "0.1e+2147483648", "123456789012345678901234567890", "\"\\ud800\"",
                "\"\\u0000\"", "{\"a\":{\"a\":{}}}", "[[[[[[[[[[]]]]]]]]]]", "9e99999", "NaN"
            })
    void odd_values_are_kept_or_refused_but_never_break_it(String value) {
        try (FakeTeams teams = FakeTeams.builder().start();
                RunningServer server = RunningServer.inDevMode(teams, RunningServer.sqlite(folder))) {
            byte[] body = MESSAGE.formatted("odd", value).getBytes(StandardCharsets.UTF_8);
            assertThat(post(server, body, "application/json").status()).isIn(202, 400);
            post(
                    server,
                    MESSAGE.replace("29:u", "29:next").formatted("next", "1").getBytes(StandardCharsets.UTF_8),
                    "application/json");
            RunningServer.await(
                    () -> server.get("/api/v1/people", null).body().contains("29:next"),
                    () -> "it blocks what comes after it");
        }
    }

    @Test
    void nesting_without_end_numbers_without_end_and_bodies_without_end_are_refused() {
        try (FakeTeams teams = FakeTeams.builder().start();
                RunningServer server = RunningServer.inDevMode(teams, RunningServer.sqlite(folder))) {
            assertThat(post(server, MESSAGE.formatted("1", "[".repeat(100_000)), "application/json"))
                    .isEqualTo(400);
            assertThat(post(
                            server,
                            MESSAGE.formatted("1", "{\"a\":".repeat(50_000) + "1" + "}".repeat(50_000)),
                            "application/json"))
                    .isEqualTo(400);
            assertThat(post(server, MESSAGE.formatted("1", "9".repeat(100_000)), "application/json"))
                    .isIn(202, 400);
            assertThat(post(server, " ".repeat(2_000_000), "application/json")).isEqualTo(413);
            assertThat(post(server, MESSAGE.formatted("1", "1"), "text/plain")).isEqualTo(415);
            assertThat(post(server, MESSAGE.formatted("1", "1"), "application/jsonp"))
                    .isEqualTo(415);
            assertThat(post(server, MESSAGE.formatted("1", "1"), "multipart/form-data"))
                    .isEqualTo(415);
            assertThat(server.get("/api/messages", null).status()).isEqualTo(405);
        }
    }

    @Test
    void an_invoke_is_answered_in_the_request_in_its_own_shape() {
        try (FakeTeams teams = FakeTeams.builder().start();
                RunningServer server = RunningServer.inDevMode(teams, RunningServer.sqlite(folder))) {
            String invoke = "{\"type\":\"invoke\",\"name\":\"%s\",\"id\":\"%s\",\"serviceUrl\":\"http://127.0.0.1:9/\","
                    + "\"conversation\":{\"id\":\"a:1\"},\"recipient\":{\"id\":\"28:b\"}}";
            Answer card = server.post("/api/messages", null, invoke.formatted("adaptiveCard/action", "1"));
            assertThat(card.status()).isEqualTo(200);
            assertThat(card.json().path("statusCode").intValue()).isEqualTo(501);
            assertThat(card.json().path("type").stringValue("")).isEqualTo("application/vnd.microsoft.error");
            assertThat(server.post("/api/messages", null, invoke.formatted("task/fetch", "2"))
                            .status())
                    .isEqualTo(501);
        }
    }

    private static byte[] mutated(Random random, int round) {
        if (round % 8 == 0) {
            byte[] noise = new byte[random.nextInt(2_000)];
            random.nextBytes(noise);
            return noise;
        }
        byte[] body =
                MESSAGE.formatted("f" + round, "{\"a\":[1,2.5,null,true]}").getBytes(StandardCharsets.UTF_8);
        for (int change = 0; change <= random.nextInt(6); change++) {
            int at = random.nextInt(body.length);
            switch (random.nextInt(4)) {
                case 0 -> body[at] = (byte) random.nextInt(256);
                case 1 -> body[at] = (byte) "{}[]\",:0\\ntf".charAt(random.nextInt(12));
                case 2 -> body = Arrays.copyOf(body, Math.max(1, at));
                default ->
                    System.arraycopy(body, random.nextInt(body.length - body.length / 2), body, 0, body.length / 2);
            }
        }
        return body;
    }

    private static int post(RunningServer server, String body, String type) {
        return post(server, body.getBytes(StandardCharsets.UTF_8), type).status();
    }

    private static Answer post(RunningServer server, byte[] body, String type) {
        return server.send(server.request("/api/messages", null)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(body)));
    }
}
