package dev.tidings.server.bot;

import dev.tidings.teams.InvokeAnswer;
import dev.tidings.teams.activity.Activity;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What Teams is answered when it asks for something that nobody answers.
final class Unanswered {
    private static final String CARD_ACTION = "adaptiveCard/action";
    private static final String MESSAGE = "This bot has nothing that answers this.";
    private static final int NOT_IMPLEMENTED = 501;
    private static final JsonMapper JSON = JsonMapper.shared();

    private Unanswered() {}

    /// Nothing is registered under this name.
    static InvokeAnswer notImplemented(Activity.Invoke invoke) {
        ObjectNode error = JSON.createObjectNode().put("code", "NotImplemented").put("message", MESSAGE);
        if (!invoke.name().equals(CARD_ACTION)) {
            ObjectNode body = JSON.createObjectNode();
            body.set("error", error);
            return new InvokeAnswer(NOT_IMPLEMENTED, body);
        }
        return InvokeAnswer.error(NOT_IMPLEMENTED, "NotImplemented", MESSAGE);
    }
}
