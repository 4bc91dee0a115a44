package dev.tidings.faketeams;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidings.faketeams.wire.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A bot in a process of its own, written in JavaScript with somebody else's SDK. Closing ends it.
final class NodeBot implements AutoCloseable {
    private final Process process;
    private final URI base;

    private NodeBot(Process process, URI base) {
        this.process = process;
        this.base = base;
    }

    /// Skips the test where a folder of `clients` has nothing installed, and says what to install.
    static void mustBeThere(String client) {
        assumeTrue(
                Files.isDirectory(Path.of("..", "clients", client, "node_modules")),
                "The other SDK is needed: npm ci --prefix clients/" + client);
    }

    /// Starts a bot of a folder in `clients`.
    static NodeBot start(String client, FakeTeams teams, String secret) {
        Path folder = Path.of("..", "clients", client);
        String address = teams.base().toString();
        String tenant = teams.scenery().tenant(0);
        ProcessBuilder command = new ProcessBuilder(
                        List.of("node", "bot.js", address, teams.bot().appId(), secret, tenant))
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        command.environment()
                .put(
                        "NODE_EXTRA_CA_CERTS",
                        teams.certificateFile().orElseThrow().toString());
        try {
            Process process = command.start();
            return new NodeBot(process, base(process.inputReader()));
        } catch (IOException noNode) {
            throw new UncheckedIOException(noNode);
        }
    }

    private static URI base(BufferedReader output) throws IOException {
        String line = output.readLine();
        return Json.value(line == null ? "" : line)
                .map(told -> URI.create(told.path("base").stringValue()))
                .orElseThrow(() -> new IOException("the bot did not start"));
    }

    URI messages() {
        return base.resolve("/api/messages");
    }

    /// Makes the bot write by itself.
    Caller.Answer proactive(String json) {
        return Caller.sent(HttpRequest.newBuilder(base.resolve("/proactive"))
                .POST(BodyPublishers.ofString(json))
                .build());
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
