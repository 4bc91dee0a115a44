package dev.tidings.faketeams.inbound;

import dev.tidings.faketeams.wire.Json;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// What a bot answered to one activity. `status` is 0 when nobody answered, and then `error` says why;
/// `attempts` is how often the activity was posted.
public record BotAnswer(
        String type,
        @Nullable String activityId,
        int status,
        String body,
        int attempts,
        @Nullable String error) {
    /// Whether the bot took it.
    public boolean ok() {
        return status >= 200 && status < 300;
    }

    /// The body as a JSON object, if it is one.
    public Optional<ObjectNode> json() {
        return Json.value(body).filter(ObjectNode.class::isInstance).map(ObjectNode.class::cast);
    }
}
