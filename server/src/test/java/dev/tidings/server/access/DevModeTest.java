package dev.tidings.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.faketeams.FakeTeams;
import dev.tidings.server.RawHttp;
import dev.tidings.server.RunningServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Without credentials everything is open to this machine, and to no web page that it shows.
class DevModeTest {
    @TempDir
    Path folder;

    @Test
    void only_requests_that_no_foreign_page_can_make_are_answered() throws IOException {
        try (FakeTeams teams = FakeTeams.builder().start();
                RunningServer server = RunningServer.inDevMode(teams, RunningServer.sqlite(folder))) {
            URI url = server.url("/");
            String own = "localhost:" + url.getPort();
            assertThat(status(url, "GET", "Host: " + own)).isEqualTo(200);
            assertThat(status(url, "GET", "Host: 127.0.0.1")).isEqualTo(200);
            assertThat(status(url, "GET", "Host: [::1]:" + url.getPort())).isEqualTo(200);
            assertThat(status(url, "GET", "Host: " + own, "Origin: http://" + own))
                    .isEqualTo(200);
            assertThat(status(url, "GET", "Host: evil.example")).isEqualTo(403);
            assertThat(status(url, "GET", "Host: localhost.evil.example")).isEqualTo(403);
            assertThat(status(url, "GET", "Host: 127.0.0.1.nip.io")).isEqualTo(403);
            assertThat(status(url, "GET", "Host: " + own, "Origin: https://evil.example"))
                    .isEqualTo(403);
            assertThat(status(url, "GET", "Host: " + own, "Origin: http://localhost:1"))
                    .isEqualTo(403);
            assertThat(status(url, "GET", "Host: " + own, "Origin: null")).isEqualTo(403);
            String length = "Content-Length: 2\r\n\r\n{}";
            assertThat(status(url, "POST", "Host: " + own, "Content-Type: text/plain", length))
                    .isEqualTo(415);
            assertThat(status(url, "POST", "Host: " + own, "Content-Type: application/x-www-form-urlencoded", length))
                    .isEqualTo(415);
            assertThat(status(url, "POST", "Host: " + own, length)).isEqualTo(415);
            String form = "Content-Type: multipart/form-data; boundary=x";
            assertThat(status(url, "POST", "Host: " + own, form, length)).isEqualTo(415);
            assertThat(status(url, "POST", "Host: " + own, form, "Idempotency-Key: k", length))
                    .isNotEqualTo(415);
        }
    }

    @Test
    void the_placeholder_app_id_stays_the_same() {
        String first;
        try (FakeTeams teams = FakeTeams.builder().start()) {
            try (RunningServer server = RunningServer.inDevMode(teams, RunningServer.sqlite(folder))) {
                first = server.get("/api/v1/bots", null).body();
            }
            try (RunningServer server = RunningServer.inDevMode(teams, RunningServer.sqlite(folder))) {
                assertThat(server.get("/api/v1/bots", null).body())
                        .isEqualTo(first)
                        .contains("appId");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Forwarded-Host: bot.example.com",
                "X-Forwarded-Host: localhost, bot.example.com",
                "X-Forwarded-For: 8.8.8.8",
                "X-Forwarded-For: 127.0.0.1\r\nX-Forwarded-For: 8.8.8.8",
                "Forwarded: for=127.0.0.1",
            })
    void what_a_proxy_or_a_tunnel_brings_from_elsewhere_is_refused(String header) throws IOException {
        try (FakeTeams teams = FakeTeams.builder().start();
                RunningServer server = RunningServer.inDevMode(teams, RunningServer.sqlite(folder))) {
            assertThat(status(server.url("/"), "GET", "Host: localhost", "X-Forwarded-For: 127.0.0.1"))
                    .isEqualTo(200);
            assertThat(status(server.url("/"), "GET", "Host: localhost", header))
                    .isEqualTo(403);
        }
    }

    private static int status(URI server, String method, String... headers) throws IOException {
        return RawHttp.status(server.getPort(), method, "/api/v1/bots", headers);
    }
}
