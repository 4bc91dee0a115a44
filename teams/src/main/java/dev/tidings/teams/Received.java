package dev.tidings.teams;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/// What to answer to a request that Teams made to the bot's endpoint.
///
/// @param status the HTTP status
/// @param body the body as JSON, or null for none
public record Received(int status, @Nullable String body) {

    static Received ok() {
        return new Received(200, null);
    }

    static Received of(InvokeAnswer answer) {
        return new Received(
                answer.status(), answer.body() == null ? null : answer.body().toString());
    }

    static Received problem(int status, @Nullable String message) {
        String text = message == null ? "refused" : message;
        return new Received(
                status, JsonNodeFactory.instance.objectNode().put("error", text).toString());
    }
}
