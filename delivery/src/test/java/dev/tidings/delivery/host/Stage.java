package dev.tidings.delivery.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.delivery.audience.Organisations;
import dev.tidings.delivery.audience.RosterSync;
import dev.tidings.delivery.audience.TimeZones;
import dev.tidings.delivery.bot.Bot;
import dev.tidings.delivery.bot.Bots;
import dev.tidings.delivery.bot.GraphAccess;
import dev.tidings.delivery.campaign.Deliveries;
import dev.tidings.delivery.campaign.Planner;
import dev.tidings.delivery.campaign.Standings;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.inbound.Inbox;
import dev.tidings.delivery.intake.Accepted;
import dev.tidings.delivery.intake.NotificationRequest;
import dev.tidings.delivery.intake.Notifications;
import dev.tidings.delivery.lane.Limits;
import dev.tidings.delivery.notification.Delivery;
import dev.tidings.delivery.notification.DeliveryState;
import dev.tidings.delivery.notification.NotificationId;
import dev.tidings.delivery.notification.Target;
import dev.tidings.delivery.send.Courier;
import dev.tidings.delivery.send.Reason;
import dev.tidings.delivery.store.DeliveryFilter;
import dev.tidings.delivery.store.PageRequest;
import dev.tidings.delivery.store.Reach;
import dev.tidings.delivery.store.sql.DatabaseUrl;
import dev.tidings.delivery.store.sql.Stores;
import dev.tidings.delivery.transport.VertxTransport;
import dev.tidings.faketeams.FakeTeams;
import dev.tidings.faketeams.directory.Person;
import dev.tidings.teams.activity.Message;
import dev.tidings.teams.auth.ServiceUrlPolicy;
import dev.tidings.teams.auth.TokenSource;
import dev.tidings.teams.connector.ConnectorClient;
import dev.tidings.teams.graph.GraphClient;
import dev.tidings.teams.http.TransportSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Everything that sends, against a simulated Teams and a real database in a file.
final class Stage implements AutoCloseable {
    static final EngineSettings QUICK = settings(12);

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    final FakeTeams teams;
    final OffsetClock clock = new OffsetClock();
    final Stores stores;
    final Notifications notifications;
    final Standings standings;
    final Deliveries deliveries;
    final Planner planner;
    final Engine engine;
    final RosterSync rosters;
    final TimeZones zones;
    final Meter meter = new Meter(new VertxTransport(TransportSettings.defaults()));
    private final PacedTransport transport = new PacedTransport(meter);
    private final Inbox inbox;
    private final Door door;
    private volatile boolean readsRosters;

    /// Limits that never make a test wait, and so many deliveries of a lane under way at once.
    static EngineSettings settings(int inFlightPerLane) {
        Limits.Window wide = new Limits.Window(100_000, Duration.ofMillis(1));
        Limits limits = new Limits(
                wide, wide, List.of(), List.of(), inFlightPerLane, inFlightPerLane, 200, Duration.ofSeconds(2));
        return new EngineSettings(limits.withGraph(wide), Duration.ofSeconds(10));
    }

    Stage(Path folder, FakeTeams teams) throws IOException {
        this(folder, teams, QUICK);
        engine.start();
    }

    /// With a way to Microsoft Graph.
    Stage(Path folder, FakeTeams teams, GraphAccess.App app) throws IOException {
        this(folder, teams, QUICK, app);
        engine.start();
    }

    /// Whose engine is still to be started.
    Stage(Path folder, FakeTeams teams, EngineSettings settings) throws IOException {
        this(folder, teams, settings, null);
    }

    /// Whose bot has sessions with this title.
    Stage(Path folder, FakeTeams teams, GraphAccess.App app, String session) throws IOException {
        this(folder, teams, QUICK, app, session);
        engine.start();
    }

    /// @param app as which app the bot is installed through Graph, or null for never
    Stage(Path folder, FakeTeams teams, EngineSettings settings, GraphAccess.@Nullable App app) throws IOException {
        this(folder, teams, settings, app, null);
    }

    private Stage(
            Path folder,
            FakeTeams teams,
            EngineSettings settings,
            GraphAccess.@Nullable App app,
            @Nullable String session)
            throws IOException {
        this.teams = teams;
        stores = Stores.open(DatabaseUrl.parse("jdbc:sqlite:" + folder.resolve("tidings.db")));
        inbox = new Inbox(stores.inbound(), clock);
        inbox.start();
        door = new Door(inbox);
        listen();
        Bots bots = new Bots(List.of(bot(app, session)));
        Courier courier = new Courier(
                new Courier.Parts(bots, stores.directory(), stores.colleagues(), stores.topics(), stores.dispatch()),
                new Random(1),
                clock);
        engine = new Engine(
                new Engine.Parts(stores.dispatch(), stores.notifications(), courier, Observer.NONE),
                settings,
                clock,
                clock::nanos);
        rosters =
                new RosterSync(bots, stores.directory(), stores.rosters(), engine.spare(), Duration.ofHours(24), clock);
        zones = new TimeZones(
                bots, stores.directory(), new Organisations(bots, stores.colleagues(), System::nanoTime), clock);
        Desk desk = new Desk(
                stores, bots, (tenancy, place) -> !readsRosters || rosters.knows(tenancy, place), engine, clock);
        planner = desk.planner();
        notifications = desk.notifications();
        standings = desk.standings();
        deliveries = desk.deliveries();
    }

