package dev.tidings.server.api;

import static dev.tidings.server.RunningServer.sqlite;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.event.Events;
import dev.tidings.delivery.event.Happening;
import dev.tidings.faketeams.FakeTeams;
import dev.tidings.server.Audience;
import dev.tidings.server.RunningServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/// `GET /events` as a listener hears it.
class StreamsTest {
    @TempDir
    Path folder;

    @Test
    void what_happens_is_told_and_after_a_break_told_from_there_on() throws Exception {
        FakeTeams teams = FakeTeams.builder().start();
        try (Audience audience = new Audience(teams, RunningServer.inDevMode(teams, sqlite(folder)), 1)) {
            String last;
            try (Listener listener = new Listener(audience.server, null, null)) {
                audience.becomes(audience.send("{\"everyone\":true}", "one"), "completed");
                last = listener.hears("event: delivery-ended").id();
            }
            audience.becomes(audience.send("{\"everyone\":true}", "two"), "completed");
            try (Listener listener = new Listener(audience.server, null, last)) {
                Told told = listener.hears("event: delivery-ended");
                assertThat(told.lines().getLast()).contains("\"state\":\"delivered\"", "\"tenant\":");
                assertThat(Long.parseLong(told.id())).isGreaterThan(Long.parseLong(last));
            }
            try (Listener listener = new Listener(audience.server, null, "1")) {
                assertThat(listener.hears("event: missed").lines().getLast()).contains("resume");
            }
            assertThat(audience.server
                            .send(audience.server
                                    .request("/api/v1/events", null)
                                    .header("Last-Event-ID", "x"))
                            .status())
                    .isEqualTo(400);
        }
    }

    @Test
    void the_end_of_a_notification_and_of_its_edit_is_told_once_each() throws Exception {
        FakeTeams teams = FakeTeams.builder().start();
        try (Audience audience = new Audience(teams, RunningServer.inDevMode(teams, sqlite(folder)), 2);
                Listener listener = new Listener(audience.server, null, null)) {
            String many = audience.send("{\"everyone\":true}", "one");
            assertThat(listener.hears("event: notification-completed").lines().getLast())
                    .contains(many.substring(many.lastIndexOf('/') + 1), "\"status\":\"completed\"");
            audience.put(many + "/message", null, "{\"text\":\"two\"}");
            listener.hears("event: edit-completed");

            String one =
                    audience.send("{\"user\":\"" + audience.people.getFirst().objectId() + "\"}", "three");
            assertThat(listener.hears("event: notification-completed").lines().getLast())
                    .contains(one.substring(one.lastIndexOf('/') + 1));
        }
    }

    @Test
    void a_key_for_another_tenant_hears_nothing_of_it() throws Exception {
        FakeTeams teams = FakeTeams.builder().start();
        try (Audience audience = new Audience(teams, RunningServer.inDevMode(teams, sqlite(folder)), 1)) {
            String secret = audience.server
                    .post("/api/v1/keys", null, "{\"name\":\"b\",\"scopes\":[\"read\"],\"tenants\":[\"elsewhere\"]}")
                    .json()
                    .path("key")
                    .stringValue("");
            try (Listener fenced = new Listener(audience.server, secret, null);
                    Listener free = new Listener(audience.server, null, null)) {
                audience.send("{\"everyone\":true}", "one");
                free.hears("event: delivery-ended");
                assertThat(fenced.lines).noneMatch(line -> line.startsWith("event:"));
            }
        }
    }

    @Test
    void a_stopping_server_does_not_wait_for_those_who_listen() throws Exception {
        FakeTeams teams = FakeTeams.builder().start();
        try (Audience audience = new Audience(teams, RunningServer.inDevMode(teams, sqlite(folder)), 1);
                Listener listener = new Listener(audience.server, null, null)) {
            long began = System.nanoTime();
            audience.server.close();
            assertThat(listener.ended.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(System.nanoTime() - began).isLessThan(TimeUnit.SECONDS.toNanos(15));
        }
    }

    @Test
    void a_reader_who_hangs_up_is_no_failure_to_be_logged() throws Exception {
        PrintStream screen = System.out;
        ByteArrayOutputStream logged = new ByteArrayOutputStream();
        System.setOut(new PrintStream(logged, true, StandardCharsets.UTF_8));
        try (FakeTeams teams = FakeTeams.builder().start();
                RunningServer server = RunningServer.inDevMode(teams, sqlite(folder))) {
            new Listener(server, null, null).close();
            RunningServer.await(
                    () -> {
                        server.part(Events.class)
                                .publish(new Tenancy("default", "one"), new Happening.Installed("29:ann", null));
                        return server.get("/actuator/prometheus", null).body().contains("uri=\"/api/v1/events\"");
                    },
                    () -> "the stream has not ended");
            LoggerFactory.getLogger(StreamsTest.class).warn("the log is heard");
        } finally {
            System.setOut(screen);
        }
        assertThat(logged.toString(StandardCharsets.UTF_8))
                .contains("the log is heard")
                .doesNotContain("failed", "Exception");
    }

    /// An event as it came.
    record Told(List<String> lines) {
        String id() {
            return lines.stream()
                    .filter(line -> line.startsWith("id: "))
                    .findFirst()
                    .orElseThrow()
                    .substring("id: ".length());
        }
    }

    /// Somebody who listens.
    private static final class Listener implements AutoCloseable {
        final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        final CountDownLatch ended = new CountDownLatch(1);
        private final HttpClient http = HttpClient.newHttpClient();

        Listener(RunningServer server, @Nullable String key, @Nullable String last)
                throws IOException, InterruptedException {
            HttpRequest.Builder request = server.request("/api/v1/events", key);
            if (last != null) {
                request.header("Last-Event-ID", last);
            }
            var answer = http.send(request.build(), BodyHandlers.ofLines());
            assertThat(answer.statusCode()).isEqualTo(200);
            Thread.ofVirtual().start(() -> {
                try {
                    answer.body().forEach(lines::add);
                } catch (UncheckedIOException closed) {
                    // the end
                } finally {
                    ended.countDown();
                }
            });
            assertThat(lines.poll(10, TimeUnit.SECONDS)).isEqualTo(": open");
        }

        Told hears(String event) throws InterruptedException {
            List<String> block = new ArrayList<>();
            while (true) {
                String line = lines.poll(20, TimeUnit.SECONDS);
                assertThat(line).as("waiting for " + event).isNotNull();
                if (!line.isEmpty()) {
                    block.add(line);
                } else if (block.contains(event)) {
                    return new Told(block);
                } else {
                    block.clear();
                }
            }
        }

        @Override
        public void close() {
            http.shutdownNow();
            http.close();
        }
    }
}
