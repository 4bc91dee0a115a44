package dev.tidings.bench;

import dev.tidings.bench.load.ProcessFigures;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Starts a server, reports how long it took until it answered with anything but a server error, and how much
/// memory it held after a while of doing nothing, and ends it.
public final class StartUp {
    private static final Duration GIVE_UP = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(10);

    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpRequest question;

    private StartUp(URI address) {
        this.question =
                HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(2)).build();
    }

    /// Takes `<contender> <URL> <idle ms> <command...>`.
    public static void main(String... args) throws Exception {
        Duration idle = Duration.ofMillis(Long.parseLong(args[2]));
        List<String> command = Arrays.asList(args).subList(3, args.length);
        StartUp startUp = new StartUp(URI.create(args[1]));
        long before = System.nanoTime();
        Process server = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            startUp.awaitReady(server, before);
            report(args[0], Duration.ofNanos(System.nanoTime() - before), idle, server);
        } finally {
            server.destroy();
            server.waitFor();
        }
    }

    private static void report(String contender, Duration ready, Duration idle, Process server)
            throws InterruptedException {
        Thread.sleep(idle);
        ProcessFigures figures = new ProcessFigures(server.pid());
        System.out.printf(
                Locale.ROOT,
                "{\"kind\":\"startup\",\"contender\":\"%s\",\"readyMs\":%d,\"idleMemory\":%d,\"peakMemory\":%d}%n",
                contender,
                ready.toMillis(),
                figures.memory(),
                figures.peakMemory());
    }

    private void awaitReady(Process server, long since) throws InterruptedException {
        while (!ready()) {
            if (!server.isAlive() || System.nanoTime() - since > GIVE_UP.toNanos()) {
                throw new IllegalStateException("the server did not become ready");
            }
            Thread.sleep(POLL);
        }
    }

    private boolean ready() throws InterruptedException {
        try {
            return client.send(question, BodyHandlers.discarding()).statusCode() < 500;
        } catch (IOException _) {
            return false;
        }
    }
}
