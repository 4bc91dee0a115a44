package dev.tidings.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.faketeams.FakeTeams;
import dev.tidings.faketeams.directory.Person;
import dev.tidings.faketeams.login.BotApp;
import dev.tidings.server.RawHttp;
import dev.tidings.server.RunningServer;
import dev.tidings.server.RunningServer.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Behind a real reverse proxy, with the configuration that the documents show.
class BehindNginxTest {
    private static final BotApp BOT =
            BotApp.of("11111111-2222-3333-4444-555555555555").withSecret("secret");

    @TempDir
    Path folder;

    @Test
    void teams_and_callers_come_through_it_and_no_header_bends_an_address() throws IOException, InterruptedException {
        try (FakeTeams teams = FakeTeams.builder().bot(BOT).start();
                RunningServer server = RunningServer.withCredentials(teams, RunningServer.sqlite(folder), "secret");
                Nginx nginx = Nginx.before(server.url("/"), folder)) {
            teams.connect(nginx.url("/api/messages"));
            Person ann = teams.scenery().person(0);
            assertThat(teams.people().install(ann).ok()).isTrue();
            RunningServer.await(
                    () -> server.get("/api/v1/people", RunningServer.ADMIN_KEY)
                            .body()
                            .contains(ann.objectId()),
                    () -> "nothing arrived through nginx");

            String body = "{\"to\":{\"user\":\"" + ann.objectId() + "\"},\"message\":{\"text\":\"hi\"}}";
            Answer accepted = post(server, nginx.url("/api/v1/notifications"), body);
            assertThat(accepted.status()).as(accepted.body()).isEqualTo(202);
            assertThat(server.outcome(accepted, RunningServer.ADMIN_KEY)
                            .path("state")
                            .stringValue(""))
                    .isEqualTo("delivered");
            Answer key = post(server, nginx.url("/api/v1/keys"), "{\"name\":\"shop\",\"scopes\":[\"send\"]}");
            for (Answer answer : new Answer[] {accepted, key}) {
                assertThat(answer.body() + answer.response().headers()).doesNotContain("evil.example", "127.0.0.1");
            }
            assertThat(key.response().headers().firstValue("Location"))
                    .hasValueSatisfying(path -> assertThat(path).startsWith("/api/v1/keys/"));

            assertThat(RawHttp.status(nginx.port(), "GET", "/api/v1/people", "Host: bot.example.com"))
                    .isEqualTo(401);
            assertThat(RawHttp.status(nginx.port(), "GET", "/actuator/prometheus", "Host: bot.example.com"))
                    .isEqualTo(404);
        }
    }

    @Test
    void in_dev_mode_nobody_from_elsewhere_comes_through_it() throws IOException, InterruptedException {
        try (FakeTeams teams = FakeTeams.builder().start();
                RunningServer server = RunningServer.inDevMode(teams, RunningServer.sqlite(folder));
                Nginx nginx = Nginx.before(server.url("/"), folder)) {
            assertThat(RawHttp.status(nginx.port(), "GET", "/api/v1/people", "Host: localhost"))
                    .isEqualTo(200);
            assertThat(RawHttp.status(nginx.port(), "GET", "/api/v1/people", "Host: bot.example.com"))
                    .isEqualTo(403);
            assertThat(RawHttp.status(nginx.port(), "POST", "/api/messages", "Host: bot.example.com"))
                    .isEqualTo(403);
        }
    }

    @Test
    void forwarded_headers_are_believed_only_from_a_trusted_proxy() throws IOException {
        try (FakeTeams teams = FakeTeams.builder().start()) {
            try (RunningServer server = RunningServer.inDevMode(teams, RunningServer.sqlite(folder))) {
                assertThat(secureOrigin(server)).isEqualTo(403);
            }
            var trusted = Map.of("tidings.forwarded-headers.trusted-proxies", "127\\.0\\.0\\.1");
            try (RunningServer server = RunningServer.start(teams, RunningServer.sqlite(folder), trusted)) {
                assertThat(secureOrigin(server)).isEqualTo(200);
                assertThat(people(server, "Host: localhost", "X-Forwarded-For: 8.8.8.8"))
                        .isEqualTo(403);
                assertThat(people(server, "Host: localhost", "X-Forwarded-Host: evil.example"))
                        .isEqualTo(403);
            }
            var another = Map.of("tidings.forwarded-headers.trusted-proxies", "10\\.0\\.0\\.1");
            try (RunningServer server = RunningServer.start(teams, RunningServer.sqlite(folder), another)) {
                assertThat(secureOrigin(server)).isEqualTo(403);
            }
        }
    }

    /// A page that the proxy serves over https calls the server that it came from.
    private static int secureOrigin(RunningServer server) throws IOException {
        return people(server, "Host: localhost", "Origin: https://localhost", "X-Forwarded-Proto: https");
    }

    private static int people(RunningServer server, String... headers) throws IOException {
        return RawHttp.status(server.url("/").getPort(), "GET", "/api/v1/people", headers);
    }

    private static Answer post(RunningServer server, URI url, String body) {
        return server.send(HttpRequest.newBuilder(url)
                .header("Authorization", "Bearer " + RunningServer.ADMIN_KEY)
                .header("Content-Type", "application/json")
                .header("X-Forwarded-Host", "evil.example")
                .header("X-Forwarded-Proto", "javascript")
                .header("Forwarded", "host=evil.example")
                .POST(BodyPublishers.ofString(body)));
    }
}
