package dev.tidings.delivery.host;

import dev.tidings.delivery.bot.Bot;
import dev.tidings.delivery.bot.Bots;
import dev.tidings.delivery.campaign.Campaigns;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.event.Events;
import dev.tidings.delivery.inbound.Inbox;
import dev.tidings.delivery.intake.NotificationRequest;
import dev.tidings.delivery.lane.Moment;
import dev.tidings.delivery.notification.Delivery;
import dev.tidings.delivery.notification.NotificationId;
import dev.tidings.delivery.send.Courier;
import dev.tidings.delivery.store.DeliveryFilter;
import dev.tidings.delivery.store.PageRequest;
import dev.tidings.delivery.store.Reach;
import dev.tidings.delivery.store.sql.DatabaseUrl;
import dev.tidings.delivery.store.sql.Stores;
import dev.tidings.delivery.transport.VertxTransport;
import dev.tidings.faketeams.FakeTeams;
import dev.tidings.teams.auth.ServiceUrlPolicy;
import dev.tidings.teams.auth.TokenSource;
import dev.tidings.teams.connector.ConnectorClient;
import dev.tidings.teams.http.TransportSettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;

/// A node with everything that sends, one of several on a PostgreSQL database.
final class NodeStage implements AutoCloseable {
    final Stores stores;
    final Node node;
    final Desk desk;
    final Campaigns campaigns;
    final Inbox inbox;
    private final InstantSource clock = InstantSource.system();
    private final PacedTransport transport;

    NodeStage(DatabaseUrl url, FakeTeams teams, EngineSettings settings) {
        stores = Stores.open(url);
        Lease lease = new Lease();
        transport = new PacedTransport(
                new VertxTransport(TransportSettings.defaults()),
                () -> lease.permits(new Moment(System.nanoTime(), clock.instant())));
        Bots bots = new Bots(List.of(bot(teams)));
        Courier courier = new Courier(
                new Courier.Parts(bots, stores.directory(), stores.colleagues(), stores.topics(), stores.dispatch()),
                new Random(1),
                clock);
        node = Node.among(
                new Node.Parts(
                        stores.nodes(),
                        stores.notifications(),
                        stores.ledger(),
                        term -> new Engine(
                                new Engine.Parts(stores.dispatch(term), stores.notifications(), courier, Observer.NONE),
                                settings,
                                clock,
                                System::nanoTime,
                                () -> lease.permits(new Moment(System.nanoTime(), clock.instant())))),
                stores.lock().orElseThrow(),
                lease,
                clock,
                System::nanoTime);
        desk = new Desk(stores, bots, node, clock);
        desk.planner().start(node::leads);
        node.whenTold(desk.planner()::wake);
        campaigns = new Campaigns(Desk.books(stores), node, desk.planner(), new Events(clock), clock);
        inbox = new Inbox(stores.inbound(), clock);
        inbox.start(node::leads);
        node.start();
    }

    private Bot bot(FakeTeams teams) {
        ConnectorClient client = new ConnectorClient(
                transport, TokenSource.none(), ServiceUrlPolicy.loopbackOnly(), Duration.ofSeconds(15), clock);
        return new Bot(
                Bots.DEFAULT,
                teams.bot().appId(),
                teams.scenery().tenant(0),
                client,
                new Bot.Endpoints(teams.serviceUrl().toString(), null),
                null);
    }

    boolean knows(Tenancy tenancy, String person) {
        return stores.directory().personalConversation(tenancy, person).isPresent();
    }

    NotificationId accept(NotificationRequest request) {
        return desk.notifications()
                .accept(request, Reach.EVERYTHING, null)
                .notification()
                .id();
    }

    Delivery delivery(NotificationId id) {
        return desk.deliveries()
                .of(id, Reach.EVERYTHING, DeliveryFilter.ALL, PageRequest.first(1))
                .orElseThrow()
                .items()
                .getFirst();
    }

    @Override
    public void close() {
        desk.planner().close();
        inbox.close();
        node.close();
        stores.close();
        transport.close();
    }
}
