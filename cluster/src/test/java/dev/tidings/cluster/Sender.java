package dev.tidings.cluster;

import dev.tidings.delivery.bot.Bot;
import dev.tidings.delivery.bot.Bots;
import dev.tidings.delivery.fact.CampaignId;
import dev.tidings.delivery.fact.FactStore;
import dev.tidings.delivery.host.EngineSettings;
import dev.tidings.delivery.host.Observer;
import dev.tidings.delivery.host.PacedTransport;
import dev.tidings.delivery.lane.Limits;
import dev.tidings.delivery.send.Courier;
import dev.tidings.delivery.store.NotificationStore;
import dev.tidings.delivery.store.sql.DatabaseUrl;
import dev.tidings.delivery.store.sql.Stores;
import dev.tidings.delivery.transport.VertxTransport;
import dev.tidings.teams.activity.Message;
import dev.tidings.teams.auth.ServiceUrlPolicy;
import dev.tidings.teams.auth.TokenSource;
import dev.tidings.teams.connector.ConnectorClient;
import dev.tidings.teams.http.TransportSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Everything with which a node sends: a directory in a file, and a way to the local Teams.
record Sender(Stores stores, PacedTransport transport, Courier courier) implements AutoCloseable {
    static final InstantSource CLOCK = InstantSource.system();

    /// @param facts where the courier keeps what it does
    static Sender open(Path directory, String serviceUrl, String appId, FactStore facts) {
        Stores stores = Stores.open(DatabaseUrl.parse("jdbc:sqlite:" + directory));
        PacedTransport transport =
                new PacedTransport(new LeasedTransport(new VertxTransport(TransportSettings.defaults())));
        ConnectorClient client = new ConnectorClient(
                transport, TokenSource.none(), ServiceUrlPolicy.loopbackOnly(), Duration.ofSeconds(5), CLOCK);
        Bots bots = new Bots(List.of(new Bot(Bots.DEFAULT, appId, null, client, new Bot.Endpoints(serviceUrl, null))));
        Courier courier = new Courier(
                new Courier.Parts(bots, stores.directory(), stores.colleagues(), stores.topics(), facts),
                new Random(),
                CLOCK);
        return new Sender(stores, transport, courier);
    }

    /// What Teams permits, and messages for everybody at any time.
    static EngineSettings settings() {
        return new EngineSettings(Limits.defaults(), Duration.ofSeconds(10));
    }

    Cluster.Parts parts() {
        return new Cluster.Parts(LastLook.into(stores.dispatch()), Sender::text, courier, Observer.NONE);
    }

    /// Every notification says its own id.
    static Optional<NotificationStore.Text> text(CampaignId campaign) {
        return Optional.of(new NotificationStore.Text(
                Message.text(campaign.notification().value()).toJson(), 0));
    }

    @Override
    public void close() {
        transport.close();
        stores.close();
    }
}
