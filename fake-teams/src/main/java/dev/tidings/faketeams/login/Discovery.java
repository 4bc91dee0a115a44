package dev.tidings.faketeams.login;

import dev.tidings.faketeams.fault.Responder;
import dev.tidings.faketeams.fault.Target;
import dev.tidings.faketeams.wire.Http;
import dev.tidings.faketeams.wire.Json;
import dev.tidings.faketeams.wire.Operation;
import dev.tidings.faketeams.wire.Reply;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The documents that clients read before they ask for a token or check one. Every address in them is under the
/// origin that the caller used.
public final class Discovery {
    private static final Target METADATA = new Target(Operation.METADATA, null, null, null, null);

    private final EntraTokens tokens;
    private final BotFrameworkKeys keys;
    private final Responder responder;

    /// Discovery of these keys.
    public Discovery(EntraTokens tokens, BotFrameworkKeys keys, Responder responder) {
        this.tokens = tokens;
        this.keys = keys;
        this.responder = responder;
    }

    /// Adds the routes.
    public void mount(Router router) {
        get(router, "/v1/.well-known/openidconfiguration", this::botFramework);
        get(router, "/v1/.well-known/openid-configuration", this::botFramework);
        get(router, "/v1/.well-known/keys", ctx -> keys.jwks());
        get(router, "/common/discovery/instance", Discovery::instance);
        get(router, "/:tenant/v2.0/.well-known/openid-configuration", Discovery::entra);
        get(router, "/:tenant/discovery/v2.0/keys", ctx -> entraKeys());
    }

    private void get(Router router, String path, Function<RoutingContext, JsonNode> document) {
        router.get(path).handler(ctx -> responder.respond(ctx, METADATA, () -> Reply.ok(document.apply(ctx))));
    }

    private ObjectNode botFramework(RoutingContext ctx) {
        ObjectNode document = Json.object()
                .put("issuer", BotFrameworkKeys.ISSUER)
                .put("authorization_endpoint", "https://invalid.botframework.com")
                .put("jwks_uri", Http.origin(ctx) + "/v1/.well-known/keys");
        document.putArray("id_token_signing_alg_values_supported").add("RS256");
        document.putArray("token_endpoint_auth_methods_supported").add("private_key_jwt");
        return document;
    }

    private JsonNode entraKeys() {
        ObjectNode document = Json.object();
        document.putArray("keys").add(tokens.jwk());
        return document;
    }

    private static ObjectNode entra(RoutingContext ctx) {
        String base = Http.origin(ctx) + "/" + Http.segment(ctx, "tenant");
        ObjectNode document = Json.object()
                .put("issuer", base + "/v2.0")
                .put("authorization_endpoint", base + "/oauth2/v2.0/authorize")
                .put("token_endpoint", base + "/oauth2/v2.0/token")
                .put("device_authorization_endpoint", base + "/oauth2/v2.0/devicecode")
                .put("end_session_endpoint", base + "/oauth2/v2.0/logout")
                .put("jwks_uri", base + "/discovery/v2.0/keys");
        document.putArray("response_types_supported").add("code").add("id_token");
        document.putArray("subject_types_supported").add("pairwise");
        document.putArray("id_token_signing_alg_values_supported").add("RS256");
        document.putArray("token_endpoint_auth_methods_supported")
                .add("client_secret_post")
                .add("private_key_jwt");
        return document;
    }

    private static ObjectNode instance(RoutingContext ctx) {
        String host = String.valueOf(ctx.request().authority());
        String endpoint = ctx.request().getParam("authorization_endpoint", "");
        String[] parts = endpoint.split("/", -1);
        String tenant = parts.length > 3 ? parts[3] : "common";
        ObjectNode document = Json.object()
                .put(
                        "tenant_discovery_endpoint",
                        Http.origin(ctx) + "/" + tenant + "/v2.0/.well-known/openid-configuration")
                .put("api-version", "1.1");
        ObjectNode metadata = document.putArray("metadata").addObject();
        metadata.put("preferred_network", host)
                .put("preferred_cache", host)
                .putArray("aliases")
                .add(host);
        return document;
    }
}
