package dev.tidings.faketeams.graph;

import dev.tidings.faketeams.directory.Person;
import dev.tidings.faketeams.directory.Tenant;
import dev.tidings.faketeams.fault.Responder;
import dev.tidings.faketeams.fault.Target;
import dev.tidings.faketeams.login.EntraTokens;
import dev.tidings.faketeams.referee.Arrival;
import dev.tidings.faketeams.referee.Counted;
import dev.tidings.faketeams.referee.Referee;
import dev.tidings.faketeams.wire.Http;
import dev.tidings.faketeams.wire.Json;
import dev.tidings.faketeams.wire.Operation;
import dev.tidings.faketeams.wire.Refusal;
import dev.tidings.faketeams.wire.Reply;
import dev.tidings.faketeams.world.Bot;
import dev.tidings.faketeams.world.World;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What every Graph request passes, in this order: the token, the referee, the faults, the work.
final class Gate {
    private static final Pattern LARGEST = Pattern.compile("odata\\.maxpagesize=([1-9][0-9]{0,2})");
    private static final Pattern GRAPH =
            Pattern.compile("https://((dod-)?graph\\.microsoft\\.(com|us)" + "|microsoftgraph\\.chinacloudapi\\.cn)");

    private final World world;
    private final EntraTokens tokens;
    private final boolean open;
    private final Referee referee;
    private final Responder responder;

    Gate(World world, EntraTokens tokens, boolean open, Referee referee, Responder responder) {
        this.world = world;
        this.tokens = tokens;
        this.open = open;
        this.referee = referee;
        this.responder = responder;
    }

    void handle(RoutingContext ctx, Operation operation, Function<Call, Reply> work) {
        ctx.response().putHeader("request-id", UUID.randomUUID().toString());
        try {
            pass(ctx, operation, call(ctx), work);
        } catch (Refusal denied) {
            referee.arriveUncounted(operation);
            responder.answer(ctx, denied.reply());
        }
    }

    private void pass(RoutingContext ctx, Operation operation, Call call, Function<Call, Reply> work) {
        String bot = call.bot().appId();
        String tenant = call.tenant().id();
        String team = call.path().get("team");
        Arrival arrival = new Arrival(bot, tenant, team, counted(operation, team));
        Optional<Duration> wait = referee.arrive(operation, arrival);
        if (wait.isPresent()) {
            long seconds = Math.max(1, wait.get().plusNanos(999_999_999).toSeconds());
            Reply throttled = Reply.error(429, "TooManyRequests", "Too many requests.");
            responder.answer(ctx, throttled.with("Retry-After", Long.toString(seconds)));
            return;
        }
        responder.respond(ctx, new Target(operation, bot, tenant, null, person(call)), () -> work.apply(call));
    }

    private static Set<Counted> counted(Operation operation, @Nullable String team) {
        if (operation == Operation.GRAPH_UNINSTALL) {
            return Set.of(Counted.GRAPH, Counted.GRAPH_DELETE);
        }
        return team == null ? Set.of(Counted.GRAPH) : Set.of(Counted.GRAPH, Counted.GRAPH_TEAM);
    }

    private @Nullable String person(Call call) {
        String id = call.path().get("user");
        return id == null
                ? null
                : call.tenant()
                        .byObjectId(id)
                        .or(() -> call.tenant().byPrincipalName(id))
                        .map(Person::objectId)
                        .orElse(null);
    }

    private Call call(RoutingContext ctx) {
        Optional<EntraTokens.Grant> grant = Optional.ofNullable(ctx.request().getHeader("Authorization"))
                .filter(header -> header.regionMatches(true, 0, "Bearer ", 0, 7))
                .flatMap(header -> tokens.check(header.substring(7).trim()))
                .filter(found -> GRAPH.matcher(found.audience()).matches());
        if (!open && grant.isEmpty()) {
            throw Errors.unauthorized();
        }
        Bot bot = grant.flatMap(found -> world.bot(found.appId()))
                .or(() -> open ? Optional.of(world.bots().get(0)) : Optional.empty())
                .orElseThrow(Errors::unauthorized);
        return new Call(
                bot,
                tenant(ctx, grant),
                Http.origin(ctx) + "/graph/v1.0",
                ctx.pathParams(),
                ctx.queryParams(),
                largest(ctx.request().getHeader("Prefer")),
                Json.parse(Http.bytes(ctx)).orElse(null));
    }

    /// The tenant whose token it is; without one that of the person, or the first.
    private Tenant tenant(RoutingContext ctx, Optional<EntraTokens.Grant> grant) {
        if (grant.isPresent()) {
            return world.directory().tenant(grant.get().tenant()).orElseThrow(Errors::unauthorized);
        }
        String user = ctx.pathParam("user");
        return Optional.ofNullable(user)
                .flatMap(id -> world.directory().person(id))
                .map(world::tenantOf)
                .orElseGet(() -> world.directory().tenant(0));
    }

    private static int largest(@Nullable String prefer) {
        Matcher wanted = LARGEST.matcher(prefer == null ? "" : prefer);
        return wanted.find() ? Integer.parseInt(wanted.group(1)) : 0;
    }
}
