package dev.tidings.bench.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A local Teams in another process, by its control surface.
final class LocalTeams {
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI base;

    LocalTeams(URI base) {
        this.base = base;
    }

    /// The people of the first tenant, of whom each has `userId` and `chat`.
    Stream<JsonNode> people(int number) throws IOException, InterruptedException {
        return get("/_fake/people?from=0&limit=" + number).path("people").valueStream();
    }

    /// The person at a place in the first tenant's directory, with `id` and `chat`.
    JsonNode person(int number) throws IOException, InterruptedException {
        return get("/_fake/people?from=" + number + "&limit=1").path("people").path(0);
    }

    /// How many messages there are in a chat.
    int messages(String chat) throws IOException, InterruptedException {
        return get("/_fake/messages?conversation=" + URLEncoder.encode(chat, StandardCharsets.UTF_8))
                .path("total")
                .intValue();
    }

    /// Installs the app for a person.
    void install(String person) {
        String body = "{\"by\":\"" + person + "\",\"in\":\"personal\"}";
        try {
            ask(HttpRequest.newBuilder(base.resolve("/_fake/activities/install"))
                    .POST(BodyPublishers.ofString(body)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    String tenant() throws IOException, InterruptedException {
        return get("/_fake/people?limit=1").path("tenant").stringValue();
    }

    String serviceUrl(String tenant) {
        return base.resolve("/teams/" + tenant + "/").toString();
    }

    /// What the referee has counted.
    JsonNode report() throws IOException, InterruptedException {
        return get("/_fake/report");
    }

    /// The most requests of any second to one tenant that the referee has seen.
    static int most(JsonNode report) {
        return report.path("windows")
                .valueStream()
                .filter(window -> window.path("counted").stringValue().equals("everything"))
                .mapToInt(window -> window.path("most").intValue())
                .max()
                .orElseThrow();
    }

    /// Lets a fault hit each call with a chance.
    void inject(String fault, double chance) throws IOException, InterruptedException {
        String body = "{\"fault\":\"" + fault + "\",\"probability\":" + chance + "}";
        ask(HttpRequest.newBuilder(base.resolve("/_fake/faults")).POST(BodyPublishers.ofString(body)));
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return ask(HttpRequest.newBuilder(base.resolve(path)));
    }

    private JsonNode ask(HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer = client.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IOException("the local Teams answered " + answer.statusCode() + ": " + answer.body());
        }
        return JsonMapper.shared().readTree(answer.body());
    }
}
