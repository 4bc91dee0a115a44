package dev.tidings.examples;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tidings.teams.Received;
import dev.tidings.teams.TeamsBot;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/// The door through which Teams reaches an example's bot: `POST /api/messages` on the JDK's own HTTP server.
final class BotEndpoint implements AutoCloseable {
    /// Far more than Teams sends.
    private static final int LARGEST_BODY = 1024 * 1024;
    /// What is still read of a body that is too large: closing before its end would lose the answer on its way.
    private static final int HEARD_OUT = 16 * LARGEST_BODY;

    private final HttpServer server;

    private BotEndpoint(HttpServer server) {
        this.server = server;
    }

    /// Opens the door on this machine.
    ///
    /// @param port the port, or 0 for any free one
    static BotEndpoint open(int port, TeamsBot bot) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/api/messages", exchange -> answer(exchange, bot));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        return new BotEndpoint(server);
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort() + "/api/messages";
    }

    private static void answer(HttpExchange exchange, TeamsBot bot) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
            if (body.length > LARGEST_BODY) {
                exchange.getRequestBody().readNBytes(HEARD_OUT);
                exchange.sendResponseHeaders(413, -1);
                return;
            }
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            answer(exchange, bot.receive(authorization, new String(body, StandardCharsets.UTF_8)));
        }
    }

    private static void answer(HttpExchange exchange, Received received) throws IOException {
        String text = received.body();
        byte[] answer = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(received.status(), answer.length == 0 ? -1 : answer.length);
        exchange.getResponseBody().write(answer);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
