package dev.tidings.faketeams.connector;

import dev.tidings.faketeams.wire.Json;
import dev.tidings.faketeams.wire.Refusal;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What Teams accepts as the content of an activity.
final class Content {
    /// 100 KB, counted as UTF-16; images that travel inside the message as base64 are not counted.
    static final int MOST_BYTES = 100 * 1024;

    private static final Pattern IMAGE = Pattern.compile("data:image/[^;\"]+;base64,[A-Za-z0-9+/=]*");

    private Content() {}

    /// Refuses what is no message or typing sign, is empty, or is too large.
    static void check(ObjectNode activity) {
        String type = Json.text(activity, "type");
        if (type == null) {
            throw Refusal.of(400, "MissingProperty", "The 'type' property is required.");
        }
        if (!type.equals("message") && !type.equals("typing")) {
            throw Refusal.badSyntax("Unknown activity type '" + type + "'.");
        }
        if (type.equals("message")) {
            checkMessage(activity);
        }
    }

    static boolean isTyping(ObjectNode activity) {
        return "typing".equals(Json.text(activity, "type"));
    }

    private static void checkMessage(ObjectNode activity) {
        JsonNode attachments = Json.at(activity, "attachments");
        JsonNode text = Json.at(activity, "text");
        if ((attachments != null && !attachments.isArray()) || (text != null && !text.isString())) {
            throw Refusal.badArgument("Bad Argument");
        }
        if (attachments != null) {
            attachments.forEach(Content::checkAttachment);
        }
        if (Json.text(activity, "text") == null && (attachments == null || attachments.isEmpty())) {
            throw Refusal.badArgument("The message has neither text nor attachments.");
        }
        if (size(activity) > MOST_BYTES) {
            throw Refusal.of(413, "MessageSizeTooBig", "Message size too large.");
        }
    }

    private static void checkAttachment(JsonNode attachment) {
        if (Json.text(attachment, "contentType") == null) {
            throw Refusal.of(400, "MissingProperty", "The attachment has no 'contentType'.");
        }
    }

    private static int size(ObjectNode activity) {
        String json = Json.write(activity);
        if (json.length() * 2 <= MOST_BYTES) {
            return json.length() * 2;
        }
        return IMAGE.matcher(json).replaceAll("").length() * 2;
    }
}
