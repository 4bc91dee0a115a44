package dev.tidings.faketeams.wire;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import tools.jackson.databind.node.ObjectNode;

/// Between Vert.x and our own values.
public final class Http {
    private Http() {}

    /// Sends the reply.
    public static void send(RoutingContext ctx, Reply reply) {
        HttpServerResponse response = ctx.response();
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(reply.status());
        reply.headers().forEach(response::putHeader);
        if (reply.body() == null) {
            response.end();
        } else {
            response.putHeader("Content-Type", "application/json; charset=utf-8");
            response.end(Json.write(reply.body()));
        }
    }

    /// The request's body as a JSON object; refused as `BadSyntax` when it is anything else.
    public static ObjectNode json(RoutingContext ctx) {
        return Json.parse(bytes(ctx)).orElseThrow(() -> Refusal.badSyntax("The request body is not a JSON object."));
    }

    /// The request's body, empty if there is none.
    public static byte[] bytes(RoutingContext ctx) {
        Buffer buffer = ctx.body().buffer();
        return buffer == null ? new byte[0] : buffer.getBytes();
    }

    /// A segment of the path that the route is sure to have.
    public static String segment(RoutingContext ctx, String name) {
        return Objects.requireNonNull(ctx.pathParam(name));
    }

    /// Scheme and authority under which the caller reached us.
    public static String origin(RoutingContext ctx) {
        return ctx.request().scheme() + "://" + ctx.request().authority();
    }
}
