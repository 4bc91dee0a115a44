package dev.tidings.server.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A notification by what its reader wants to know.
final class NoticeOptions {
    @Option(names = "--what", required = true, paramLabel = "TEXT", description = "What happened, in one sentence.")
    private String what = "";

    @Option(names = "--more", paramLabel = "TEXT", description = "More about it, in Markdown.")
    private @Nullable String more;

    @Option(names = "--item", paramLabel = "NAME", description = "What it happened to.")
    private @Nullable String item;

    @Option(names = "--by", paramLabel = "NAME", description = "Who did it.")
    private @Nullable String actor;

    @Option(names = "--link", paramLabel = "URL", description = "Where to look at it.")
    private @Nullable String link;

    @Option(
            names = "--button",
            paramLabel = "TITLE=URL",
            description = "A button that opens an address; TITLE=done marks the message as dealt with,"
                    + " TITLE=PT1H lets it come again in an hour, and any other word is told to listeners as an event."
                    + " May be repeated.")
    private List<String> buttons = List.of();

    ObjectNode json() {
        ObjectNode json = JsonMapper.shared().createObjectNode().put("what", what);
        put(json, "text", more);
        put(json, "item", item);
        put(json, "actor", actor);
        put(json, "link", link);
        ArrayNode actions = json.putArray("actions");
        buttons.forEach(button -> button(actions.addObject(), button));
        return json;
    }

    private static void button(ObjectNode json, String button) {
        int equals = button.indexOf('=');
        if (equals <= 0) {
            throw new CommandFailedException(
                    "the button '" + button + "' has no title or no deed", "Write it as \"Open=https://x.example\".");
        }
        json.put("title", button.substring(0, equals).strip());
        String deed = button.substring(equals + 1).strip();
        if (deed.equals("done")) {
            json.put("done", true);
        } else if (deed.matches("P[0-9DTHMS.]+")) {
            json.put("snooze", deed);
        } else {
            json.put(deed.contains(":") ? "url" : "call", deed);
        }
    }

    private static void put(ObjectNode json, String name, @Nullable String value) {
        if (value != null) {
            json.put(name, value);
        }
    }
}
