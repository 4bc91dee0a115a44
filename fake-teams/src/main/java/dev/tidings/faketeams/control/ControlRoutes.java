package dev.tidings.faketeams.control;

import dev.tidings.faketeams.directory.Tenant;
import dev.tidings.faketeams.fault.FaultKind;
import dev.tidings.faketeams.fault.Faults;
import dev.tidings.faketeams.wire.Http;
import dev.tidings.faketeams.wire.Json;
import dev.tidings.faketeams.wire.Refusal;
import dev.tidings.faketeams.wire.Reply;
import dev.tidings.faketeams.world.Bot;
import dev.tidings.faketeams.world.Conversation;
import dev.tidings.faketeams.world.Spot;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The control surface over HTTP, under `/_fake`.
public final class ControlRoutes {
    private static final int PAGE = 100;

    private final Rig rig;
    private final Views views;
    private final Perspective perspective;
    private final FaultForm faultForm;
    private final Map<String, String> index = new LinkedHashMap<>();

    /// Routes for these parts.
    public ControlRoutes(Rig rig) {
        this.rig = rig;
        this.views = new Views(rig.world(), rig.door());
        this.perspective = new Perspective(rig.world());
        this.faultForm = new FaultForm(rig.world());
    }

    /// Adds the routes.
    public void mount(Router router) {
        on(router, HttpMethod.GET, "/_fake", "what there is", ctx -> Reply.ok(index()));
        on(router, HttpMethod.GET, "/_fake/report", "what the referee counted", ctx -> Reply.ok(report()));
        on(router, HttpMethod.DELETE, "/_fake/report", "forget the counts", ctx -> done(rig.referee()::reset));
        on(
                router,
                HttpMethod.GET,
                "/_fake/state",
                "bots, tenants, teams, channels, chats",
                ctx -> Reply.ok(views.state()));
        on(router, HttpMethod.GET, "/_fake/people", "?tenant=&bot=&from=&limit= or &name=", this::people);
        on(router, HttpMethod.GET, "/_fake/people/:id", "their chats and teams", this::perspective);
        on(router, HttpMethod.GET, "/_fake/members", "?conversation=&limit= who is there", this::members);
        on(router, HttpMethod.GET, "/_fake/messages", "?conversation=&limit=&before= newest messages", this::messages);
        on(router, HttpMethod.GET, "/_fake/faults", "the faults in force", ctx -> Reply.ok(faults()));
        on(router, HttpMethod.POST, "/_fake/faults", "inject {fault, times, probability, ...}", this::inject);
        on(router, HttpMethod.DELETE, "/_fake/faults", "clear all faults", ctx -> done(rig.faults()::clear));
        on(router, HttpMethod.DELETE, "/_fake/faults/:id", "clear one fault", this::clear);
        on(router, HttpMethod.GET, "/_fake/settings", "limits, latency, token lifetime", ctx -> Reply.ok(settings()));
        on(router, HttpMethod.PUT, "/_fake/settings", "change some of them", this::change);
        on(router, HttpMethod.PUT, "/_fake/organisation", "{guests, blocked, consents, ...}: decide", this::decide);
        on(
                router,
                HttpMethod.PUT,
                "/_fake/organisation/people/:id",
                "{guest, blocked, removed}: decide about somebody",
                this::decideAbout);
        on(router, HttpMethod.POST, "/_fake/bots", "{bot, endpoint}: where a bot listens", this::connect);
        on(
                router,
                HttpMethod.POST,
                "/_fake/tokens/revoke",
                "make all tokens invalid",
                ctx -> done(rig.tokens()::revokeAll));
        on(router, HttpMethod.POST, "/_fake/keys/rotate", "{keepOld}: sign activities with a new key", this::rotate);
        on(router, HttpMethod.POST, "/_fake/keys/endorse", "{channels}: endorsements of the keys", this::endorse);
        index.put(
                "POST /_fake/activities/{name}",
                "act as a person: " + rig.acts().names());
        index.put("GET /_fake/events", "server-sent events of everything that changes");
        router.post("/_fake/activities/:name").handler(this::act);
    }

    private void on(Router router, HttpMethod method, String path, String says, Function<RoutingContext, Reply> work) {
        index.put(method.name() + " " + path, says);
        router.route(method, path).handler(ctx -> Http.send(ctx, guarded(() -> work.apply(ctx))));
    }

    private void act(RoutingContext ctx) {
        try {
            rig.acts()
                    .act(Http.segment(ctx, "name"), body(ctx))
                    .json()
                    .onSuccess(json -> Http.send(ctx, Reply.ok(json)))
                    .onFailure(ctx::fail);
        } catch (Refusal unclear) {
            Http.send(ctx, unclear.reply());
        }
    }

    private ObjectNode index() {
        ObjectNode json = Json.object();
        index.forEach(json::put);
        return json;
    }

    private ObjectNode report() {
        return ReportView.json(
                rig.referee().report(), rig.world().board().messages().posted());
    }

    private Reply people(RoutingContext ctx) {
        String asked = ctx.request().getParam("tenant");
        Tenant tenant = asked == null
                ? rig.world().directory().tenant(0)
                : rig.world().directory().tenant(asked).orElseThrow(() -> Cast.unclear("there is no such tenant"));
        String bot = ctx.request().getParam("bot");
        Bot by = bot == null
                ? rig.world().bots().get(0)
                : rig.world().bot(bot).orElseThrow(() -> Cast.unclear("there is no such bot"));
        String name = ctx.request().getParam("name");
        int limit = number(ctx, "limit", PAGE);
        return Reply.ok(
                name == null
                        ? views.people(tenant, by, number(ctx, "from", 0), limit)
                        : views.people(tenant, by, Perspective.called(tenant, name, limit)));
    }

