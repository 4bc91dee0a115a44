package dev.tidings.server.bot;

import dev.tidings.teams.activity.Activity;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What Teams is answered when it asks and waits.
///
/// @param status the status of the HTTP response: 200 where the shape of the answer carries a status of its own
record InvokeAnswer(int status, String body) {
    private static final String CARD_ACTION = "adaptiveCard/action";
    private static final int NOT_IMPLEMENTED = 501;
    private static final JsonMapper JSON = JsonMapper.shared();

    /// Nothing is registered under this name.
    static InvokeAnswer notImplemented(Activity.Invoke invoke) {
        ObjectNode error = JSON.createObjectNode()
                .put("code", "NotImplemented")
                .put("message", "This bot has nothing that answers this.");
        if (!invoke.name().equals(CARD_ACTION)) {
            ObjectNode body = JSON.createObjectNode();
            body.set("error", error);
            return new InvokeAnswer(NOT_IMPLEMENTED, body.toString());
        }
        ObjectNode body = JSON.createObjectNode()
                .put("statusCode", NOT_IMPLEMENTED)
                .put("type", "application/vnd.microsoft.error");
        body.set("value", error);
        return new InvokeAnswer(200, body.toString());
    }
}
