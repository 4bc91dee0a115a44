package dev.tidings.teams.activity;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// From the parts of a message to the body of the request that sends it.
final class MessageWriter {
    private MessageWriter() {}

    static ObjectNode write(MessageParts parts) {
        MarkedText text = new MarkedText(parts.text());
        List<ObjectNode> attachments =
                parts.attachments().stream().map(MessageWriter::attachment).toList();
        List<Mention> inText = new ArrayList<>();
        for (Mention mention : parts.mentions()) {
            boolean inCard = CardMentions.place(attachments, mention);
            if (text.place(mention, !inCard)) {
                inText.add(mention);
            }
        }
        ObjectNode own = Json.MAPPER.createObjectNode();
        own.put("type", "message");
        putText(own, text.text(), parts.format());
        if (parts.summary() != null) {
            own.put("summary", parts.summary());
        }
        putAll(own, "attachments", attachments);
        putAll(own, "entities", inText.stream().map(MessageWriter::entity).toList());
        if (!parts.suggestedActions().isEmpty()) {
            putAll(own.putObject("suggestedActions"), "actions", actions(parts.suggestedActions()));
        }
        if (parts.alert()) {
            own.putObject("channelData").putObject("notification").put("alert", true);
        }
        return parts.extra().isEmpty() ? own : merged(parts.extra(), own);
    }

    /// A new object with the fields of both: objects merged, lists joined, and else the second's value.
    static ObjectNode merged(ObjectNode first, ObjectNode second) {
        ObjectNode both = first.deepCopy();
        second.properties()
                .forEach(field -> both.set(field.getKey(), merged(both.get(field.getKey()), field.getValue())));
        return both;
    }

    private static JsonNode merged(@Nullable JsonNode first, JsonNode second) {
        if (first instanceof ObjectNode one && second instanceof ObjectNode two) {
            return merged(one, two);
        }
        if (first instanceof ArrayNode one && second instanceof ArrayNode two) {
            return one.deepCopy().addAll(two.deepCopy());
        }
        return second.deepCopy();
    }

    static ObjectNode entity(Mention mention) {
        ObjectNode entity = Json.MAPPER.createObjectNode();
        entity.put("type", "mention");
        entity.put("text", mention.text());
        entity.putObject("mentioned")
                .put("id", mention.mentioned().id())
                .put("name", mention.mentioned().name());
        return entity;
    }

    private static void putText(ObjectNode node, String text, Message.Format format) {
        if (!text.isEmpty()) {
            node.put("text", text);
            node.put("textFormat", format.wire());
        }
    }

    private static ObjectNode attachment(Attachment attachment) {
        ObjectNode node = Json.MAPPER.createObjectNode();
        node.put("contentType", attachment.contentType());
        if (attachment.contentUrl() != null) {
            node.put("contentUrl", attachment.contentUrl());
        }
        ObjectNode content = attachment.content();
        if (content != null) {
            node.set("content", content);
        }
        if (attachment.name() != null) {
            node.put("name", attachment.name());
        }
        return node;
    }

    static List<ObjectNode> actions(List<String> titles) {
        return titles.stream()
                .map(title -> Json.MAPPER
                        .createObjectNode()
                        .put("type", "imBack")
                        .put("title", title)
                        .put("value", title))
                .toList();
    }

    private static void putAll(ObjectNode node, String field, List<ObjectNode> elements) {
        if (!elements.isEmpty()) {
            node.putArray(field).addAll(elements);
        }
    }
}
