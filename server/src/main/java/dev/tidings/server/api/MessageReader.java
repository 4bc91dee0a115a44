package dev.tidings.server.api;

import dev.tidings.server.problem.ProblemException;
import dev.tidings.server.problem.ProblemType;
import dev.tidings.teams.activity.Attachment;
import dev.tidings.teams.activity.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// From the API's `message` to a message for Teams; what Teams would refuse is refused here.
final class MessageReader {
    private MessageReader() {}

    static Message read(NotificationJson.@Nullable Content content) {
        if (content == null) {
            throw ProblemException.invalid(
                    "message",
                    "it is missing",
                    "Say what to send: {\"text\": \"...\"}, or give a notification or a welcome.");
        }
        Message message = withMentions(said(content), content.mentions());
        String summary = content.summary();
        if (summary != null && !summary.isBlank()) {
            message = message.withSummary(summary);
        }
        return requireSize(message);
    }

    private static Message said(NotificationJson.Content content) {
        String text = content.text();
        ObjectNode card = content.card();
        if (card != null && !"AdaptiveCard".equals(card.path("type").stringValue(null))) {
            throw ProblemException.invalid(
                    "message.card", "its 'type' is not AdaptiveCard", "Send an Adaptive Card, version 1.5 or older.");
        }
        if (text == null || text.isBlank()) {
            if (card == null) {
                throw ProblemException.invalid(
                        "message.text", "there is neither a text nor a card", "Give at least one of text and card.");
            }
            return Message.card(card);
        }
        Message message = Message.text(text, format(content.format()));
        return card == null ? message : message.withAttachment(Attachment.card(card));
    }

    private static Message.Format format(@Nullable String word) {
        return word == null
                ? Message.Format.MARKDOWN
                : Message.Format.ofWire(word)
                        .orElseThrow(() -> ProblemException.invalid(
                                "message.format", "there is no such format", "Use markdown, plain or xml."));
    }

    private static Message withMentions(Message message, @Nullable List<NotificationJson.Mentioned> mentions) {
        Message mentioning = message;
        int index = 0;
        for (NotificationJson.Mentioned mention : mentions == null ? List.<NotificationJson.Mentioned>of() : mentions) {
            String field = "message.mentions[" + index++ + "]";
            if (mention == null
                    || mention.id() == null
                    || mention.name() == null
                    || mention.name().isBlank()) {
                throw ProblemException.invalid(field, "a mention needs an id and a name", "Give both.");
            }
            mentioning = mentioning.withMention(mention.id(), mention.name());
        }
        return mentioning;
    }

    private static Message requireSize(Message message) {
        int size = message.sizeInBytes();
        if (size > Message.MAX_SIZE) {
            throw ProblemException.at(
                    "message",
                    ProblemType.MESSAGE_TOO_LARGE,
                    "it has " + size + " bytes as Teams counts them (UTF-16), and at most " + Message.MAX_SIZE + " go",
                    "Shorten it; Microsoft advises to stay under " + Message.ADVISED_SIZE + " bytes.");
        }
        return message;
    }
}
