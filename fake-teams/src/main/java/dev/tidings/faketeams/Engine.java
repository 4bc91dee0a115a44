package dev.tidings.faketeams;

import dev.tidings.faketeams.connector.Batches;
import dev.tidings.faketeams.connector.Connector;
import dev.tidings.faketeams.control.Acts;
import dev.tidings.faketeams.control.ControlRoutes;
import dev.tidings.faketeams.control.EventStream;
import dev.tidings.faketeams.control.FrontPage;
import dev.tidings.faketeams.control.Rig;
import dev.tidings.faketeams.directory.Directory;
import dev.tidings.faketeams.fault.Faults;
import dev.tidings.faketeams.fault.Responder;
import dev.tidings.faketeams.graph.Graph;
import dev.tidings.faketeams.inbound.BotDoor;
import dev.tidings.faketeams.inbound.Envelope;
import dev.tidings.faketeams.login.BotApp;
import dev.tidings.faketeams.login.BotFrameworkKeys;
import dev.tidings.faketeams.login.Discovery;
import dev.tidings.faketeams.login.EntraTokens;
import dev.tidings.faketeams.login.ManagedIdentity;
import dev.tidings.faketeams.login.TokenEndpoint;
import dev.tidings.faketeams.referee.Referee;
import dev.tidings.faketeams.wire.Http;
import dev.tidings.faketeams.wire.Latency;
import dev.tidings.faketeams.wire.Reply;
import dev.tidings.faketeams.wire.Time;
import dev.tidings.faketeams.world.Bot;
import dev.tidings.faketeams.world.World;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.List;
import java.util.function.Supplier;

/// Puts the parts together and mounts their routes. Everything runs on one event loop.
final class Engine {
    private static final long LARGEST_BODY = 16L << 20;
    private static final long TICK_MILLIS = 20;

    private final Rig rig;
    private final Router router;

    Engine(Vertx vertx, FakeTeamsConfig config, String identityHeader, Supplier<String> serviceUrl) {
        Time time = config.time();
        Directory directory = new Directory(config.seed(), config.shape());
        List<Bot> bots = config.bots().stream()
                .map(app -> new Bot(app.appId(), app.name(), app.sessions()))
                .toList();
        World world = new World(config.seed(), directory, bots, config.keptMessages(), time);
        Referee referee = new Referee(config.limits(), time);
        Faults faults = new Faults(config.seed());
        Latency latency = new Latency(config.latency(), config.jitter(), config.seed());
        Responder responder = new Responder(vertx, faults, latency, time, referee::answered);
        EntraTokens tokens = new EntraTokens(config.tokenLifetime(), time);
        BotFrameworkKeys keys = new BotFrameworkKeys(time);
        BotDoor door = new BotDoor(vertx, config.open() ? null : keys, config.patience(), referee::activityToBot);
        config.bots().forEach(app -> connect(door, app));
        Acts acts = new Acts(world, new Envelope(world, serviceUrl, time), door);
        this.rig = new Rig(world, acts, door, faults, referee, tokens, keys, latency);

        this.router = Router.router(vertx);
        router.route().handler(Engine::refuseDoubleSlashes);
        router.route().handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY));
        Connector.Backstage backstage = new Connector.Backstage(responder, time, step -> tick(vertx, step), faults);
        new ControlRoutes(rig).mount(router);
        new EventStream(world.changes()).mount(router);
        FrontPage.mount(router);
        new Graph(world, acts, tokens, config.open(), referee, responder).mount(router);
        new Connector(world, tokens, config.open(), referee, backstage).mount(router);
        ManagedIdentity.Clients clients = new ManagedIdentity.Clients(
                config.bots(), tokens, directory.tenant(0).id());
        new ManagedIdentity(clients, responder, time, identityHeader).mount(router);
        new Discovery(tokens, keys, responder).mount(router);
        new TokenEndpoint(config.bots(), tokens, responder, time).mount(router);
    }

    Rig rig() {
        return rig;
    }

    Router router() {
        return router;
    }

    private static void connect(BotDoor door, BotApp app) {
        if (app.endpoint() != null) {
            door.connect(app.appId(), app.endpoint());
        }
    }

    // The router would merge them; Teams does not find such a path.
    private static void refuseDoubleSlashes(RoutingContext ctx) {
        String path = ctx.request().path();
        if (path != null && path.contains("//")) {
            Http.send(ctx, Reply.empty(404));
        } else {
            ctx.next();
        }
    }

    private static void tick(Vertx vertx, Batches.Step step) {
        vertx.setPeriodic(TICK_MILLIS, id -> {
            if (!step.more()) {
                vertx.cancelTimer(id);
            }
        });
    }
}
