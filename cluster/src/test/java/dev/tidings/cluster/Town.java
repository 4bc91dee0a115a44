package dev.tidings.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.fact.Done;
import dev.tidings.delivery.fact.FactJson;
import dev.tidings.delivery.fact.Keys;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.notification.DeliveryState;
import dev.tidings.delivery.notification.OnUncertain;
import dev.tidings.delivery.store.sql.DatabaseUrl;
import dev.tidings.delivery.store.sql.Stores;
import dev.tidings.faketeams.FakeTeams;
import dev.tidings.faketeams.directory.Person;
import dev.tidings.faketeams.referee.Report;
import dev.tidings.faketeams.world.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// Some tenants full of people whom the bot knows, nodes that send to them, and what became of it.
final class Town implements AutoCloseable {
    private static final int TENANTS = 6;
    private static final int PEOPLE = 160;
    private static final int PER_SEGMENT = 40;

    final FakeTeams teams;
    private final Path folder;
    private final Broker broker;
    private final String name;
    private final Stores database;
    private final Ledger ledger;
    private final List<Node> nodes = new ArrayList<>();
    private final List<Segment> handedIn = new ArrayList<>();
    private final Map<String, List<String>> chats = new HashMap<>();

    /// @param name of the cluster: each has its own topics
    Town(Path folder, Broker broker, String name) throws IOException {
        this.folder = folder;
        this.broker = broker;
        this.name = name;
        this.teams = FakeTeams.builder()
                .shape(shape -> shape.withTenants(TENANTS).withPeople(PEOPLE))
                .latency(Duration.ofMillis(40), Duration.ofMillis(20))
                .start();
        settle();
        this.database = open(folder.resolve("ledger.db"));
        this.ledger = new Ledger(settings(folder), database.dispatch());
        ledger.start();
    }

    private static Stores open(Path file) {
        return Stores.open(DatabaseUrl.parse("jdbc:sqlite:" + file));
    }

    private ClusterSettings settings(Path of) {
        return NodeMain.settings(broker.servers(), name, of);
    }

    private void settle() {
        try (Stores stores = open(folder.resolve("directory.db"))) {
            for (int tenant = 0; tenant < TENANTS; tenant++) {
                List<String> ids = new ArrayList<>();
                for (int index = 0; index < PEOPLE; index++) {
                    Person person = teams.scenery().person(tenant, index);
                    ids.add(Acquainted.with(person, teams.scenery().tenant(tenant), teams, stores.directory()));
                }
                chats.put(teams.scenery().tenant(tenant), ids);
            }
        }
    }

    /// Starts a node, which has to be waited for.
    Node start() throws IOException {
        Path home = Files.createDirectory(folder.resolve("node-" + nodes.size()));
        Files.copy(folder.resolve("directory.db"), home.resolve("directory.db"));
        Node node = new Node(List.of(
                broker.servers(),
                name,
                home.toString(),
                teams.serviceUrl().toString(),
                teams.bot().appId()));
        nodes.add(node);
        return node;
    }

    /// Starts nodes that share all shards.
    List<Node> startTogether(int count) throws IOException {
        List<Node> started = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            started.add(start());
        }
        Waiting.until(
                "all nodes own shards",
                () -> started.stream().allMatch(node -> node.shards() > 0)
                        && started.stream().mapToInt(Node::shards).sum()
                                == settings(folder).work().shards());
        return started;
    }

    /// A message to everybody; in every other tenant it is held rather than doubled.
    void broadcast() {
        try (WorkTopic work = new WorkTopic(settings(folder))) {
            for (int tenant = 0; tenant < TENANTS; tenant++) {
                String id = teams.scenery().tenant(tenant);
                OnUncertain choice = tenant % 2 == 0 ? OnUncertain.RESEND : OnUncertain.HOLD;
                List<Segment> segments = SomeWork.segments(id, choice, chats.getOrDefault(id, List.of()), PER_SEGMENT);
                segments.forEach(segment -> work.accepted(segment).join());
                handedIn.addAll(segments);
            }
            // Whatever is handed in twice is done once.
            work.accepted(handedIn.getFirst()).join();
        }
    }

    long arrived() {
        return teams.scenery().messageCount();
    }

    /// Waits until so many messages more have arrived.
    void awaitMore(int messages) {
        long enough = arrived() + messages;
        Waiting.until(messages + " more messages", () -> arrived() >= enough);
    }

    int wanted() {
        return handedIn.stream()
                .mapToInt(segment -> segment.recipients().size())
                .sum();
    }

    /// Waits until the ledger knows of every delivery how it ended.
    void awaitTheEnd() {
        Waiting.until(
                "everything has ended",
                () -> handedIn.stream().allMatch(segment -> database.dispatch().get(Keys.done(segment.id())) != null));
    }

    /// Checks what must always hold, and answers how many messages arrived more than once.
    int judge() {
        Report report = teams.report();
        assertThat(report.excesses()).isEmpty();
        Map<String, Long> arrived = teams.scenery().messages().stream()
                .filter(message -> message.author().bot())
                .map(Message::conversation)
                .collect(Collectors.groupingBy(chat -> chat, Collectors.counting()));
        int doubled = 0;
        for (Segment segment : handedIn) {
            doubled += judge(segment, arrived);
        }
        assertThat(database.dispatch().get(Keys.work(handedIn.getFirst()))).isNull();
        return doubled;
    }

    private int judge(Segment segment, Map<String, Long> arrived) {
        byte[] done = Objects.requireNonNull(database.dispatch().get(Keys.done(segment.id())));
        int doubled = 0;
        List<Done.End> ends = FactJson.done(done).ends();
        for (int position = 0; position < ends.size(); position++) {
            DeliveryState state = ends.get(position).step().state();
            String person = segment.recipients().get(position).conversation();
            int times = arrived.getOrDefault(chat(segment.lane(), person), 0L).intValue();
            judge(segment.onUncertain(), state, times);
            doubled += Math.max(0, times - 1);
        }
        return doubled;
    }

    private static void judge(OnUncertain choice, DeliveryState state, int times) {
        if (choice == OnUncertain.HOLD) {
            assertThat(times).isLessThanOrEqualTo(1);
            assertThat(state).isIn(DeliveryState.DELIVERED, DeliveryState.UNCERTAIN);
        } else {
            assertThat(state).isEqualTo(DeliveryState.DELIVERED);
        }
        if (state == DeliveryState.DELIVERED) {
            assertThat(times).isPositive();
        }
    }

    private final Map<String, String> chatOf = new HashMap<>();

    private String chat(Tenancy lane, String user) {
        if (chatOf.isEmpty()) {
            for (int tenant = 0; tenant < TENANTS; tenant++) {
                for (int index = 0; index < PEOPLE; index++) {
                    Person person = teams.scenery().person(tenant, index);
                    chatOf.put(
                            teams.scenery().tenant(tenant) + teams.scenery().userId(person),
                            teams.scenery().personalChat(person));
                }
            }
        }
        return chatOf.getOrDefault(lane.tenant() + user, "nobody's");
    }

    @Override
    public void close() {
        for (Node node : nodes) {
            node.close();
        }
        ledger.close();
        database.close();
        teams.close();
    }
}
