package dev.tidings.server.chaos;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The packaged server as a process of its own, started again and again at the same address.
final class ServerProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final Path LOG = Path.of("server.log");

    private final Path folder;
    private final Map<String, String> environment;
    private final int port;
    private final List<Duration> starts = new ArrayList<>();
    private @Nullable Process process;
    private long logged;
    private long began;

    ServerProcess(Path folder) throws IOException {
        this.folder = folder;
        this.port = freePort();
        this.environment = Map.of("SERVER_PORT", Integer.toString(port));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /// An address of the server, whether or not it runs.
    URI url(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /// Starts it, without waiting until it is ready.
    void begin() throws IOException {
        Path log = folder.resolve(LOG);
        logged = Files.exists(log) ? Files.size(log) : 0;
        began = System.nanoTime();
        ProcessBuilder java = new ProcessBuilder(command());
        java.environment().clear();
        java.environment().put("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
        java.environment().putAll(environment);
        process = java.directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    /// The flags of the launcher, and the first compiler only: none of these processes grows old.
    private static List<String> command() {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-Xms32m",
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-jar", app().getAbsolutePath(), "serve"));
        return command;
    }

    private static File app() {
        Path packaged = Path.of(System.getProperty("chaos.app", "target/archive-app/tidings.jar"));
        if (!Files.exists(packaged)) {
            throw new IllegalStateException("the server is not packaged: " + packaged.toAbsolutePath());
        }
        return packaged.toFile();
    }

    /// Starts it and waits until it answers.
    void start() throws IOException, InterruptedException {
        begin();
        if (!ready(PATIENCE)) {
            throw new AssertionError("the server did not start: " + log());
        }
        starts.add(Duration.ofNanos(System.nanoTime() - began));
    }

    /// Waits until it answers or has ended.
    ///
    /// @return whether it answers
    boolean ready(Duration longest) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + longest.toNanos();
        while (running() && System.nanoTime() < deadline) {
            if (sinceStart().contains("Listening on")) {
                return true;
            }
            lives(LOOK);
        }
        return false;
    }

    boolean running() {
        return process != null && process.isAlive();
    }

    /// Lets it live for a time, if it does not end by itself.
    void lives(Duration time) throws InterruptedException {
        if (process != null) {
            boolean _ = process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /// Ends it at once: SIGKILL.
    void kill() {
        if (process != null) {
            process.destroyForcibly().onExit().join();
        }
    }

    /// How long it took each time until it answered.
    List<Duration> starts() {
        return List.copyOf(starts);
    }

    /// What it has written since it was last started.
    private String sinceStart() throws IOException {
        String all = log();
        return all.substring((int) Math.min(all.length(), logged));
    }

    /// What it has written in all its lives.
    String log() throws IOException {
        return Files.readString(folder.resolve(LOG), StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        kill();
    }
}
