package dev.tidings.server;

import dev.tidings.faketeams.FakeTeams;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The real server on any port, as tests use it.
public final class RunningServer implements AutoCloseable {
    /// The admin key of a server with credentials.
    public static final String ADMIN_KEY = "an-admin-key-that-is-long-enough";

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newHttpClient();
    private final ConfigurableApplicationContext context;

    private RunningServer(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /// In dev mode.
    public static RunningServer inDevMode(FakeTeams teams, String databaseUrl) {
        return start(teams, databaseUrl, Map.of());
    }

    /// With the credentials of the local Teams' bot.
    public static RunningServer withCredentials(FakeTeams teams, String databaseUrl, String secret) {
        return withCredentials(teams, databaseUrl, secret, Map.of());
    }

    /// With the credentials of the local Teams' bot and further settings.
    public static RunningServer withCredentials(
            FakeTeams teams, String databaseUrl, String secret, Map<String, String> further) {
        Map<String, String> all = new HashMap<>(Map.of(
                "MicrosoftAppId", teams.bot().appId(),
                "MicrosoftAppPassword", secret,
                "MicrosoftAppTenantId", teams.scenery().tenant(0),
                "server.address", "127.0.0.1",
                "tidings.admin-key", ADMIN_KEY,
                "tidings.endpoints.login", teams.loginUrl().toString(),
                "tidings.endpoints.graph", teams.graphUrl().toString(),
                "tidings.endpoints.openid-metadata", teams.openIdMetadata().toString()));
        all.putAll(further);
        return start(teams, databaseUrl, all);
    }

    /// With further settings.
    public static RunningServer start(FakeTeams teams, String databaseUrl, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(
                Map.of("tidings.endpoints.service-url", teams.serviceUrl().toString()));
        all.putAll(settings);
        RunningServer server = alone(databaseUrl, all);
        teams.connect(server.url("/api/messages"));
        return server;
    }

    /// Without a Teams that it knows of.
    public static RunningServer alone(String databaseUrl, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of(
                "server.port", "0",
                "logging.level.root", "warn",
                "spring.config.import", "",
                "springdoc.api-docs.enabled", "false",
                "tidings.database.url", databaseUrl));
        all.putAll(settings);
        return new RunningServer(TidingsServer.start(all));
    }

    /// An SQLite file in a folder.
    public static String sqlite(Path folder) {
        return "jdbc:sqlite:" + folder.resolve("tidings.db");
    }

    /// An address of this server.
    public URI url(String path) {
        int port = Objects.requireNonNull(((ServletWebServerApplicationContext) context).getWebServer())
                .getPort();
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /// A part of the server.
    public <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    /// Reads an address with a key, or without one.
    public Answer get(String path, @Nullable String key) {
        return send(request(path, key).GET());
    }

    /// Posts JSON.
    public Answer post(String path, @Nullable String key, String body, String... headers) {
        HttpRequest.Builder request = request(path, key).header("Content-Type", "application/json");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.POST(BodyPublishers.ofString(body)));
    }

    /// Sends any request.
    public Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response =
                    http.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
            return new Answer(response);
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /// The beginning of a request.
    public HttpRequest.Builder request(String path, @Nullable String key) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url(path));
        return key == null ? request : request.header("Authorization", "Bearer " + key);
    }

    /// Waits until a notification has an outcome, and returns its only delivery.
    public JsonNode outcome(Answer accepted, @Nullable String key) {
        String path = accepted.json().path("links").path("self").stringValue("");
        await(
                () -> get(path, key).json().path("status").stringValue("").equals("completed"),
                () -> "no outcome: " + get(path + "/deliveries", key).body());
        return get(path + "/deliveries", key).json().path("items").path(0);
    }

    /// Waits until something is so.
    public static void await(BooleanSupplier condition, Supplier<String> otherwise) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(otherwise.get());
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    @Override
    public void close() {
        context.close();
        http.close();
    }

    /// What the server answered.
    public record Answer(HttpResponse<String> response) {
        public int status() {
            return response.statusCode();
        }

        public String body() {
            return response.body();
        }

        public JsonNode json() {
            return JsonMapper.shared().readTree(response.body());
        }

        /// The last part of a problem's type.
        public String problem() {
            String type = json().path("type").stringValue("");
            return type.substring(type.lastIndexOf(':') + 1);
        }

        public String field() {
            return json().path("field").stringValue("");
        }
    }
}
