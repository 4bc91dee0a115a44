package dev.tidings.delivery.host;

import dev.tidings.delivery.audience.RosterSync;
import dev.tidings.delivery.bot.Bot;
import dev.tidings.delivery.bot.Bots;
import dev.tidings.delivery.directory.Roster;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.send.Courier;
import dev.tidings.delivery.store.sql.DatabaseUrl;
import dev.tidings.delivery.store.sql.Stores;
import dev.tidings.delivery.transport.VertxTransport;
import dev.tidings.teams.auth.ServiceUrlPolicy;
import dev.tidings.teams.auth.TokenSource;
import dev.tidings.teams.connector.ConnectorClient;
import dev.tidings.teams.http.TransportSettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;

/// A process that reads the roster of a team until it is killed or done.
final class KilledReader {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private KilledReader() {}

    /// Reads until the roster is known.
    ///
    /// @param arguments database file, service URL, app id, tenant, team
    public static void main(String[] arguments) {
        InstantSource clock = InstantSource.system();
        try (Stores stores = Stores.open(DatabaseUrl.parse("jdbc:sqlite:" + arguments[0]));
                PacedTransport transport = new PacedTransport(new VertxTransport(TransportSettings.defaults()))) {
            ConnectorClient client =
                    new ConnectorClient(transport, TokenSource.none(), ServiceUrlPolicy.loopbackOnly(), TIMEOUT, clock);
            Bots bots = new Bots(List.of(
                    new Bot(Bots.DEFAULT, arguments[2], arguments[3], client, new Bot.Endpoints(arguments[1], null))));
            Courier courier = new Courier(
                    new Courier.Parts(
                            bots, stores.directory(), stores.colleagues(), stores.topics(), stores.dispatch()),
                    new Random(),
                    clock);
            var parts = new Engine.Parts(stores.dispatch(), stores.notifications(), courier, Observer.NONE);
            try (Engine engine = new Engine(parts, Stage.QUICK, clock, System::nanoTime);
                    RosterSync rosters = new RosterSync(
                            bots, stores.directory(), stores.rosters(), engine.spare(), Duration.ZERO, clock)) {
                engine.start();
                rosters.start();
                Tenancy tenancy = new Tenancy(Bots.DEFAULT, arguments[3]);
                Stage.until(() -> stores.directory()
                        .roster(tenancy, arguments[4])
                        .filter(Roster::settled)
                        .isPresent());
            }
        }
    }
}
