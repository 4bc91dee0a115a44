package dev.tidings.faketeams;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tidings.faketeams.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/// A bot's messaging endpoint that keeps what it is told and answers as it is told.
final class BotStub implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Heard> heard = new CopyOnWriteArrayList<>();
    private volatile Function<ObjectNode, Reaction> reaction = activity -> new Reaction(200, "");

    record Heard(ObjectNode activity, String authorization, String conversationHeader) {
        String type() {
            return activity.path("type").stringValue();
        }
    }

    record Reaction(int status, String body) {}

    BotStub() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException cannotListen) {
            throw new UncheckedIOException(cannotListen);
        }
        server.setExecutor(threads);
        server.createContext("/api/messages", this::handle);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/api/messages");
    }

    void reacts(Function<ObjectNode, Reaction> other) {
        reaction = other;
    }

    List<Heard> heard() {
        return List.copyOf(heard);
    }

    ObjectNode last() {
        return heard.get(heard.size() - 1).activity();
    }

    private void handle(HttpExchange exchange) throws IOException {
        ObjectNode activity =
                Json.parse(exchange.getRequestBody().readAllBytes()).orElseThrow();
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        String conversation = exchange.getRequestHeaders().getFirst("x-ms-conversation-id");
        heard.add(new Heard(activity, authorization == null ? "" : authorization, conversation));
        Reaction answer = reaction.apply(activity);
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
