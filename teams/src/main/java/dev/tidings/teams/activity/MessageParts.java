package dev.tidings.teams.activity;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// What a [Message] is made of.
///
/// @param extra fields of the wire that have no component here; never written into
record MessageParts(
        String text,
        Message.Format format,
        List<Attachment> attachments,
        List<Mention> mentions,
        @Nullable String summary,
        boolean alert,
        List<String> suggestedActions,
        ObjectNode extra) {

    static MessageParts of(String text, Message.Format format, List<Attachment> attachments) {
        return new MessageParts(
                text, format, attachments, List.of(), null, false, List.of(), Json.MAPPER.createObjectNode());
    }

    MessageParts withSummary(String shown) {
        return new MessageParts(text, format, attachments, mentions, shown, alert, suggestedActions, extra);
    }

    MessageParts withAlert(boolean wanted) {
        return new MessageParts(text, format, attachments, mentions, summary, wanted, suggestedActions, extra);
    }

    MessageParts withMentions(List<Mention> people) {
        return new MessageParts(text, format, attachments, people, summary, alert, suggestedActions, extra);
    }

    MessageParts withAttachments(List<Attachment> things) {
        return new MessageParts(text, format, things, mentions, summary, alert, suggestedActions, extra);
    }

    MessageParts withSuggestedActions(List<String> titles) {
        return new MessageParts(text, format, attachments, mentions, summary, alert, titles, extra);
    }

    MessageParts withExtra(ObjectNode fields) {
        return new MessageParts(text, format, attachments, mentions, summary, alert, suggestedActions, fields);
    }
}
