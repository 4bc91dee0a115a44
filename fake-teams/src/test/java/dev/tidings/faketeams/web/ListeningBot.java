package dev.tidings.faketeams.web;

import com.sun.net.httpserver.HttpServer;
import dev.tidings.faketeams.wire.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.node.ObjectNode;

/// A bot's endpoint that keeps what it hears and gives invokes one answer.
final class ListeningBot implements AutoCloseable {
    private final HttpServer server;
    private final List<ObjectNode> heard = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private volatile String answer = "";

    ListeningBot() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/messages", exchange -> {
            ObjectNode activity =
                    Json.parse(exchange.getRequestBody().readAllBytes()).orElseThrow();
            heard.add(activity);
            byte[] body = is(activity, "invoke") ? answer.getBytes(StandardCharsets.UTF_8) : new byte[0];
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        });
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/api/messages");
    }

    /// What to answer to invokes from now on.
    void answers(String body) {
        answer = body;
    }

    void fails(int withStatus) {
        status = withStatus;
    }

    /// The activities of a type, oldest first.
    List<ObjectNode> heard(String type) {
        return heard.stream().filter(activity -> is(activity, type)).toList();
    }

    private static boolean is(ObjectNode activity, String type) {
        return activity.path("type").stringValue("").equals(type);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
