package dev.tidings.server.cli;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Calls a running server's REST API.
final class ApiClient {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    /// A million people are looked up before they are accepted.
    private static final Duration TIMEOUT_OF_LISTS = Duration.ofMinutes(30);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI server;
    private final @Nullable String key;

    ApiClient(URI server, @Nullable String key) {
        this.server = reachable(server);
        this.key = key == null || key.isBlank() ? null : usable(key.strip());
    }

    private static URI reachable(URI server) {
        boolean http = "http".equalsIgnoreCase(server.getScheme()) || "https".equalsIgnoreCase(server.getScheme());
        if (!http || server.getHost() == null) {
            throw new CommandFailedException(
                    "'" + server + "' is no address of a server", "Write --url (TIDINGS_URL) as http://host:port.");
        }
        return server;
    }

    private static String usable(String key) {
        if (!key.matches("[\\x21-\\x7e]+")) {
            throw new CommandFailedException(
                    "the key holds characters that no key has", "Check --key, TIDINGS_KEY or TIDINGS_ADMIN_KEY.");
        }
        return key;
    }

    /// Posts a notification and returns what the server answered; a repeated call is the same
    /// notification.
    JsonNode send(ObjectNode notification) {
        return call(request("/api/v1/notifications")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofString(notification.toString())));
    }

    /// Posts a notification to the people of a CSV file, which is read while it is sent.
    JsonNode send(ObjectNode notification, Path people) {
        String boundary = "tidings-" + UUID.randomUUID();
        return call(request("/api/v1/notifications")
                .timeout(TIMEOUT_OF_LISTS)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.concat(
                        part(boundary, "name=\"notification\"", "application/json"),
                        BodyPublishers.ofString(notification + "\r\n"),
                        part(boundary, "name=\"people\"; filename=\"people.csv\"", "text/csv"),
                        file(people),
                        BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"))));
    }

    private static BodyPublisher part(String boundary, String name, String type) {
        return BodyPublishers.ofString("--" + boundary + "\r\nContent-Disposition: form-data; " + name
                + "\r\nContent-Type: " + type + "\r\n\r\n");
    }

    private static BodyPublisher file(Path file) {
        try {
            return BodyPublishers.ofFile(file);
        } catch (FileNotFoundException nothing) {
            throw new CommandFailedException("the file " + file + " cannot be read", "Check the path.");
        }
    }

    /// Reads an address below the server's root.
    JsonNode get(String path) {
        return call(request(path).GET());
    }

    /// Posts nothing but the address, which is an order.
    void post(String path) {
        var _ = call(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString("{}")));
    }

    /// Posts something and returns what the server answered.
    JsonNode post(String path, ObjectNode body) {
        return call(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString())));
    }

    /// Deletes what is at an address.
    void delete(String path) {
        var _ = call(request(path).DELETE());
    }

    private HttpRequest.Builder request(String path) {
        String base = server.toString();
        URI uri = URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(TIMEOUT);
        return key == null ? request : request.header("Authorization", "Bearer " + key);
    }

    private JsonNode call(HttpRequest.Builder request) {
        HttpResponse<String> answer = answer(request.build());
        JsonNode body = json(answer.body());
        if (answer.statusCode() / 100 == 2) {
            return body;
        }
        String field = body.path("field").stringValue("");
        String detail = body.path("detail").stringValue("the server answered HTTP " + answer.statusCode());
        throw new CommandFailedException(
                field.isEmpty() ? detail : field + ": " + detail,
                answer.statusCode() == 401 && key == null
                        ? "Give a key with --key, or set TIDINGS_KEY."
                        : body.path("action").stringValue(""));
    }

    private HttpResponse<String> answer(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException unreachable) {
            throw new CommandFailedException(
                    "there is no answer from " + server,
                    "Start the server with './tidings serve', or say where it is with --url.");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CommandFailedException("interrupted", "");
        }
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException notJson) {
            return JSON.createObjectNode();
        }
    }
}