    /// Hears of Teams again.
    void listen() {
        teams.connect(door.address());
    }

    /// Reads rosters from now on, with what is due now.
    void readRosters() {
        readsRosters = true;
        rosters.start();
    }

    private Bot bot(GraphAccess.@Nullable App app, @Nullable String session) {
        ConnectorClient client = new ConnectorClient(
                transport, TokenSource.none(), ServiceUrlPolicy.loopbackOnly(), Duration.ofSeconds(2), clock);
        String other = teams.serviceUrl().toString().replace("127.0.0.1", "localhost");
        return new Bot(
                Bots.DEFAULT,
                teams.bot().appId(),
                tenant(),
                client,
                new Bot.Endpoints(teams.serviceUrl().toString(), other),
                app == null ? null : new GraphAccess(this::graph, app),
                session);
    }

    private GraphClient graph(String ofTenant) {
        return new GraphClient(transport, TokenSource.none(), teams.graphUrl(), Duration.ofSeconds(2), clock);
    }

    String tenant() {
        return teams.scenery().tenant(0);
    }

    Tenancy tenancy() {
        return new Tenancy(Bots.DEFAULT, tenant());
    }

    /// A person who has installed the app, which the bot has learnt.
    Person installed(int index) {
        Person person = teams.scenery().person(index);
        assertThat(teams.people().install(person).ok()).isTrue();
        String id = teams.scenery().userId(person);
        until(() -> stores.directory().personalConversation(tenancy(), id).isPresent());
        return person;
    }

    /// The app is added to a team, and the only event that tells of it does not name the group behind the
    /// team.
    void addedWithoutGroup(Person by, String team) {
        teams.connect(URI.create("http://127.0.0.1:9/nobody-listens"));
        teams.people().installIn(by, team);
        listen();
        String told = """
                {"by":"%s","in":"%s","activity":{"type":"installationUpdate","action":"add","channelData":{
                "tenant":{"id":"%s"},"team":{"id":"%s"},"channel":{"id":"%s"},
                "settings":{"selectedChannel":{"id":"%s"}}}}}""".formatted(by.objectId(), team, tenant(), team, team, team);
        assertThat(teams.people().does("raw", told).ok()).isTrue();
        until(() -> stores.directory().conversation(tenancy(), team).isPresent());
    }

    NotificationId accept(Target target, String text) {
        return accept(NotificationRequest.of(target, Message.text(text)));
    }

    NotificationId accept(NotificationRequest request) {
        Accepted accepted = notifications.accept(request, Reach.EVERYTHING, null);
        return accepted.notification().id();
    }

    /// As the ledger has it, with the reason's own sentence where that says it all.
    Delivery delivery(NotificationId id) {
        Delivery line = deliveries
                .of(id, Reach.EVERYTHING, DeliveryFilter.ALL, PageRequest.first(1))
                .orElseThrow()
                .items()
                .getFirst();
        return line.reason() == null || line.detail() != null
                ? line
                : explained(line, Reason.ofWord(line.reason()).orElseThrow().sentence());
    }

    private static Delivery explained(Delivery line, String sentence) {
        return new Delivery(
                line.id(),
                line.tenancy(),
                line.target(),
                line.person(),
                line.state(),
                line.reason(),
                sentence,
                line.attempts(),
                line.dueAt(),
                line.sent(),
                line.createdAt(),
                line.updatedAt());
    }

    /// Waits until the delivery is in one of these states.
    Delivery reaches(NotificationId id, DeliveryState... states) {
        Set<DeliveryState> wanted = Set.of(states);
        until(() -> wanted.contains(delivery(id).state()), () -> delivery(id).toString());
        return delivery(id);
    }

    /// Waits until the delivery does not change by itself any more for now.
    Delivery settles(NotificationId id) {
        return reaches(
                id,
                DeliveryState.DELIVERED,
                DeliveryState.DEFERRED,
                DeliveryState.REFUSED,
                DeliveryState.UNCERTAIN,
                DeliveryState.EXPIRED);
    }

    void pass(Duration time) {
        clock.pass(time);
        engine.wake();
    }

    long messages(String conversationId) {
        return teams.scenery().messages(conversationId).stream()
                .filter(message -> message.author().bot())
                .count();
    }

    static void until(BooleanSupplier condition) {
        until(condition, null);
    }

    static void until(BooleanSupplier condition, @Nullable Supplier<String> otherwise) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + PATIENCE + (otherwise == null ? "" : ": " + otherwise.get()));
            }
            LockSupport.parkNanos(2_000_000);
        }
    }

    @Override
    public void close() {
        planner.close();
        rosters.close();
        zones.close();
        engine.close();
        door.close();
        inbox.close();
        stores.close();
        transport.close();
    }
}
