package dev.tidings.faketeams.world;

import dev.tidings.faketeams.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Which mentions of a message Teams would silently ignore: the entity's text must be `<at>Name</at>`, with
/// the name XML-escaped, and must occur in the text it belongs to. An `<at>` that no entity covers is
/// ignored too.
final class Mentions {
    private static final Pattern AT = Pattern.compile("<at>.*?</at>");
    private static final Pattern WELL_FORMED = Pattern.compile("<at>(?:[^<>&]|&(?:amp|lt|gt|quot|apos|#\\d+);)+</at>");

    private Mentions() {}

    static List<String> ignored(ObjectNode activity) {
        List<String> ignored = new ArrayList<>(ignored(activity.path("entities"), Json.textOr("", activity, "text")));
        for (JsonNode attachment : activity.path("attachments")) {
            JsonNode content = attachment.path("content");
            ignored.addAll(ignored(content.path("msteams").path("entities"), texts(content)));
        }
        return ignored;
    }

    private static List<String> ignored(JsonNode entities, String text) {
        List<String> ignored = new ArrayList<>();
        List<String> covered = new ArrayList<>();
        for (JsonNode entity : entities) {
            if ("mention".equals(Json.text(entity, "type"))) {
                String at = Json.textOr("", entity, "text");
                boolean good = WELL_FORMED.matcher(at).matches()
                        && text.contains(at)
                        && Json.text(entity, "mentioned", "id") != null;
                (good ? covered : ignored).add(at);
            }
        }
        Matcher uncovered = AT.matcher(text);
        while (uncovered.find()) {
            if (!covered.contains(uncovered.group()) && !ignored.contains(uncovered.group())) {
                ignored.add(uncovered.group());
            }
        }
        return ignored;
    }

    // The texts a card shows, its own mention entities left out.
    private static String texts(JsonNode node) {
        if (node.isString()) {
            return node.stringValue() + "\n";
        }
        StringBuilder all = new StringBuilder();
        node.propertyStream()
                .filter(entry -> !entry.getKey().equals("msteams"))
                .forEach(entry -> all.append(texts(entry.getValue())));
        if (node.isArray()) {
            node.forEach(each -> all.append(texts(each)));
        }
        return all.toString();
    }
}
