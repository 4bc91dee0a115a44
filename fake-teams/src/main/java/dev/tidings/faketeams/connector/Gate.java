package dev.tidings.faketeams.connector;

import dev.tidings.faketeams.fault.Responder;
import dev.tidings.faketeams.fault.Target;
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
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// What every connector request passes, in this order: the token, the referee, the faults, the work.
final class Gate {
    private final World world;
    private final Callers callers;
    private final Referee referee;
    private final Responder responder;

    Gate(World world, Callers callers, Referee referee, Responder responder) {
        this.world = world;
        this.callers = callers;
        this.referee = referee;
        this.responder = responder;
    }

    void handle(RoutingContext ctx, Operation operation, Function<Call, Reply> work) {
        correlate(ctx);
        try {
            pass(ctx, operation, call(ctx, operation), work);
        } catch (Refusal denied) {
            referee.arriveUncounted(operation);
            responder.answer(ctx, denied.reply());
        }
    }

    private void pass(RoutingContext ctx, Operation operation, Call call, Function<Call, Reply> work) {
        Subject subject = Subject.of(world, operation, call);
        String bot = call.bot().appId();
        Arrival arrival = new Arrival(bot, subject.tenant(), subject.conversation(), counted(operation));
        Optional<Duration> wait = referee.arrive(operation, arrival);
        if (wait.isPresent()) {
            responder.answer(ctx, throttled(wait.get()));
            return;
        }
        Target target = new Target(operation, bot, subject.tenant(), subject.conversation(), subject.person());
        responder.respond(ctx, target, () -> {
            mustBeInTenant(call, subject);
            return work.apply(call);
        });
    }

    private Call call(RoutingContext ctx, Operation operation) {
        @Nullable ObjectNode body = Json.parse(Http.bytes(ctx)).orElse(null);
        if (operation == Operation.BATCH && body != null) {
            body = Json.camelCased(body); // SDKs for .NET begin the names of batch operations with capitals
        }
        String authorization = ctx.request().getHeader("Authorization");
        Bot bot = callers.identify(authorization, body, ctx.pathParam("conversation"));
        return new Call(bot, ctx.pathParams(), ctx.queryParams(), body);
    }

    private void mustBeInTenant(Call call, Subject subject) {
        String named = call.tenant();
        if (named != null && (world.directory().tenant(named).isEmpty() || !named.equals(subject.tenant()))) {
            throw Refusal.conversationNotFound();
        }
    }

    private static Set<Counted> counted(Operation operation) {
        return switch (operation) {
            case CREATE -> Set.of(Counted.CREATE);
            case SEND, REPLY -> Set.of(Counted.SEND);
            case MEMBERS -> Set.of(Counted.MEMBERS, Counted.MEMBERS_UNPAGED);
            case PAGED_MEMBERS, MEMBER -> Set.of(Counted.MEMBERS);
            case CHANNELS, CONVERSATIONS -> Set.of(Counted.CONVERSATIONS);
            default -> Set.of();
        };
    }

    private static Reply throttled(Duration wait) {
        long seconds = Math.max(1, wait.plusNanos(999_999_999).toSeconds());
        return Reply.error(429, "Throttled", "Too many requests.").with("Retry-After", Long.toString(seconds));
    }

    private static void correlate(RoutingContext ctx) {
        ctx.response().putHeader("MS-CV", UUID.randomUUID().toString().substring(0, 22) + ".0");
        ctx.response().putHeader("ContextId", "tcid=0,server=fake," + UUID.randomUUID());
    }
}
