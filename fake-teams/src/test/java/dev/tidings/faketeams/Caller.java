package dev.tidings.faketeams;

import dev.tidings.faketeams.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// A bot that knows nothing but HTTP.
final class Caller {
    static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final FakeTeams teams;
    private final @Nullable String token;

    Caller(FakeTeams teams) {
        this(teams, null);
    }

    private Caller(FakeTeams teams, @Nullable String token) {
        this.teams = teams;
        this.token = token;
    }

    record Answer(int status, String text, HttpResponse<String> raw) {
        ObjectNode json() {
            return Json.value(text)
                    .map(ObjectNode.class::cast)
                    .orElseThrow(() -> new AssertionError(status + " " + text));
        }

        @Nullable
        String code() {
            return Json.text(json(), "error", "code");
        }

        String id() {
            return json().path("id").stringValue();
        }

        String header(String name) {
            return raw.headers().firstValue(name).orElse("");
        }
    }

    Caller with(String bearer) {
        return new Caller(teams, bearer);
    }

    Answer create(String member) {
        return create(member, teams.scenery().tenant(0));
    }

    Answer create(String member, String tenant) {
        return post("v3/conversations", """
                {"isGroup":false,"members":[{"id":"%s"}],"tenantId":"%s","channelData":{"tenant":{"id":"%s"}}}""".formatted(member, tenant, tenant));
    }

    Answer send(String conversation, String text) {
        return post("v3/conversations/" + segment(conversation) + "/activities", message(text));
    }

    static String message(String text) {
        return Json.write(Json.object().put("type", "message").put("text", text));
    }

    Answer get(String path) {
        return exchange("GET", path, null);
    }

    Answer post(String path, String body) {
        return exchange("POST", path, body);
    }

    Answer put(String path, String body) {
        return exchange("PUT", path, body);
    }

    Answer delete(String path) {
        return exchange("DELETE", path, null);
    }

    /// A path beginning with a slash is absolute, any other is below the service URL.
    Answer exchange(String method, String path, @Nullable String body) {
        URI uri = path.startsWith("/") ? teams.base().resolve(path) : URI.create(teams.serviceUrl() + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20));
        request.method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        request.header("Content-Type", "application/json");
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return sent(request.build());
    }

    Answer form(String path, Map<String, String> fields) {
        String body = fields.entrySet().stream()
                .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return sent(HttpRequest.newBuilder(teams.base().resolve(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    /// The access token for client credentials.
    String token(String appId, String secret) {
        Answer answer = form(
                "/botframework.com/oauth2/v2.0/token",
                Map.of(
                        "grant_type",
                        "client_credentials",
                        "client_id",
                        appId,
                        "client_secret",
                        secret,
                        "scope",
                        "https://api.botframework.com/.default"));
        return answer.json().path("access_token").stringValue();
    }

    static Answer sent(HttpRequest request) {
        try {
            HttpResponse<String> response = CLIENT.send(request, BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body(), response);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    static String segment(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
