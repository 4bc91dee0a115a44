package dev.tidings.teams.activity;

import static dev.tidings.teams.activity.Json.object;
import static dev.tidings.teams.activity.Json.objects;
import static dev.tidings.teams.activity.Json.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// From the body that sends a message back to the message.
final class MessageReader {
    private MessageReader() {}

    static Message read(String json) {
        ObjectNode node = Json.readObject(json);
        if (!"message".equals(text(node, "type"))) {
            throw new MalformedActivityException("'type' is not 'message'");
        }
        try {
            return new Message(parts(node));
        } catch (IllegalArgumentException wrong) {
            throw new MalformedActivityException(String.valueOf(wrong.getMessage()));
        }
    }

    /// Takes every field that has a part of its own out of the node; what is left over is kept as it is.
    private static MessageParts parts(ObjectNode node) {
        List<Attachment> attachments = objects(node, "attachments").stream()
                .map(MessageReader::attachment)
                .toList();
        MessageParts parts = new MessageParts(
                Optional.ofNullable(text(node, "text")).orElse(""),
                format(text(node, "textFormat")),
                attachments,
                takeMentions(node),
                text(node, "summary"),
                takeAlert(node),
                takeActions(node),
                node);
        node.remove(List.of("type", "text", "textFormat", "attachments", "summary"));
        return parts;
    }

    private static Message.Format format(@Nullable String word) {
        return word == null
                ? Message.Format.MARKDOWN
                : Message.Format.ofWire(word)
                        .orElseThrow(() -> new MalformedActivityException("'textFormat' is not known"));
    }

    private static Attachment attachment(ObjectNode node) {
        String contentType = text(node, "contentType");
        if (contentType == null) {
            throw new MalformedActivityException("an attachment has no 'contentType'");
        }
        return new Attachment(contentType, text(node, "contentUrl"), object(node, "content"), text(node, "name"));
    }

    private static List<Mention> takeMentions(ObjectNode node) {
        List<Mention> mentions = new ArrayList<>();
        ArrayNode others = Json.MAPPER.createArrayNode();
        for (ObjectNode entity : objects(node, "entities")) {
            Optional<Mention> own = mention(entity);
            own.ifPresentOrElse(mentions::add, () -> others.add(entity));
        }
        if (others.isEmpty()) {
            node.remove("entities");
        } else {
            node.set("entities", others);
        }
        return List.copyOf(mentions);
    }

    /// The mention, if writing it again gives the same entity.
    private static Optional<Mention> mention(ObjectNode entity) {
        ChannelAccount who = ActivityReader.account(object(entity, "mentioned"));
        if (who == null || who.name() == null || who.name().isBlank()) {
            return Optional.empty();
        }
        Mention mention = Mention.of(who.id(), who.name());
        return MessageWriter.entity(mention).equals(entity) ? Optional.of(mention) : Optional.empty();
    }

    private static boolean takeAlert(ObjectNode node) {
        ObjectNode channelData = object(node, "channelData");
        ObjectNode notification = channelData == null ? null : object(channelData, "notification");
        if (channelData == null
                || notification == null
                || !notification.path("alert").asBoolean(false)) {
            return false;
        }
        notification.remove("alert");
        removeIfEmpty(channelData, "notification", notification);
        removeIfEmpty(node, "channelData", channelData);
        return true;
    }

    private static List<String> takeActions(ObjectNode node) {
        ObjectNode suggested = object(node, "suggestedActions");
        if (suggested == null) {
            return List.of();
        }
        List<ObjectNode> actions = objects(suggested, "actions");
        List<String> titles = actions.stream()
                .flatMap(action -> Optional.ofNullable(text(action, "title")).stream())
                .toList();
        if (suggested.size() != 1 || !actions.equals(MessageWriter.actions(titles))) {
            return List.of();
        }
        node.remove("suggestedActions");
        return titles;
    }

    private static void removeIfEmpty(ObjectNode parent, String field, ObjectNode child) {
        if (child.isEmpty()) {
            parent.remove(field);
        }
    }
}
