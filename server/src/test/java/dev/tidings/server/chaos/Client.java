package dev.tidings.server.chaos;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A client that asks again until the server has answered for good.
final class Client implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration ONE_TRY = Duration.ofSeconds(10);
    private static final long BETWEEN = Duration.ofMillis(100).toNanos();
    private static final int SERVER_ERROR = 500;

    private final HttpClient http = HttpClient.newHttpClient();
    private final ServerProcess server;
    private final AtomicLong repeated = new AtomicLong();
    private volatile boolean closed;

    Client(ServerProcess server) {
        this.server = server;
    }

    /// An answer for good.
    record Answer(int status, String body) {
        JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }

        Answer being(Integer... expected) {
            if (!Set.of(expected).contains(status)) {
                throw new AssertionError("answered " + status + ": " + body);
            }
            return this;
        }
    }

    Answer get(String path) {
        return ask("GET", path, "");
    }

    /// Asks until there is an answer that is not the server's own trouble.
    Answer ask(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.url(path))
                .timeout(ONE_TRY)
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        String last = "";
        while (!closed && System.nanoTime() < deadline) {
            try {
                HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
                if (answer.statusCode() < SERVER_ERROR) {
                    return new Answer(answer.statusCode(), answer.body());
                }
                last = answer.body();
            } catch (IOException gone) {
                last = gone.toString();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(stopped);
            }
            repeated.incrementAndGet();
            LockSupport.parkNanos(BETWEEN);
        }
        throw new AssertionError(method + " " + path + " was never answered for good; last: " + last);
    }

    /// Asks once.
    ///
    /// @return the status of the answer, or 0 if there was none
    int once(String method, String path, String body) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.url(path))
                .timeout(ONE_TRY)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build();
        try {
            return http.send(request, BodyHandlers.ofString()).statusCode();
        } catch (IOException gone) {
            return 0;
        }
    }

    /// Counts the events of a kind that are told from now on, until the server ends.
    AtomicLong events(String kind) {
        HttpRequest request =
                HttpRequest.newBuilder(server.url("/api/v1/events")).build();
        AtomicLong heard = new AtomicLong();
        var _ = http.sendAsync(request, BodyHandlers.ofLines())
                .thenAccept(answer ->
                        answer.body().filter(("event: " + kind)::equals).forEach(line -> heard.incrementAndGet()));
        return heard;
    }

    /// How often it had to ask again.
    long repeated() {
        return repeated.get();
    }

    @Override
    public void close() {
        closed = true;
        http.shutdownNow();
    }
}
