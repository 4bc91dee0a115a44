package dev.tidings.teams.activity;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// Mentions in Adaptive Cards: the card lists them under `msteams.entities`, and a text in it holds the marks.
final class CardMentions {
    private CardMentions() {}

    /// Lists the mention in every card whose texts hold its marks.
    ///
    /// @return whether there was one
    static boolean place(List<ObjectNode> attachments, Mention mention) {
        boolean placed = false;
        for (ObjectNode attachment : attachments) {
            if (Attachment.ADAPTIVE_CARD.equals(attachment.path("contentType").asString(""))
                    && attachment.get("content") instanceof ObjectNode card
                    && marked(card, mention)) {
                list(card, mention);
                placed = true;
            }
        }
        return placed;
    }

    /// Whether any text under the node holds the marks; names written without escaping are escaped on the way.
    private static boolean marked(JsonNode node, Mention mention) {
        boolean found = false;
        if (node instanceof ObjectNode object) {
            for (var field : object.properties()) {
                if (field.getKey().equals("msteams")) {
                    continue;
                }
                JsonNode escaped = escaped(field.getValue(), mention);
                field.setValue(escaped);
                found |= marked(escaped, mention);
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                JsonNode escaped = escaped(array.get(i), mention);
                array.set(i, escaped);
                found |= marked(escaped, mention);
            }
        } else {
            found = node.isString() && node.stringValue().contains(mention.text());
        }
        return found;
    }

    private static JsonNode escaped(JsonNode node, Mention mention) {
        return node.isString() && node.stringValue().contains(mention.textUnescaped())
                ? StringNode.valueOf(node.stringValue().replace(mention.textUnescaped(), mention.text()))
                : node;
    }

    private static void list(ObjectNode card, Mention mention) {
        ObjectNode teams = card.get("msteams") instanceof ObjectNode there ? there : card.putObject("msteams");
        ArrayNode entities = teams.get("entities") instanceof ArrayNode there ? there : teams.putArray("entities");
        ObjectNode entity = MessageWriter.entity(mention);
        for (JsonNode listed : entities) {
            if (listed.equals(entity)) {
                return;
            }
        }
        entities.add(entity);
    }
}
