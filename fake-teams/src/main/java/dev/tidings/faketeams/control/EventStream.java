package dev.tidings.faketeams.control;

import dev.tidings.faketeams.wire.Json;
import dev.tidings.faketeams.world.Changes;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.BiConsumer;
import tools.jackson.databind.node.ObjectNode;

/// `GET /_fake/events`: every change as a server-sent event; a reader that does not keep up is disconnected.
public final class EventStream {
    private final Changes changes;

    /// A stream of these changes.
    public EventStream(Changes changes) {
        this.changes = changes;
    }

    /// Adds the route.
    public void mount(Router router) {
        router.get("/_fake/events").handler(this::open);
    }

    private void open(RoutingContext ctx) {
        HttpServerResponse response = ctx.response();
        response.putHeader("Content-Type", "text/event-stream").putHeader("Cache-Control", "no-store");
        response.setChunked(true).write(": open\n\n");
        BiConsumer<String, ObjectNode> listener = (kind, data) -> {
            if (response.writeQueueFull()) {
                ctx.request().connection().close();
            } else {
                response.write("event: " + kind + "\ndata: " + Json.write(data) + "\n\n");
            }
        };
        changes.listen(listener);
        response.closeHandler(closed -> changes.forget(listener));
    }
}
