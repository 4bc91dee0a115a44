package dev.tidings.server.chaos;

import dev.tidings.faketeams.FakeTeams;
import dev.tidings.faketeams.directory.Person;
import dev.tidings.faketeams.world.Message;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Two servers on one PostgreSQL database, all of them processes of their own, and a local Teams that
/// enforces its limits.
final class TwoServers implements AutoCloseable {
    /// More deliveries are never under way at once, so nothing can cut off more.
    static final int IN_FLIGHT = 24;

    static final int PEOPLE = 40;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LOOK = Duration.ofMillis(20);

    /// What was under way has arrived by then.
    private static final Duration AFTERMATH = Duration.ofMillis(300);

    final FakeTeams teams;
    private final Path data;
    private final int port;
    private final List<One> servers = new ArrayList<>();
    private final CountDownLatch never = new CountDownLatch(1);
    private EmbeddedPostgres postgres;

    /// One of the two.
    record One(ServerProcess process, Client client) {
        String standing() {
            return client.get("/actuator/health")
                    .json()
                    .path("components")
                    .path("node")
                    .path("details")
                    .path("node")
                    .stringValue("");
        }

        boolean leads() {
            return standing().equals("leading");
        }
    }

    TwoServers(Path folder) throws IOException {
        teams = FakeTeams.builder()
                .shape(shape -> shape.withPeople(PEOPLE))
                .latency(Duration.ofMillis(60), Duration.ofMillis(40))
                .start();
        data = folder.resolve("postgres");
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        postgres = startPostgres();
        servers.add(server(folder.resolve("one")));
        servers.add(server(folder.resolve("other")));
    }

    private EmbeddedPostgres startPostgres() throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPort(port)
                .start();
    }

    private One server(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("tidings.yaml"), """
                tidings:
                  database.url: "%s"
                  endpoints.service-url: "%s"
                  person-cap: off
                  limits.in-flight: %d
                """.formatted(
                        postgres.getJdbcUrl("postgres", "postgres"), teams.serviceUrl(), IN_FLIGHT));
        ServerProcess process = new ServerProcess(folder);
        return new One(process, new Client(process));
    }

    /// Starts both, one after the other, and lets the second hear who is there.
    void open() throws IOException, InterruptedException {
        One first = servers.getFirst();
        first.process().start();
        until(first::leads, "one leads");
        One second = servers.getLast();
        second.process().start();
        teams.connect(second.process().url("/api/messages"));
        List<Person> people =
                IntStream.range(0, PEOPLE).mapToObj(teams.scenery()::person).toList();
        people.forEach(person -> teams.people().install(person));
        until(
                () -> people.stream()
                        .allMatch(person -> first.client()
                                .get("/api/v1/people?limit=500")
                                .body()
                                .contains(person.objectId())),
                "people are learnt");
    }

    /// The one that sends.
    One leader() {
        return servers.stream().filter(One::leads).findFirst().orElseThrow();
    }

    /// The one that is not another.
    One besides(One other) {
        return servers.stream().filter(each -> !each.equals(other)).findFirst().orElseThrow();
    }

    void stopPostgres() throws IOException {
        postgres.close();
    }

    void restartPostgres() throws IOException {
        postgres = startPostgres();
    }

    /// Waits until so many more messages have arrived.
    void arrive(int more) throws InterruptedException {
        long wanted = arrived() + more;
        until(() -> arrived() >= wanted, more + " more messages arrive");
    }

    /// How long it takes from now until somebody sends again.
    Duration untilSendsAgain() throws InterruptedException {
        long began = System.nanoTime();
        rest(AFTERMATH);
        long before = arrived();
        until(() -> arrived() > before, "somebody sends again");
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private long arrived() {
        return teams.scenery().messageCount();
    }

    /// How often each person got what says this.
    Map<String, Long> times(String text) {
        return teams.scenery().messages().stream()
                .filter(message -> message.author().bot() && message.text().equals(text))
                .collect(Collectors.groupingBy(Message::conversation, Collectors.counting()));
    }

    void until(Arena.Condition condition, String what) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.met()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("never came true: " + what + "; " + lastWords());
            }
            rest(LOOK);
        }
    }

    void rest(Duration time) throws InterruptedException {
        boolean _ = never.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    String lastWords() {
        return servers.stream()
                .map(each -> {
                    try {
                        return each.process().lastWords();
                    } catch (IOException unreadable) {
                        return unreadable.toString();
                    }
                })
                .collect(Collectors.joining("\n--- the other ---\n"));
    }

    @Override
    public void close() throws IOException {
        for (One each : servers) {
            each.client().close();
            each.process().close();
        }
        teams.close();
        postgres.close();
    }
}
