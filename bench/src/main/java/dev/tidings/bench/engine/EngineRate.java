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
import dev.tidings.teams.activity.Message;
import dev.tidings.teams.auth.ServiceUrlPolicy;
import dev.tidings.teams.auth.TokenSource;
import dev.tidings.teams.connector.ConnectorClient;
import dev.tidings.teams.http.TransportSettings;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/// How many deliveries a second the engine makes, with a durable ledger and limits lifted: a broadcast to everybody
/// in each of many tenants, against a connector that answers at once.
public final class EngineRate {
    private final InstantSource clock = InstantSource.system();
    private final Stores stores;
    private final Bots bots;

    private EngineRate(Stores stores, PacedTransport transport, String serviceUrl) {
        this.stores = stores;
        ConnectorClient client = new ConnectorClient(
                transport, TokenSource.none(), ServiceUrlPolicy.loopbackOnly(), Duration.ofSeconds(10), clock);
        this.bots =
                new Bots(List.of(new Bot(Bots.DEFAULT, "bench", null, client, new Bot.Endpoints(serviceUrl, null))));
    }

    /// Prints the rate of each round.
    ///
    /// @param args the stub's service URL, a folder for the database, how many tenants, how many people in each,
    ///     how often everybody gets a message
    public static void main(String... args) throws Exception {
        Path file = Path.of(args[1], "engine.db");
        int tenants = Integer.parseInt(args[2]);
        int people = Integer.parseInt(args[3]);
        try (Stores stores = Stores.open(DatabaseUrl.parse("jdbc:sqlite:" + file));
                PacedTransport transport = new PacedTransport(new VertxTransport(TransportSettings.defaults()))) {
            List<Tenancy> tenancies = new Town(stores.directory(), args[0]).fill(tenants, people);
            long before = size(file);
            int rounds = Integer.parseInt(args[4]);
            new EngineRate(stores, transport, args[0]).run(tenancies, people, rounds);
            System.err.printf(
                    "disk per recipient: %d bytes%n", (size(file) - before) / ((long) tenants * people * rounds));
        }
    }

    private static long size(Path file) throws Exception {
        long log = Files.exists(Path.of(file + "-wal")) ? Files.size(Path.of(file + "-wal")) : 0;
        return Files.size(file) + log;
    }

    private static EngineSettings lifted() {
        Limits.Window wide = new Limits.Window(1_000_000, Duration.ofMillis(1));
        return new EngineSettings(
                new Limits(wide, wide, List.of(), List.of(), 12, 64, 200, Duration.ofSeconds(10)),
                Duration.ofSeconds(10));
    }

    private void run(List<Tenancy> tenancies, int people, int rounds) {
        Books books = new Books(
                stores.notifications(),
                stores.ledger(),
                stores.audiences(),
                stores.topics(),
                stores.directory(),
                stores.dispatch());
        Courier courier = new Courier(bots, stores.directory(), new Random(1), clock);
        var parts = new Engine.Parts(stores.dispatch(), stores.notifications(), courier, Observer.NONE);
        try (Engine engine = new Engine(parts, lifted(), clock, System::nanoTime);
                Planner planner = new Planner(books, engine, clock)) {
            var desk = new Notifications(
                    books,
                    new Tenancies(stores.directory(), bots),
                    new TimeOrderedIds(clock, new Random()),
                    engine,
                    planner::wake,
                    clock);
            engine.start();
            planner.start();
            for (int round = 0; round < rounds; round++) {
                round(desk, new Standings(books, engine), tenancies, people);
            }
        }
    }

    private static void round(Notifications desk, Standings standings, List<Tenancy> tenancies, int people) {
        long cpu = cpu();
        long began = System.nanoTime();
        List<NotificationId> ids = new ArrayList<>();
        for (Tenancy tenancy : tenancies) {
            NotificationRequest request = NotificationRequest.of(
                            new Audience.Everyone(), Message.text("The office is closed today."))
                    .from(Bots.DEFAULT, tenancy.tenant());
            ids.add(desk.accept(request, Reach.EVERYTHING, null).notification().id());
        }
        await(standings, ids);
        double seconds = (System.nanoTime() - began) / 1e9;
        long all = (long) tenancies.size() * people;
        System.out.printf(
                "{\"kind\":\"engine\",\"deliveries\":\"%d\",\"seconds\":\"%.1f\",\"rate\":\"%.0f\",\"cpu\":\"%.1f\"}%n",
                all, seconds, all / seconds, (cpu() - cpu) / 1e6 / (all / 1000.0));
    }

    private static void await(Standings standings, List<NotificationId> ids) {
        for (NotificationId id : ids) {
            while (!over(standings.find(id, Reach.EVERYTHING).orElseThrow())) {
                LockSupport.parkNanos(100_000_000);
            }
        }
    }

    private static boolean over(Standing standing) {
        return switch (standing.status()) {
            case COMPLETED, CANCELLED, EXPIRED -> true;
            case ACCEPTED, PLANNING, RUNNING, PAUSED -> false;
        };
    }

    private static long cpu() {
        return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                .getProcessCpuTime();
    }
}
