package dev.tidings.teams.notice;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The parts that cards are built of, as Teams shows them best.
final class Blocks {
    static final String SCHEMA = "http://adaptivecards.io/schemas/adaptive-card.json";

    /// The block that says why somebody gets a message, or that they will get no more.
    static final String TOPIC = "tidings-topic";

    private Blocks() {}

    static ObjectNode card(Phrases phrases, String fallbackText) {
        ObjectNode card = object("AdaptiveCard")
                .put("$schema", SCHEMA)
                .put("version", "1.5")
                .put("lang", phrases.tag())
                .put("fallbackText", fallbackText);
        card.putArray("body");
        card.putArray("actions");
        return card;
    }

    static ArrayNode body(ObjectNode card) {
        return (ArrayNode) card.get("body");
    }

    static ObjectNode heading(String markdown) {
        return text(markdown).put("size", "Medium").put("weight", "Bolder").put("style", "heading");
    }

    static ObjectNode text(String markdown) {
        return object("TextBlock").put("text", markdown).put("wrap", true);
    }

    static ObjectNode footnote(String markdown) {
        return text(markdown).put("size", "Small").put("isSubtle", true).put("spacing", "Medium");
    }

    static ObjectNode open(String title, URI url) {
        return object("Action.OpenUrl").put("title", title).put("url", url.toString());
    }

    /// A button that the bot hears: as a question that it answers at once, or in older clients as a
    /// message.
    static ObjectNode press(String title, Press press) {
        ObjectNode data = press.submitted();
        ObjectNode button = object("Action.Execute").put("title", title).put("verb", Press.FIELD);
        button.set("data", data);
        ObjectNode fallback = object("Action.Submit").put("title", title);
        fallback.set("data", data.deepCopy());
        button.set("fallback", fallback);
        return button;
    }

    /// A button that writes something to the bot.
    static ObjectNode say(String title, String text) {
        ObjectNode button = object("Action.Submit").put("title", title);
        button.putObject("data").putObject("msteams").put("type", "imBack").put("value", text);
        return button;
    }

    static ObjectNode button(Action action, @Nullable String reference) {
        return switch (action) {
            case Action.Open(String title, URI url) -> open(title, url);
            case Action.Call call ->
                press(call.title(), new Press.Called(reference, call.name(), call.title(), call.data()));
            case Action.Done(String title) -> press(title, new Press.Done(reference));
            case Action.Snooze(String title, Duration delay) -> press(title, new Press.Snoozed(reference, delay));
            case Action.Say(String title, String text) -> say(title, text);
            case Action.Command(String title, String command) -> press(title, new Press.Asked(reference, command));
        };
    }

    static ObjectNode object(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type);
    }
}
