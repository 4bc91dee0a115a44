package dev.tidings.server.chaos;

import static dev.tidings.faketeams.referee.Scope.BOT_AND_CONVERSATION;

import dev.tidings.faketeams.FakeTeams;
import dev.tidings.faketeams.directory.Person;
import dev.tidings.faketeams.referee.Counted;
import dev.tidings.faketeams.referee.Limit;
import dev.tidings.faketeams.referee.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/// A local Teams that enforces its limits, people and a busy chat in it, and the server as a process.
final class Arena implements AutoCloseable {
    /// More deliveries are never under way at once, so no kill can cut off more.
    static final int IN_FLIGHT = 24;

    static final String NEWS = "news";
    static final String PRICES = "prices";
    private static final int PEOPLE = 40;
    private static final int SUBSCRIBERS = 12;
    private static final int KEPT = 200_000;

    final FakeTeams teams;
    final ServerProcess server;
    final Client client;
    final List<Person> people;
    final String busyChat;

    /// @param folder where the server works
    /// @param database the folder of its database
    /// @param hourly how many messages an hour a conversation takes
    Arena(Path folder, Path database, int hourly, long seed) throws Exception {
        teams = FakeTeams.builder()
                .seed(seed)
                .shape(shape -> shape.withPeople(PEOPLE))
                .keptMessages(KEPT)
                .limits(Limits.documented()
                        .and(new Limit(BOT_AND_CONVERSATION, Counted.SEND, hourly, Duration.ofHours(1))))
                .latency(Duration.ofMillis(60), Duration.ofMillis(40))
                .start();
        settings(folder, database, hourly);
        server = new ServerProcess(folder);
        client = new Client(server);
        people = IntStream.range(0, PEOPLE).mapToObj(teams.scenery()::person).toList();
        busyChat = teams.scenery().chats().getFirst().id();
    }

    /// Starts the server and lets it learn who is there.
    void open() throws IOException, InterruptedException {
        server.start();
        populate();
    }

    private void settings(Path folder, Path database, int hourly) throws IOException {
        Files.writeString(folder.resolve("tidings.yaml"), """
                tidings:
                  database.url: "jdbc:sqlite:%s"
                  endpoints.service-url: "%s"
                  person-cap: off
                  limits:
                    in-flight: %d
                    conversation-windows: ["7/1s", "8/2s", "60/30s", "%d/3600s"]
                """.formatted(
                        database.resolve("tidings.db"), teams.serviceUrl(), IN_FLIGHT, hourly));
    }

    private void populate() throws IOException, InterruptedException {
        teams.connect(server.url("/api/messages"));
        people.forEach(person -> teams.people().install(person));
        teams.people().installIn(people.getFirst(), busyChat);
        until(() -> people.stream().allMatch(person -> known().contains(person.objectId())), "people are learnt");
        until(() -> client.get("/api/v1/chats?limit=500").body().contains(busyChat), "the chat is learnt");
        people.stream()
                .limit(SUBSCRIBERS)
                .forEach(person ->
                        client.ask("PUT", subscriber(PRICES, person), "").being(204));
    }

    private String known() {
        return client.get("/api/v1/people?limit=500").body();
    }

    static String subscriber(String topic, Person person) {
        return "/api/v1/topics/" + topic + "/subscribers/" + person.objectId();
    }

    /// The pages of a list, one after the other.
    Iterable<JsonNode> items(String path) {
        return () -> new Pages(client, path);
    }

    /// Waits until something is so.
    void until(Condition condition, String what) throws IOException, InterruptedException {
        until(Duration.ofMinutes(1), condition, what);
    }

    /// Waits until something is so, not longer than a time.
    void until(Duration longest, Condition condition, String what) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + longest.toNanos();
        while (!condition.met()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(
                        "never came true: " + what + "; the server's last words: " + server.lastWords());
            }
            server.lives(Duration.ofMillis(50));
        }
    }

    /// Waits until so many more messages have arrived, or for long enough.
    void arrive(int more) throws InterruptedException {
        long wanted = teams.scenery().messageCount() + more;
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (server.running() && teams.scenery().messageCount() < wanted && System.nanoTime() < deadline) {
            server.lives(Duration.ofMillis(10));
        }
    }

    /// Sets the server's clock and waits until it must have looked at it: more has arrived than was under way.
    void step(Duration by) throws IOException, InterruptedException {
        server.step(by);
        long wanted = teams.scenery().messageCount() + IN_FLIGHT + 1;
        until(() -> teams.scenery().messageCount() >= wanted, "sends after its clock was set by " + by);
    }

    long inBusyChat() {
        return teams.scenery().messages(busyChat).stream()
                .filter(each -> each.author().bot())
                .count();
    }

    /// Something to wait for.
    interface Condition {
        boolean met();
    }

    @Override
    public void close() {
        client.close();
        server.close();
        teams.close();
    }
}
