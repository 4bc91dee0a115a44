package dev.tidings.server.api;

import dev.tidings.delivery.wording.NotSayableException;
import dev.tidings.delivery.wording.Words;
import dev.tidings.server.problem.ProblemException;
import dev.tidings.server.problem.ProblemType;
import dev.tidings.teams.activity.Attachment;
import dev.tidings.teams.activity.Message;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// From the API's `message` to a message for Teams; what Teams would refuse is refused here.
final class MessageReader {
    private static final String FIELD = "message";

    private MessageReader() {}

    /// A message that is the same for everybody.
    static Message message(NotificationJson.@Nullable Content content) {
        if (content != null && (content.translations() != null || content.template() != null)) {
            throw ProblemException.invalid(
                    FIELD, "it is for one reader, so it has no translations and is no template", "Leave them out.");
        }
        return read(content, FIELD);
    }

    /// A message that may have places for values, and other languages.
    static Words words(NotificationJson.@Nullable Content content) {
        Message message = read(content, FIELD);
        boolean template = content == null || !Objects.equals(content.template(), false);
        Map<String, Message> translations = new LinkedHashMap<>();
        Map<String, NotificationJson.@Nullable Content> given =
                content == null || content.translations() == null ? Map.of() : content.translations();
        given.forEach((tag, translation) -> translations.put(tag(FIELD, tag), translation(tag, translation)));
        try {
            return Words.of(message, translations, template);
        } catch (NotSayableException unclear) {
            throw refused(unclear);
        }
    }

    static ProblemException refused(NotSayableException why) {
        return ProblemException.invalid(
                why.field(),
                String.valueOf(why.getMessage()),
                why.advice() == null
                        ? "Correct the expression, or set \"template\": false to have it shown as it is."
                        : why.advice());
    }

    static String tag(String field, String tag) {
        if (!tag.matches("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")) {
            throw ProblemException.invalid(
                    field + ".translations",
                    "a language has no such tag",
                    "Name languages like de, or with a region like pt-BR.");
        }
        return tag;
    }

    private static Message translation(String tag, NotificationJson.@Nullable Content translation) {
        String field = FIELD + ".translations." + tag;
        if (translation != null && (translation.translations() != null || translation.template() != null)) {
            throw nested(field);
        }
        return read(translation, field);
    }

    static ProblemException nested(String field) {
        return ProblemException.invalid(
                field, "a translation has no translations, and is no template of its own", "Leave them out.");
    }

    private static Message read(NotificationJson.@Nullable Content content, String field) {
        if (content == null) {
            throw ProblemException.invalid(
                    field,
                    "it is missing",
                    "Say what to send: {\"text\": \"...\"}, or give a notification or a welcome.");
        }
        Message message = withMentions(said(content, field), content.mentions(), field);
        String summary = content.summary();
        if (summary != null && !summary.isBlank()) {
            message = message.withSummary(summary);
        }
        return requireSize(message, field);
    }

    private static Message said(NotificationJson.Content content, String field) {
        String text = content.text();
        ObjectNode card = content.card();
        if (card != null && !"AdaptiveCard".equals(card.path("type").stringValue(null))) {
            throw ProblemException.invalid(
                    field + ".card", "its 'type' is not AdaptiveCard", "Send an Adaptive Card, version 1.5 or older.");
        }
        if (text == null || text.isBlank()) {
            if (card == null) {
                throw ProblemException.invalid(
                        field + ".text", "there is neither a text nor a card", "Give at least one of text and card.");
            }
            return Message.card(card);
        }
        Message message = Message.text(text, format(content.format(), field));
        return card == null ? message : message.withAttachment(Attachment.card(card));
    }

    private static Message.Format format(@Nullable String word, String field) {
        return word == null
                ? Message.Format.MARKDOWN
                : Message.Format.ofWire(word)
                        .orElseThrow(() -> ProblemException.invalid(
                                field + ".format", "there is no such format", "Use markdown, plain or xml."));
    }

    private static Message withMentions(
            Message message, @Nullable List<NotificationJson.Mentioned> mentions, String place) {
        Message mentioning = message;
        int index = 0;
        for (NotificationJson.Mentioned mention : mentions == null ? List.<NotificationJson.Mentioned>of() : mentions) {
            String field = place + ".mentions[" + index++ + "]";
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

    private static Message requireSize(Message message, String field) {
        int size = message.sizeInBytes();
        if (size > Message.MAX_SIZE) {
            throw ProblemException.at(
                    field,
                    ProblemType.MESSAGE_TOO_LARGE,
                    "it has " + size + " bytes as Teams counts them (UTF-16), and at most " + Message.MAX_SIZE + " go",
                    "Shorten it; Microsoft advises to stay under " + Message.ADVISED_SIZE + " bytes.");
        }
        return message;
    }
}
