package dev.tidings.faketeams.connector;

import dev.tidings.faketeams.fault.Faults;
import dev.tidings.faketeams.fault.Responder;
import dev.tidings.faketeams.login.EntraTokens;
import dev.tidings.faketeams.referee.Referee;
import dev.tidings.faketeams.wire.Json;
import dev.tidings.faketeams.wire.Operation;
import dev.tidings.faketeams.wire.Reply;
import dev.tidings.faketeams.wire.Time;
import dev.tidings.faketeams.world.World;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.function.Function;

/// The routes of the Bot Connector, under `/teams/` and under `/teams/{tenant}/`.
public final class Connector {
    private static final List<String> BASES = List.of("/teams/v3", "/teams/:tenant/v3");
    private static final String CONVERSATION = "/conversations/:conversation";
    private static final String ACTIVITIES = CONVERSATION + "/activities";
    private static final String ACTIVITY = ACTIVITIES + "/:activity";

    private final Gate gate;
    private final Creation creation;
    private final Sending sending;
    private final Members members;
    private final Teams teams;
    private final Batches batches;

    /// `open` means that no bot has credentials, and calls need no token.
    public Connector(World world, EntraTokens tokens, boolean open, Referee referee, Backstage backstage) {
        this.gate = new Gate(world, new Callers(world, tokens, open), referee, backstage.responder());
        this.sending = new Sending(world, backstage.time());
        People people = new People(world);
        this.creation = new Creation(world, people, sending);
        this.members = new Members(world);
        this.teams = new Teams(world);
        this.batches = new Batches(world, people, sending, backstage);
    }

    /// Adds the routes.
    public void mount(Router router) {
        post(router, "/conversations", Operation.CREATE, creation::create);
        post(router, ACTIVITIES, Operation.SEND, sending::send);
        unsupported(router, HttpMethod.POST, ACTIVITIES + "/history");
        post(router, ACTIVITY, Operation.REPLY, sending::reply);
        on(router, HttpMethod.PUT, ACTIVITY, Operation.UPDATE, sending::update);
        on(router, HttpMethod.DELETE, ACTIVITY, Operation.DELETE, sending::delete);
        String reaction = ACTIVITY + "/reactions/:type";
        on(router, HttpMethod.PUT, reaction, Operation.REACT, call -> sending.react(call, true));
        on(router, HttpMethod.DELETE, reaction, Operation.REACT, call -> sending.react(call, false));
        get(router, CONVERSATION + "/pagedmembers", Operation.PAGED_MEMBERS, members::paged);
        get(router, CONVERSATION + "/members", Operation.MEMBERS, members::all);
        get(router, CONVERSATION + "/members/:member", Operation.MEMBER, members::one);
        get(router, "/teams/:team", Operation.TEAM, teams::details);
        get(router, "/teams/:team/conversations", Operation.CHANNELS, teams::channels);
        unsupported(router, HttpMethod.GET, "/conversations");
        unsupported(router, HttpMethod.DELETE, CONVERSATION + "/members/:member");
        unsupported(router, HttpMethod.POST, CONVERSATION + "/attachments");
        mountBatches(router);
    }

    private void mountBatches(Router router) {
        String base = "/batch/conversation/";
        for (String kind : List.of("users", "channels", "team", "tenant")) {
            post(router, base + kind, Operation.BATCH, call -> batches.start(kind, call));
            post(router, base + kind + "/", Operation.BATCH, call -> batches.start(kind, call));
        }
        get(router, base + "failedentries/:operation", Operation.BATCH, batches::failures);
        get(router, base + ":operation", Operation.BATCH, batches::state);
        on(router, HttpMethod.DELETE, base + ":operation", Operation.BATCH, batches::cancel);
    }

    private void get(Router router, String path, Operation operation, Function<Call, Reply> work) {
        on(router, HttpMethod.GET, path, operation, work);
    }

    private void post(Router router, String path, Operation operation, Function<Call, Reply> work) {
        on(router, HttpMethod.POST, path, operation, work);
    }

    private void unsupported(Router router, HttpMethod method, String path) {
        String message = "The requested resource does not support http method '" + method.name() + "'.";
        Reply no = Reply.of(405, Json.object().put("message", message));
        on(router, method, path, Operation.UNSUPPORTED, call -> no);
    }

    private void on(Router router, HttpMethod method, String path, Operation operation, Function<Call, Reply> work) {
        for (String base : BASES) {
            router.route(method, base + path).handler(ctx -> gate.handle(ctx, operation, work));
        }
    }

    /// What the connector needs besides its state.
    public record Backstage(Responder responder, Time time, Batches.Ticker ticker, Faults faults) {}
}
