package dev.tidings.server.chaos;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The server as a process of its own, started again and again at the same address: from the packaged
/// jar where there is one, otherwise from the class path of the test.
final class ServerProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final Path LOG = Path.of("server.log");
    private static final int SHOWN = 4_000;
    /// Below those that connections leave from: while the server is down, nobody else may get its port
    /// by chance.
    private static final int LOWEST_PORT = 15_000;
    private static final int PORTS = 10_000;

    private final Path folder;
    private final Map<String, String> environment;
    private final int port;
    private final List<Duration> starts = new ArrayList<>();
    private @Nullable Process process;
    private long logged;
    private long began;
    private volatile Duration offset = Duration.ZERO;

    ServerProcess(Path folder) {
        this.folder = folder;
        this.port = freePort();
        this.environment = Map.of("SERVER_PORT", Integer.toString(port));
    }

    private static int freePort() {
        return new Random()
                .ints(LOWEST_PORT, LOWEST_PORT + PORTS)
                .filter(ServerProcess::free)
                .findFirst()
                .orElseThrow();
    }

    private static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
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
        command.addAll(List.of("-cp", classPath(), SteppedServer.class.getName()));
        return command;
    }

    private static String classPath() {
        Path packaged = Path.of(System.getProperty("chaos.app", "target/archive-app/tidings.jar"))
                .toAbsolutePath();
        return Files.exists(packaged)
                ? packaged + File.pathSeparator + SteppedServer.home()
                : System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    /// Sets the server's wall clock, whether or not it runs.
    void step(Duration by) throws IOException {
        offset = offset.plus(by);
        SteppedServer.set(folder, offset);
    }

    /// What time it is for the server.
    Instant now() {
        return InstantSource.system().instant().plus(offset);
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

    /// Asks it to end, and waits until it has: SIGTERM. Java would close its standard input too.
    void end() throws IOException, InterruptedException {
        signal("TERM");
        if (process != null) {
            process.onExit().join();
        }
    }

    /// Lets it do nothing until it is woken: SIGSTOP.
    void freeze() throws IOException, InterruptedException {
        signal("STOP");
    }

    /// Lets it go on: SIGCONT.
    void wake() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        if (process != null) {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
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

    /// The last that it has written.
    String lastWords() throws IOException {
        String all = log();
        return all.substring(Math.max(0, all.length() - SHOWN));
    }

    @Override
    public void close() {
        kill();
    }
}
