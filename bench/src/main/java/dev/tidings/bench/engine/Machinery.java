package dev.tidings.bench.engine;

import dev.tidings.delivery.bot.Bot;
import dev.tidings.delivery.bot.Bots;
import dev.tidings.delivery.campaign.Planner;
import dev.tidings.delivery.campaign.Standing;
import dev.tidings.delivery.campaign.Standings;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.host.Engine;
import dev.tidings.delivery.host.EngineSettings;
import dev.tidings.delivery.host.Observer;
import dev.tidings.delivery.host.PacedTransport;
import dev.tidings.delivery.intake.Books;
import dev.tidings.delivery.intake.Content;
import dev.tidings.delivery.intake.NotificationRequest;
import dev.tidings.delivery.intake.Notifications;
import dev.tidings.delivery.intake.Tenancies;
import dev.tidings.delivery.lane.Limits;
import dev.tidings.delivery.notification.Audience;
import dev.tidings.delivery.notification.NotificationId;
import dev.tidings.delivery.notification.TimeOrderedIds;
import dev.tidings.delivery.send.Courier;
import dev.tidings.delivery.store.Reach;
import dev.tidings.delivery.store.sql.DatabaseUrl;
import dev.tidings.delivery.store.sql.Stores;
import dev.tidings.delivery.transport.VertxTransport;
import dev.tidings.delivery.wording.Words;
import dev.tidings.teams.activity.Message;
import dev.tidings.teams.auth.ServiceUrlPolicy;
import dev.tidings.teams.auth.TokenSource;
import dev.tidings.teams.connector.ConnectorClient;
import dev.tidings.teams.http.HttpTransport;
import dev.tidings.teams.http.TransportSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;

/// Everything that accepts, plans and sends, in this process and on one database.
final class Machinery implements AutoCloseable {
    private static final Duration TIME_OUT = Duration.ofSeconds(10);

    private final PacedTransport transport;
    private final Engine engine;
    private final Planner planner;
    private final Notifications desk;
    private final Standings standings;

    private Machinery(PacedTransport transport, Engine engine, Planner planner, Notifications desk, Books books) {
        this.transport = transport;
        this.engine = engine;
        this.planner = planner;
        this.desk = desk;
        this.standings = new Standings(books, engine);
    }

    /// The stores on a file.
    static Stores stores(Path file) {
        return Stores.open(DatabaseUrl.parse("jdbc:sqlite:" + file));
    }

    /// Starts it.
    ///
    /// @param around what is put around the transport, so as to see its requests
    static Machinery start(
            Stores stores, String serviceUrl, EngineSettings settings, UnaryOperator<HttpTransport> around) {
        InstantSource clock = InstantSource.system();
        var transport = new PacedTransport(around.apply(new VertxTransport(TransportSettings.defaults())));
        var client =
                new ConnectorClient(transport, TokenSource.none(), ServiceUrlPolicy.loopbackOnly(), TIME_OUT, clock);
        var bots = new Bots(List.of(new Bot(Bots.DEFAULT, "bench", null, client, new Bot.Endpoints(serviceUrl, null))));
        var books = new Books(
                stores.notifications(),
                stores.ledger(),
                stores.audiences(),
                stores.topics(),
                stores.directory(),
                stores.dispatch());
        var courier = new Courier(
                new Courier.Parts(bots, stores.directory(), stores.colleagues(), stores.topics(), stores.dispatch()),
                new Random(1),
                clock);
        var parts = new Engine.Parts(stores.dispatch(), stores.notifications(), courier, Observer.NONE);
        var engine = new Engine(parts, settings, clock, System::nanoTime);
        var planner = new Planner(books, engine, campaign -> {}, clock);
        var tenancies = new Tenancies(stores.directory(), bots);
        var ids = new TimeOrderedIds(clock, new Random());
        engine.start();
        planner.start();
        return new Machinery(
                transport,
                engine,
                planner,
                new Notifications(books, tenancies, ids, engine, planner::wake, clock),
                books);
    }

    /// What makes the engine wait for nothing but itself.
    static EngineSettings lifted() {
        Limits.Window wide = new Limits.Window(1_000_000, Duration.ofMillis(1));
        return new EngineSettings(new Limits(wide, wide, List.of(), List.of(), 12, 64, 200, TIME_OUT), TIME_OUT);
    }

    /// How large a database is, what is still in its log included.
    static long size(Path file) throws IOException {
        Path log = Path.of(file + "-wal");
        return Files.size(file) + (Files.exists(log) ? Files.size(log) : 0);
    }

    /// Other limits hold from now on.
    void limits(Limits limits) {
        engine.limits(limits);
    }

    /// Accepts a message to everybody in a tenant; durable when it returns.
    NotificationId broadcast(Tenancy tenancy) {
        return accept(NotificationRequest.of(new Audience.Everyone(), Message.text("The office is closed today."))
                .from(tenancy.bot(), tenancy.tenant()));
    }

    /// Accepts a message in each reader's own words to everybody in a tenant, about a topic that they may opt out of;
    /// durable when it returns.
    NotificationId mannered(Tenancy tenancy) {
        Words words = Words.of(Message.text("${person.name ?? 'Hello'}, the office is closed today."), Map.of(), true);
        return accept(NotificationRequest.of(new Audience.Everyone(), new Content.Personal(words, List.of()))
                .about("office")
                .from(tenancy.bot(), tenancy.tenant()));
    }

    /// Accepts a notification; durable when it returns.
    NotificationId accept(NotificationRequest request) {
        return desk.accept(request, Reach.EVERYTHING, null).notification().id();
    }

    Standing standing(NotificationId id) {
        return standings.find(id, Reach.EVERYTHING).orElseThrow();
    }

    /// Waits until a notification has nothing more to do.
    Standing await(NotificationId id) {
        Standing standing = standing(id);
        while (!over(standing)) {
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            standing = standing(id);
        }
        return standing;
    }

    private static boolean over(Standing standing) {
        return switch (standing.status()) {
            case COMPLETED, CANCELLED, EXPIRED -> true;
            case ACCEPTED, PLANNING, RUNNING, PAUSED -> false;
        };
    }

    @Override
    public void close() {
        planner.close();
        engine.close();
        transport.close();
    }
}
