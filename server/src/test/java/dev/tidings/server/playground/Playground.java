package dev.tidings.server.playground;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/// The Playground's own process, on any port. Closing ends it.
final class Playground implements AutoCloseable {
    private static final Path FOLDER = Path.of("..", "clients", "playground");
    private static final String STARTED = "Listening on ";

    private final Process process;
    private final URI page;

    private Playground(Process process, URI page) {
        this.process = process;
        this.page = page;
    }

    /// Skips the test where it is not installed, and says what to install.
    static void mustBeThere() {
        assumeTrue(
                Files.isDirectory(FOLDER.resolve("node_modules")),
                "Agents Playground is needed: npm ci --prefix clients/playground");
    }

    /// Starts it in front of a bot.
    static Playground start(URI messages, Path logFile) throws IOException {
        ProcessBuilder command = new ProcessBuilder("node", "start.cjs", messages.toString(), "0")
                .directory(FOLDER.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        command.environment().put("M365_AGENTS_PLAYGROUND_LOGFILE", logFile.toString());
        Process process = command.start();
        return new Playground(process, URI.create("http://localhost:" + port(process.inputReader())));
    }

    private static String port(BufferedReader output) throws IOException {
        String line = output.readLine();
        if (line == null || !line.startsWith(STARTED)) {
            throw new IOException("Agents Playground did not start: " + line);
        }
        return line.substring(STARTED.length());
    }

    URI page() {
        return page;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
