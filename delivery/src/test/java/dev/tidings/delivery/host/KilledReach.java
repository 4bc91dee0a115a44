package dev.tidings.delivery.host;

import dev.tidings.delivery.bot.Bot;
import dev.tidings.delivery.bot.Bots;
import dev.tidings.delivery.bot.GraphAccess;
import dev.tidings.delivery.inbound.Inbox;
import dev.tidings.delivery.intake.NotificationRequest;
import dev.tidings.delivery.notification.Audience;
import dev.tidings.delivery.notification.NotificationId;
import dev.tidings.delivery.notification.NotificationStatus;
import dev.tidings.delivery.send.Courier;
import dev.tidings.delivery.store.IdempotencyClaim;
import dev.tidings.delivery.store.Reach;
import dev.tidings.delivery.store.sql.DatabaseUrl;
import dev.tidings.delivery.store.sql.Stores;
import dev.tidings.delivery.transport.VertxTransport;
import dev.tidings.teams.activity.Message;
import dev.tidings.teams.auth.ServiceUrlPolicy;
import dev.tidings.teams.auth.TokenSource;
import dev.tidings.teams.connector.ConnectorClient;
import dev.tidings.teams.graph.GraphClient;
import dev.tidings.teams.http.TransportSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/// A process that sends to everyone of an organisation, most of whom never met the bot, until it is killed or done.
final class KilledReach {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private KilledReach() {}

    /// Prints where it listens, waits for a line, accepts or goes on, and prints what heap it uses while it works.
    ///
    /// @param arguments database file, service URL, Graph's base, app id, tenant
    public static void main(String[] arguments) throws IOException {
        InstantSource clock = InstantSource.system();
        try (Stores stores = Stores.open(DatabaseUrl.parse("jdbc:sqlite:" + arguments[0]));
                PacedTransport transport = new PacedTransport(new VertxTransport(TransportSettings.defaults()))) {
            Bots bots = new Bots(List.of(bot(arguments, transport, clock)));
            Inbox inbox = new Inbox(stores.inbound(), clock);
            inbox.start();
            try (Door door = new Door(inbox)) {
                System.out.println("door " + door.address());
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
                send(stores, bots, arguments[4], clock);
            }
            inbox.close();
        }
    }

    private static Bot bot(String[] arguments, PacedTransport transport, InstantSource clock) {
        ConnectorClient client =
                new ConnectorClient(transport, TokenSource.none(), ServiceUrlPolicy.loopbackOnly(), TIMEOUT, clock);
        URI graph = URI.create(arguments[2]);
        return new Bot(
                Bots.DEFAULT,
                arguments[3],
                arguments[4],
                client,
                new Bot.Endpoints(arguments[1], null),
                new GraphAccess(
                        tenant -> new GraphClient(transport, TokenSource.none(), graph, TIMEOUT, clock),
                        new GraphAccess.App(arguments[3], null, true, false)));
    }

    private static void send(Stores stores, Bots bots, String tenant, InstantSource clock) {
        Courier courier = new Courier(
                new Courier.Parts(bots, stores.directory(), stores.colleagues(), stores.topics(), stores.dispatch()),
                new Random(),
                clock);
        var parts = new Engine.Parts(stores.dispatch(), stores.notifications(), courier, Observer.NONE);
        try (Engine engine = new Engine(parts, Stage.QUICK, clock, System::nanoTime)) {
            Desk desk = new Desk(stores, bots, engine, clock);
            engine.start();
            NotificationRequest request = NotificationRequest.of(new Audience.Everyone(), Message.text("Hello"))
                    .from(Bots.DEFAULT, tenant);
            NotificationId id = desk.notifications()
                    .accept(request, Reach.EVERYTHING, new IdempotencyClaim("test", "everyone", "hash"))
                    .notification()
                    .id();
            System.out.println("accepted " + id.value());
            while (desk.standings().find(id, Reach.EVERYTHING).orElseThrow().status() != NotificationStatus.COMPLETED) {
                LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
                Runtime runtime = Runtime.getRuntime();
                System.out.println("heap " + (runtime.totalMemory() - runtime.freeMemory()) / (1 << 20));
            }
            desk.planner().close();
        }
    }
}
