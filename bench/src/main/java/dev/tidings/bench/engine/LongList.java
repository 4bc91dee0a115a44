package dev.tidings.bench.engine;

import dev.tidings.bench.load.ProcessFigures;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/// Sends a notification to a list of very many people, each named by an object id, to a server in another
/// process; and has the same forecast.
public final class LongList {
    private static final int PIPE = 1 << 16;
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration LATER = Duration.ofDays(1);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI notifications;

    private LongList(URI server) {
        this.notifications = server.resolve("/api/v1/notifications");
    }

    /// Prints what was measured.
    ///
    /// @param args the server, its process id, and how many people
    public static void main(String... args) throws IOException, InterruptedException {
        ProcessFigures server = new ProcessFigures(Long.parseLong(args[1]));
        int people = Integer.parseInt(args[2]);
        LongList list = new LongList(URI.create(args[0]));
        list.planned(list.send(1000));
        list.forecast(server, people);
        long memory = server.memory();
        Duration cpu = server.cpu();
        long began = System.nanoTime();
        String location = list.send(people);
        double accepted = (System.nanoTime() - began) / 1e9;
        String standing = list.planned(location);
        Line.of("long-list")
                .with("people", people)
                .with("acceptedSeconds", accepted)
                .with("plannedSeconds", (System.nanoTime() - began) / 1e9)
                .with("cpuSeconds", server.cpu().minus(cpu).toNanos() / 1e9)
                .with("memoryBeforeMib", memory)
                .with("peakMib", server.peakMemory())
                .with("allQueued", Boolean.toString(standing.contains("\"queued\":" + people)))
                .print();
    }

    private void forecast(ProcessFigures server, int people) throws IOException, InterruptedException {
        long memory = server.memory();
        long began = System.nanoTime();
        HttpRequest request = HttpRequest.newBuilder(notifications.resolve("notifications/dry-run"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(() -> body(people)))
                .build();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        Line.of("dry-run")
                .with("people", people)
                .with("status", answer.statusCode())
                .with("seconds", (System.nanoTime() - began) / 1e9)
                .with("memoryBeforeMib", memory)
                .with("peakMib", server.peakMemory())
                .with("all", Boolean.toString(answer.body().contains("\"recipients\":" + people)))
                .print();
    }

    /// @return where the notification is
    private String send(int people) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(notifications)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(() -> body(people)))
                .build();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 202) {
            throw new IOException(answer.statusCode() + " " + answer.body());
        }
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private static PipedInputStream body(int people) {
        try {
            PipedInputStream in = new PipedInputStream(PIPE);
            PipedOutputStream out = new PipedOutputStream(in);
            Thread.ofPlatform().daemon().start(() -> write(out, people));
            return in;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static void write(PipedOutputStream out, int people) {
        RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
        String due = InstantSource.system().instant().plus(LATER).toString();
        try (PrintStream body = new PrintStream(out, false, StandardCharsets.UTF_8)) {
            body.print("{\"tenant\":\"" + Town.tenancy(0).tenant() + "\",\"notBefore\":\"" + due
                    + "\",\"message\":{\"text\":\"The office is closed today.\"},\"to\":{\"users\":[");
            for (int person = 0; person < people; person++) {
                body.print((person == 0 ? "\"" : ",\"") + new UUID(random.nextLong(), random.nextLong()) + "\"");
            }
            body.print("]}}");
        }
    }

    /// Waits until everybody is planned.
    private String planned(String location) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(notifications.resolve(location)).build();
        while (true) {
            String standing = http.send(request, BodyHandlers.ofString()).body();
            if (standing.contains("\"status\":\"accepted\"")) {
                return standing;
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }
}
