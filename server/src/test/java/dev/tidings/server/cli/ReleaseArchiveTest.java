package dev.tidings.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The release archive, unpacked where nothing else is, does what the checkout does. Runs after it has been made.
class ReleaseArchiveTest {
    private static final Pattern LISTENING = Pattern.compile("Listening on (http://127\\.0\\.0\\.1:\\d+)");
    private static final long PATIENCE_SECONDS = 120;

    @TempDir
    Path folder;

    private Path unpacked = Path.of("");
    private Path elsewhere = Path.of("");

    @BeforeEach
    void unpack() throws IOException, InterruptedException {
        Path archive = only(Path.of("target"), "tidings-*.tar.gz");
        Process tar = new ProcessBuilder("tar", "-xzf", archive.toAbsolutePath().toString(), "-C", folder.toString())
                .inheritIO()
                .start();
        assertThat(tar.waitFor()).isZero();
        unpacked = only(folder, "tidings-*");
        elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    }

    @Test
    void it_runs_the_demo() throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        Process demo = tidings(log, "demo", "--once").start();
        assertThat(demo.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(demo.exitValue()).as(Files.readString(log)).isZero();
        assertThat(Files.readString(log)).contains("arrived").doesNotContain("Building", "MISSING");
    }

    @Test
    void it_knows_its_version() throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        assertThat(tidings(log, "--version").start().waitFor()).isZero();
        assertThat(Files.readString(log).strip())
                .isEqualTo("Tidings " + unpacked.getFileName().toString().substring("tidings-".length()));
    }

    @Test
    void it_serves_from_where_it_is_called_and_ends_when_it_is_told_to() throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        ProcessBuilder serve = tidings(log, "serve");
        serve.environment().put("SERVER_PORT", "0");
        Process server = serve.start();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest health = HttpRequest.newBuilder(URI.create(address(server, log) + "/actuator/health"))
                    .build();
            assertThat(http.send(health, BodyHandlers.ofString()).body()).contains("\"status\":\"UP\"");
            assertThat(elsewhere.resolve("data/tidings.db")).exists();
            server.destroy();
            assertThat(server.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        } finally {
            server.destroyForcibly();
        }
    }

    /// With nothing of this build around it: no Maven, no settings, another working directory.
    private ProcessBuilder tidings(Path log, String... arguments) {
        ProcessBuilder command = new ProcessBuilder(
                Stream.concat(Stream.of(unpacked.resolve("tidings").toString()), Stream.of(arguments))
                        .toList());
        command.environment().clear();
        command.environment().put("PATH", "/usr/bin:/bin");
        command.environment().put("HOME", elsewhere.toString());
        command.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return command.directory(elsewhere.toFile()).redirectErrorStream(true).redirectOutput(log.toFile());
    }

    private static String address(Process server, Path log) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (server.isAlive() && System.nanoTime() < deadline) {
            Matcher listening = LISTENING.matcher(Files.readString(log));
            if (listening.find()) {
                return listening.group(1);
            }
            server.waitFor(50, TimeUnit.MILLISECONDS);
        }
        throw new AssertionError("the server did not start: " + Files.readString(log));
    }

    private static Path only(Path in, String pattern) throws IOException {
        try (var found = Files.newDirectoryStream(in, pattern)) {
            var all = found.iterator();
            assertThat(all.hasNext()).as(pattern + " in " + in).isTrue();
            Path first = all.next();
            assertThat(all.hasNext()).as("one " + pattern + " in " + in).isFalse();
            return first;
        }
    }
}
