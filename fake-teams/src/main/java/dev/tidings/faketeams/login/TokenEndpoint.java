package dev.tidings.faketeams.login;

import dev.tidings.faketeams.fault.Responder;
import dev.tidings.faketeams.fault.Target;
import dev.tidings.faketeams.wire.Http;
import dev.tidings.faketeams.wire.Json;
import dev.tidings.faketeams.wire.Operation;
import dev.tidings.faketeams.wire.Reply;
import dev.tidings.faketeams.wire.Time;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// `POST /{tenant}/oauth2/v2.0/token`: client credentials by secret or signed assertion, answered as Entra
/// does.
public final class TokenEndpoint {
    private static final String JWT_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static final String DEFAULT = "/.default";

    private final List<BotApp> bots;
    private final boolean open;
    private final EntraTokens tokens;
    private final ClientAssertions assertions;
    private final Responder responder;

    /// Tokens for these bots.
    public TokenEndpoint(List<BotApp> bots, EntraTokens tokens, Responder responder, Time time) {
        this.bots = bots;
        this.open = bots.stream().noneMatch(BotApp::hasCredentials);
        this.tokens = tokens;
        this.assertions = new ClientAssertions(time);
        this.responder = responder;
    }

    /// Adds the route.
    public void mount(Router router) {
        router.post("/:tenant/oauth2/v2.0/token").handler(this::handle);
        router.post("/:tenant/oauth2/token").handler(this::handle);
    }

    private void handle(RoutingContext ctx) {
        String tenant = Http.segment(ctx, "tenant");
        MultiMap form = ctx.request().formAttributes();
        Target call = new Target(Operation.TOKEN, form.get("client_id"), tenant, null, null);
        responder.respond(ctx, call, () -> answer(form, tenant, Http.origin(ctx)));
    }

    private Reply answer(MultiMap form, String tenant, String origin) {
        String grant = required(form, "grant_type");
        if (!grant.equals("client_credentials")) {
            throw LoginError.of(
                    400, "unsupported_grant_type", 70003, "The grant type '" + grant + "' is not supported.");
        }
        String client = required(form, "client_id");
        String audience = audience(form);
        if (!open) {
            prove(client, form, tenant, origin);
        }
        ObjectNode body = Json.object()
                .put("token_type", "Bearer")
                .put("expires_in", tokens.lifetime().toSeconds())
                .put("ext_expires_in", tokens.lifetime().toSeconds())
                .put("access_token", tokens.issue(client, tenant, audience));
        return Reply.ok(body).with("Cache-Control", "no-store, no-cache");
    }

    private void prove(String client, MultiMap form, String tenant, String origin) {
        BotApp bot = bots.stream()
                .filter(each -> each.appId().equals(client))
                .findFirst()
                .orElseThrow(() -> LoginError.of(
                        400,
                        "unauthorized_client",
                        700016,
                        "Application with identifier '" + client + "' was not found in the directory '" + tenant
                                + "'."));
        String assertion = form.get("client_assertion");
        if (assertion != null && JWT_BEARER.equals(form.get("client_assertion_type"))) {
            assertions.verify(bot, assertion, tenant, origin);
            return;
        }
        String secret = form.get("client_secret");
        if (secret == null) {
            throw LoginError.invalidClient(
                    7000218, "The request body must contain the parameter 'client_assertion' or 'client_secret'.");
        }
        if (!bot.secrets().contains(secret)) {
            throw LoginError.invalidClient(7000215, "Invalid client secret provided for app '" + client + "'.");
        }
    }

    // MSAL adds scopes of its own; the one that names a resource decides.
    private static String audience(MultiMap form) {
        String resource = form.get("resource");
        if (resource != null) {
            return resource;
        }
        Optional<String> scope = Arrays.stream(required(form, "scope").split(" ", -1))
                .filter(each -> each.endsWith(DEFAULT))
                .findFirst();
        return scope.map(each -> each.substring(0, each.length() - DEFAULT.length()))
                .orElseThrow(() -> LoginError.of(
                        400, "invalid_scope", 1002012, "The scope must be a resource followed by /.default."));
    }

    private static String required(MultiMap form, String name) {
        @Nullable String value = form.get(name);
        if (value == null || value.isEmpty()) {
            throw LoginError.of(
                    400, "invalid_request", 900144, "The request body must contain the parameter '" + name + "'.");
        }
        return value;
    }
}
