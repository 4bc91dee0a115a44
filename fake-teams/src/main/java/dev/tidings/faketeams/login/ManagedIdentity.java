package dev.tidings.faketeams.login;

import dev.tidings.faketeams.fault.Responder;
import dev.tidings.faketeams.fault.Target;
import dev.tidings.faketeams.wire.Json;
import dev.tidings.faketeams.wire.Operation;
import dev.tidings.faketeams.wire.Refusal;
import dev.tidings.faketeams.wire.Reply;
import dev.tidings.faketeams.wire.Time;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// A stand-in for the places where a managed identity gets its token: the instance metadata service of a
/// virtual machine and the identity endpoint of App Service.
public final class ManagedIdentity {
    private final List<BotApp> bots;
    private final EntraTokens tokens;
    private final Responder responder;
    private final Time time;
    private final String tenant;
    private final String header;

    /// `header` is the secret that App Service puts into `IDENTITY_HEADER`.
    public ManagedIdentity(Clients clients, Responder responder, Time time, String header) {
        this.bots = clients.bots();
        this.tokens = clients.tokens();
        this.tenant = clients.homeTenant();
        this.responder = responder;
        this.time = time;
        this.header = header;
    }

    /// The bots there are, who issues their tokens, and the tenant their identities live in.
    public record Clients(List<BotApp> bots, EntraTokens tokens, String homeTenant) {}

    /// Adds the routes.
    public void mount(Router router) {
        router.get("/metadata/identity/oauth2/token").handler(ctx -> respond(ctx, "Metadata", "true"));
        router.get("/msi/token").handler(ctx -> respond(ctx, "X-IDENTITY-HEADER", header));
    }

    private void respond(RoutingContext ctx, String name, String expected) {
        String client = ctx.request().getParam("client_id");
        Target call = new Target(Operation.TOKEN, client, tenant, null, null);
        responder.respond(ctx, call, () -> {
            if (!expected.equalsIgnoreCase(ctx.request().getHeader(name))) {
                throw error("invalid_request", "Required header " + name + " is missing or wrong");
            }
            return token(client, ctx.request().getParam("resource"));
        });
    }

    private Reply token(@Nullable String client, @Nullable String resource) {
        if (resource == null) {
            throw error("invalid_resource", "resource is required");
        }
        BotApp bot = bots.stream()
                .filter(each -> each.managedIdentity() && (client == null || client.equals(each.appId())))
                .findFirst()
                .orElseThrow(() -> error("invalid_request", "Identity not found"));
        Instant now = time.now();
        long lifetime = tokens.lifetime().toSeconds();
        ObjectNode body = Json.object()
                .put("access_token", tokens.issue(bot.appId(), tenant, resource))
                .put("client_id", bot.appId())
                .put("expires_in", Long.toString(lifetime))
                .put("expires_on", Long.toString(now.getEpochSecond() + lifetime))
                .put("not_before", Long.toString(now.getEpochSecond()))
                .put("resource", resource)
                .put("token_type", "Bearer");
        return Reply.ok(body);
    }

    private static Refusal error(String error, String description) {
        return new Refusal(Reply.of(400, Json.object().put("error", error).put("error_description", description)));
    }
}
