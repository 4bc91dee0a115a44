package dev.tidings.bench.engine;

import dev.tidings.bench.load.ProcessFigures;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Sends one message to somebody who never met the bot, through a server in another process, and prints how
/// long each part of the way took.
public final class ColdReach {
    private static final Duration LOOK = Duration.ofMillis(5);
    private static final Duration GIVE_UP = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newHttpClient();
    private final InstantSource clock = InstantSource.system();
    private final URI server;
    private final LocalTeams teams;
    private final String key;

    private ColdReach(URI server, LocalTeams teams, String key) {
        this.server = server;
        this.teams = teams;
        this.key = key;
    }

    /// Prints what was measured.
    ///
    /// @param args the server, its process id, the local Teams, a key, what is measured, and which person
    /// of the directory
    public static void main(String... args) throws IOException, InterruptedException {
        LocalTeams teams = new LocalTeams(URI.create(args[2]));
        ProcessFigures server = new ProcessFigures(Long.parseLong(args[1]));
        new ColdReach(URI.create(args[0]), teams, args[3]).measure(server, args[4], Integer.parseInt(args[5]));
    }

    private void measure(ProcessFigures process, String what, int number) throws IOException, InterruptedException {
        JsonNode person = teams.person(number);
        String body = "{\"to\":{\"user\":\"" + person.path("id").stringValue() + "\"},\"tenant\":\"" + teams.tenant()
                + "\",\"message\":{\"text\":\"The office is closed today.\"}}";
        Duration cpu = process.cpu();
        Instant began = clock.instant();
        long start = System.nanoTime();
        String notification = ask(post(body), 202).path("links").path("self").stringValue();
        long accepted = System.nanoTime() - start;
        awaitMessage(person.path("chat").stringValue(), start);
        long reached = System.nanoTime() - start;
        Duration used = process.cpu().minus(cpu);
        Line.of("cold-reach")
                .with("what", what)
                .with("reachedMs", reached / 1_000_000)
                .with("acceptedMs", accepted / 1_000_000)
                .with("cpuMs", used.toMillis())
                .with("parts", String.join(", ", parts(notification, began)))
                .print();
    }

    private HttpRequest post(String body) {
        return request("/api/v1/notifications")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve(path)).header("Authorization", "Bearer " + key);
    }

    private void awaitMessage(String chat, long start) throws IOException, InterruptedException {
        while (teams.messages(chat) == 0) {
            if (System.nanoTime() - start > GIVE_UP.toNanos()) {
                throw new IOException("nothing arrived");
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    /// Each step that was taken, with how long after the request it was, in ms.
    private List<String> parts(String notification, Instant began) throws IOException, InterruptedException {
        JsonNode ledger = ask(request(notification + "/deliveries").build(), 200);
        JsonNode delivery = ledger.path("items").path(0);
        String history = notification + "/deliveries/" + delivery.path("id").stringValue();
        List<String> parts = new ArrayList<>();
        for (JsonNode step : ask(request(history).build(), 200).path("steps")) {
            parts.add(step.path("step").stringValue() + " " + millis(began, step.path("at")));
        }
        parts.add(delivery.path("state").stringValue() + " " + millis(began, delivery.path("updatedAt")));
        return parts;
    }

    private static long millis(Instant began, JsonNode at) {
        return Duration.between(began, Instant.parse(at.stringValue())).toMillis();
    }

    private JsonNode ask(HttpRequest request, int expected) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != expected) {
            throw new IOException(answer.statusCode() + " " + answer.body());
        }
        return JsonMapper.shared().readTree(answer.body());
    }
}
