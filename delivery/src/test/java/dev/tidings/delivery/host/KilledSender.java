package dev.tidings.delivery.host;

import dev.tidings.delivery.bot.Bot;
import dev.tidings.delivery.bot.Bots;
import dev.tidings.delivery.intake.Accepted;
import dev.tidings.delivery.intake.NotificationRequest;
import dev.tidings.delivery.intake.Notifications;
import dev.tidings.delivery.notification.DeliveryState;
import dev.tidings.delivery.notification.NotificationId;
import dev.tidings.delivery.notification.OnUncertain;
import dev.tidings.delivery.notification.Target;
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
import dev.tidings.teams.http.TransportSettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// The process that [KillTest] kills: accepts so many notifications, once each, and ends when all have an
/// outcome.
final class KilledSender {
    private KilledSender() {}

    static String text(int index) {
        return "message " + index;
    }

    static boolean held(int index) {
        return index % 2 == 0;
    }

    /// Prints the number and id of each notification once it is accepted.
    ///
    /// @param arguments database file, service URL, app id, tenant, how many, the people's object ids
    public static void main(String[] arguments) {
        InstantSource clock = InstantSource.system();
        String tenant = arguments[3];
        List<String> people = List.of(arguments).subList(5, arguments.length);
        try (Stores stores = Stores.open(DatabaseUrl.parse("jdbc:sqlite:" + arguments[0]));
                PacedTransport transport = new PacedTransport(new VertxTransport(TransportSettings.defaults()))) {
            ConnectorClient client = new ConnectorClient(
                    transport, TokenSource.none(), ServiceUrlPolicy.loopbackOnly(), Duration.ofSeconds(5), clock);
            Bots bots = new Bots(List.of(
                    new Bot(Bots.DEFAULT, arguments[2], tenant, client, new Bot.Endpoints(arguments[1], null))));
            Courier courier = new Courier(
                    new Courier.Parts(
                            bots, stores.directory(), stores.colleagues(), stores.topics(), stores.dispatch()),
                    new Random(),
                    clock);
            var parts = new Engine.Parts(stores.dispatch(), stores.notifications(), courier, Observer.NONE);
            try (Engine engine = new Engine(parts, Stage.QUICK, clock, System::nanoTime)) {
                Desk desk = new Desk(stores, bots, engine, clock);
                engine.start();
                List<NotificationId> accepted = accept(desk.notifications(), people, Integer.parseInt(arguments[4]));
                accepted.forEach(id -> Stage.until(
                        () -> desk.standings().find(id, Reach.EVERYTHING).orElseThrow().counts().keySet().stream()
                                .noneMatch(DeliveryState::open)));
            }
        }
    }

    private static List<NotificationId> accept(Notifications desk, List<String> people, int wanted) {
        List<NotificationId> ids = new ArrayList<>();
        for (int index = 0; index < wanted; index++) {
            var request = NotificationRequest.of(
                            new Target.User(people.get(index % people.size())), Message.text(text(index)))
                    .withOnUncertain(held(index) ? OnUncertain.HOLD : OnUncertain.RESEND);
            var claim = new IdempotencyClaim("test", "key-" + index, "hash-" + index);
            Accepted accepted = desk.accept(request, Reach.EVERYTHING, claim);
            ids.add(accepted.notification().id());
            System.out.println(index + " " + accepted.notification().id().value());
        }
        return ids;
    }
}
