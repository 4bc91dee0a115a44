package dev.tidings.teams;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The answer to an `invoke`, which Teams reads from the body of the HTTP response.
///
/// Answers to Adaptive Card actions wrap a status of their own in the body, and are HTTP 200 all the same.
///
/// @param status the HTTP status
/// @param body the body, or null for none
public record InvokeAnswer(int status, @Nullable JsonNode body) {
    private static final String CARD = "application/vnd.microsoft.card.adaptive";
    private static final String MESSAGE = "application/vnd.microsoft.activity.message";
    private static final String ERROR = "application/vnd.microsoft.error";

    /// Nothing to say but that it worked.
    public static InvokeAnswer ok() {
        return new InvokeAnswer(200, null);
    }

    /// A body as the invoke's own protocol wants it.
    public static InvokeAnswer of(JsonNode body) {
        return new InvokeAnswer(200, body);
    }

    /// For `adaptiveCard/action`: the card that takes the place of the one that was pressed.
    public static InvokeAnswer card(ObjectNode card) {
        return wrapped(200, CARD, card.deepCopy());
    }

    /// For `adaptiveCard/action`: a short text shown to the person who pressed.
    public static InvokeAnswer message(String text) {
        return wrapped(200, MESSAGE, JsonNodeFactory.instance.stringNode(text));
    }

    /// For `adaptiveCard/action`: an error shown to the person who pressed.
    ///
    /// @param status 400 or 500
    public static InvokeAnswer error(int status, String code, String message) {
        ObjectNode value = JsonNodeFactory.instance.objectNode();
        return wrapped(status, ERROR, value.put("code", code).put("message", message));
    }

    private static InvokeAnswer wrapped(int status, String type, JsonNode value) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("statusCode", status).put("type", type).set("value", value);
        return new InvokeAnswer(200, body);
    }
}
