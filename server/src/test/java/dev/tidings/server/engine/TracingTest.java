package dev.tidings.server.engine;

import static dev.tidings.server.RunningServer.sqlite;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.tidings.faketeams.FakeTeams;
import dev.tidings.server.Audience;
import dev.tidings.server.RunningServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From the caller's trace to the call to Teams, as a collector sees it.
class TracingTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    @TempDir
    Path folder;

    @Test
    void the_callers_trace_goes_on_to_the_call_to_teams_also_over_a_restart() throws IOException {
        try (Collector collector = new Collector();
                FakeTeams teams = FakeTeams.builder().start()) {
            Map<String, String> settings = Map.of("tidings.tracing.endpoint", collector.address());
            String path;
            try (RunningServer server = RunningServer.start(teams, sqlite(folder), settings)) {
                Audience audience = new Audience(teams, server, 1);
                String later = server.part(InstantSource.class)
                        .instant()
                        .plusSeconds(2)
                        .toString();
                path = server.post(
                                "/api/v1/notifications",
                                null,
                                Audience.body("{\"everyone\":true}", "x", "\"notBefore\":\"" + later + "\""),
                                "traceparent",
                                "00-" + TRACE + "-00f067aa0ba902b7-01")
                        .json()
                        .path("links")
                        .path("self")
                        .stringValue("");
                assertThat(audience.people).hasSize(1);
            }
            assertThat(collector.spansOf(TRACE)).as("accepted").isEqualTo(1);
            try (RunningServer server = RunningServer.start(teams, sqlite(folder), settings)) {
                RunningServer.await(
                        () -> server.get(path, null).body().contains("\"status\":\"completed\""),
                        () -> server.get(path, null).body());
            }
            assertThat(collector.spansOf(TRACE)).as("accepted, sent, called").isGreaterThanOrEqualTo(3);
            assertThat(collector.text())
                    .contains(path.substring(path.lastIndexOf('/') + 1), "tidings.state", "delivered", "teams.ms-cv");
        }
    }

    /// Takes what is exported, and keeps the bytes.
    private static final class Collector implements AutoCloseable {
        private final HttpServer http;
        private final ByteArrayOutputStream taken = new ByteArrayOutputStream();

        Collector() throws IOException {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            http.createContext("/", exchange -> {
                synchronized (taken) {
                    exchange.getRequestBody().transferTo(taken);
                }
                exchange.sendResponseHeaders(200, -1);
                exchange.close();
            });
            http.start();
        }

        String address() {
            return "http://127.0.0.1:" + http.getAddress().getPort() + "/v1/traces";
        }

        String text() {
            synchronized (taken) {
                return taken.toString(StandardCharsets.ISO_8859_1);
            }
        }

        int spansOf(String trace) {
            String id = new String(HexFormat.of().parseHex(trace), StandardCharsets.ISO_8859_1);
            return text().split(Pattern.quote(id), -1).length - 1;
        }

        @Override
        public void close() {
            http.stop(0);
        }
    }
}
