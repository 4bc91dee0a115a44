package dev.tidings.teams.auth;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A login service on a socket that keeps what it was asked last and answers as it is told.
final class TestLogin implements AutoCloseable {
    final AtomicInteger requests = new AtomicInteger();
    volatile int status = 200;
    volatile int lifetime = 3600;
    volatile String refusal = "{\"error\":\"invalid_client\"}";
    volatile String path = "";
    volatile Map<String, String> form = Map.of();
    volatile CountDownLatch open = new CountDownLatch(0);
    private final HttpServer server;

    TestLogin() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// From now on the AADSTS code is answered in the way Entra does.
    void refuse(String code) {
        refusal = "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS" + code
                + ": Secret s3cret-value is not right. Trace ID: 1\",\"error_codes\":[" + code + "]}";
        status = 401;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        path = exchange.getRequestURI().getPath();
        form = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        int number = requests.incrementAndGet();
        String body = status == 200
                ? "{\"token_type\":\"Bearer\",\"expires_in\":" + lifetime + ",\"access_token\":\"token-" + number
                        + "\"}"
                : refusal;
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            open.await();
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static Map<String, String> form(String body) {
        return Stream.of(body.split("&", -1))
                .map(field -> field.split("=", 2))
                .filter(field -> field.length == 2)
                .collect(Collectors.toMap(
                        field -> field[0], field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
    }
}
