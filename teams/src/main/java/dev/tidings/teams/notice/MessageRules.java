package dev.tidings.teams.notice;

import dev.tidings.teams.activity.Attachment;
import dev.tidings.teams.activity.Mention;
import dev.tidings.teams.activity.Message;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/// What any message can lack: a summary, a text around its mentions, room.
final class MessageRules {
    private static final Pattern MARKED = Pattern.compile("<at[^>]*>(.*?)</at>", Pattern.DOTALL);

    private MessageRules() {}

    static void check(Message message, Consumer<Finding> found) {
        summary(message, found);
        size(message, found);
        mentions(message, found);
        for (Attachment attachment : message.attachments()) {
            ObjectNode card = attachment.isCard() ? attachment.content() : null;
            if (card != null) {
                new CardRules(found).check(card);
            } else if (attachment.contentType().startsWith("image/")) {
                ImageRules.check("message.attachments", attachment.contentUrl(), found);
            }
        }
    }

    private static void summary(Message message, Consumer<Finding> found) {
        if (message.text().isBlank() && message.summary().isEmpty()) {
            found.accept(new Finding(
                    "no-summary",
                    "message.summary",
                    "The message has neither text nor summary, so notifications in Teams will not say what it is about."
                            + " Set a summary."));
        }
        message.summary().ifPresent(summary -> LengthRules.summary(summary, found));
    }

    private static void size(Message message, Consumer<Finding> found) {
        if (message.sizeInBytes() > Message.ADVISED_SIZE) {
            found.accept(new Finding(
                    "large",
                    "message",
                    "The message is larger than the 80 KB that Microsoft advises; Teams may refuse it."));
        } else {
            LengthRules.text("message.text", message.text(), found);
        }
    }

    private static void mentions(Message message, Consumer<Finding> found) {
        String around = MARKED.matcher(message.text()).replaceAll("").strip();
        if (!message.mentions().isEmpty()
                && around.isEmpty()
                && message.attachments().isEmpty()) {
            found.accept(new Finding(
                    "mention-without-text",
                    "message.text",
                    "It mentions somebody and says nothing. Write why, in the same message."));
        }
        Matcher marked = MARKED.matcher(message.text());
        while (marked.find()) {
            if (message.mentions().stream().map(Mention::text).noneMatch(marked.group()::equals)) {
                found.accept(new Finding(
                        "mention-of-nobody",
                        "message.mentions",
                        "The text marks a mention that the message does not list, so nobody is notified. List the"
                                + " person's id and name."));
                return;
            }
        }
    }
}