    private Reply perspective(RoutingContext ctx) {
        String id = Http.segment(ctx, "id");
        return Reply.ok(perspective.of(
                rig.world().directory().person(id).orElseThrow(() -> Cast.unclear("there is no person '" + id + "'"))));
    }

    private Reply members(RoutingContext ctx) {
        String id = Objects.requireNonNullElse(ctx.request().getParam("conversation"), "");
        Conversation conversation = rig.world()
                .places()
                .find(id)
                .or(() -> rig.world().personal(id))
                .orElseThrow(() -> Cast.unclear("there is no conversation '" + id + "'"));
        return Reply.ok(perspective.members(conversation, number(ctx, "limit", PAGE)));
    }

    private Reply messages(RoutingContext ctx) {
        String conversation = ctx.request().getParam("conversation");
        String before = Objects.requireNonNullElse(ctx.request().getParam("before"), "");
        return Reply.ok(views.messages(
                conversation == null ? null : Spot.base(conversation),
                before.matches("[0-9]{1,18}") ? Long.parseLong(before) : Long.MAX_VALUE,
                number(ctx, "limit", PAGE)));
    }

    private ObjectNode faults() {
        ObjectNode json = Json.object();
        ArrayNode kinds = json.putArray("kinds");
        Arrays.stream(FaultKind.values()).map(FaultKind::word).forEach(kinds::add);
        ArrayNode list = json.putArray("faults");
        for (Faults.Armed armed : rig.faults().all()) {
            list.add(FaultForm.json(armed));
        }
        return json;
    }

    private Reply inject(RoutingContext ctx) {
        return Reply.created(FaultForm.json(rig.faults().inject(faultForm.read(body(ctx)))));
    }

    private Reply clear(RoutingContext ctx) {
        String id = Http.segment(ctx, "id");
        boolean cleared = id.matches("[0-9]{1,9}") && rig.faults().clear(Integer.parseInt(id));
        if (!cleared) {
            throw Refusal.of(404, "NotFound", "there is no fault " + id);
        }
        return Reply.empty(204);
    }

    private ObjectNode settings() {
        return Json.object()
                .put("limits", rig.referee().limits().enforced() ? "on" : "off")
                .put("latencyMillis", rig.latency().base().toMillis())
                .put("jitterMillis", rig.latency().jitter().toMillis())
                .put("tokenSeconds", rig.tokens().lifetime().toSeconds());
    }

    private Reply change(RoutingContext ctx) {
        ObjectNode wanted = body(ctx);
        boolean enforced = enforced(wanted);
        Duration base = millis(wanted, "latencyMillis", rig.latency().base());
        Duration jitter = millis(wanted, "jitterMillis", rig.latency().jitter());
        long seconds = bounded(wanted, "tokenSeconds", rig.tokens().lifetime().toSeconds());
        rig.referee().enforce(enforced);
        rig.latency().change(base, jitter);
        rig.tokens().lifetime(Duration.ofSeconds(seconds));
        return Reply.ok(settings());
    }

    private boolean enforced(ObjectNode wanted) {
        String word = Json.textOr(rig.referee().limits().enforced() ? "on" : "off", wanted, "limits");
        return switch (word) {
            case "on" -> true;
            case "off" -> false;
            default -> throw Cast.unclear("'limits' is on or off, not '" + word + "'");
        };
    }

    private static Duration millis(ObjectNode wanted, String name, Duration otherwise) {
        return Duration.ofMillis(bounded(wanted, name, otherwise.toMillis()));
    }

    private static long bounded(ObjectNode wanted, String name, long otherwise) {
        long number = Json.number(wanted, name, otherwise);
        if (number < 0 || number > Integer.MAX_VALUE) {
            throw Cast.unclear("'" + name + "' is 0 to " + Integer.MAX_VALUE);
        }
        return number;
    }

    private Reply decide(RoutingContext ctx) {
        new OrganisationForm(rig.world()).decide(body(ctx));
        return Reply.empty(204);
    }

    private Reply decideAbout(RoutingContext ctx) {
        new OrganisationForm(rig.world()).decide(Http.segment(ctx, "id"), body(ctx));
        return Reply.empty(204);
    }

    private Reply connect(RoutingContext ctx) {
        ObjectNode body = body(ctx);
        Bot bot = new Cast(rig.world()).bot(body);
        rig.door().connect(bot.appId(), URI.create(Cast.required(body, "endpoint")));
        return Reply.empty(204);
    }

    private Reply rotate(RoutingContext ctx) {
        rig.keys().rotate(Json.flag(body(ctx), "keepOld", true));
        return Reply.empty(204);
    }

    private Reply endorse(RoutingContext ctx) {
        List<String> channels = body(ctx)
                .path("channels")
                .valueStream()
                .map(node -> node.stringValue(""))
                .toList();
        rig.keys().endorse(channels);
        return Reply.empty(204);
    }

    private static Reply done(Runnable work) {
        work.run();
        return Reply.empty(204);
    }

    private static ObjectNode body(RoutingContext ctx) {
        return Http.bytes(ctx).length == 0 ? Json.object() : Http.json(ctx);
    }

    private static int number(RoutingContext ctx, String name, int otherwise) {
        @Nullable String value = ctx.request().getParam(name);
        return value != null && value.matches("[0-9]{1,8}") ? Integer.parseInt(value) : otherwise;
    }

    private interface Work {
        Reply reply();
    }

    private static Reply guarded(Work work) {
        try {
            return work.reply();
        } catch (Refusal unclear) {
            return unclear.reply();
        } catch (IllegalArgumentException wrong) {
            return Reply.error(400, "BadRequest", String.valueOf(wrong.getMessage()));
        }
    }
}
