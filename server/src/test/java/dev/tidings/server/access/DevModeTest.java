package dev.tidings.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.faketeams.FakeTeams;
import dev.tidings.server.RunningServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    private static int status(URI server, String method, String... headers) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort())) {
            socket.setSoTimeout(10_000);
            String request = method + " /api/v1/bots HTTP/1.1\r\nConnection: close\r\n" + String.join("\r\n", headers)
                    + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            var answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            String line = String.valueOf(answer.readLine());
            return Integer.parseInt(line.split(" ", 3)[1]);
        }
    }
}
