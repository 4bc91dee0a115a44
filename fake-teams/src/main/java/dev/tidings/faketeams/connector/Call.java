package dev.tidings.faketeams.connector;

import dev.tidings.faketeams.wire.Json;
import dev.tidings.faketeams.wire.Refusal;
import dev.tidings.faketeams.world.Bot;
import io.vertx.core.MultiMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// One connector request whose caller is known.
record Call(
        Bot bot,
        Map<String, String> path,
        MultiMap query,

        @Nullable ObjectNode body) {
    /// A segment of the path that the route is sure to have.
    String path(String name) {
        return Objects.requireNonNull(path.get(name));
    }

    String conversation() {
        return path("conversation");
    }

    /// The tenant that the service URL names, if it names one.
    @Nullable
    String tenant() {
        return path.get("tenant");
    }

    ObjectNode json() {
        if (body == null) {
            throw Refusal.badSyntax("The request body is not a JSON object.");
        }
        return body;
    }

    boolean targeted() {
        return "true".equalsIgnoreCase(query.get("isTargetedActivity"));
    }

    /// The tenant of the body, or else of the service URL.
    @Nullable
    String tenantAsked() {
        String asked = Json.text(body, "tenantId");
        asked = asked == null ? Json.text(body, "channelData", "tenant", "id") : asked;
        return asked == null ? tenant() : asked;
    }
}
