package dev.tidings.server.api;

import dev.tidings.delivery.bot.Bots;
import dev.tidings.delivery.intake.NotificationRequest;
import dev.tidings.delivery.notification.OnUncertain;
import dev.tidings.delivery.notification.Priority;
import dev.tidings.delivery.notification.Target;
import dev.tidings.server.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// From the API's body to a request that the engine can accept.
final class NotificationReader {
    private static final int LONGEST_TOPIC = 100;

    private NotificationReader() {}

    static NotificationRequest read(NotificationJson json) {
        return new NotificationRequest(
                target(json.to()),
                MessageReader.read(json.message()),
                topic(json.topic()),
                priority(json.priority()),
                json.notBefore(),
                json.expiresAt(),
                onUncertain(json.onUncertain()),
                json.bot() == null ? Bots.DEFAULT : json.bot(),
                json.tenant());
    }

    private static Target target(NotificationJson.@Nullable To to) {
        if (to == null) {
            throw ProblemException.invalid(
                    "to", "it is missing", "Name one of user, chat, channel and conversation: {\"user\": \"...\"}.");
        }
        List<Target> named = new ArrayList<>();
        if (to.user() != null) {
            named.add(new Target.User(id("user", to.user())));
        }
        if (to.chat() != null) {
            named.add(new Target.Chat(id("chat", to.chat())));
        }
        if (to.channel() != null) {
            named.add(new Target.Channel(
                    id("channel", to.channel()), to.thread() == null ? null : id("thread", to.thread())));
        }
        if (to.conversation() != null) {
            named.add(new Target.Conversation(id("conversation", to.conversation())));
        }
        if (named.size() != 1) {
            throw ProblemException.invalid(
                    "to",
                    named.isEmpty() ? "it names nobody" : "it names " + named.size() + " targets",
                    "Name exactly one of user, chat, channel and conversation; thread goes with channel.");
        }
        if (to.thread() != null && to.channel() == null) {
            throw ProblemException.invalid("to.thread", "only a channel has threads", "Name the channel too.");
        }
        return named.getFirst();
    }

    private static String id(String field, String id) {
        if (id.isBlank()) {
            throw ProblemException.invalid("to." + field, "it is empty", "Give an id.");
        }
        return id.strip();
    }

    private static @Nullable String topic(@Nullable String topic) {
        if (topic != null && (topic.isBlank() || topic.length() > LONGEST_TOPIC)) {
            throw ProblemException.invalid(
                    "topic", "a topic has 1 to " + LONGEST_TOPIC + " characters", "Shorten it, or leave it out.");
        }
        return topic;
    }

    private static Priority priority(@Nullable String word) {
        return word == null
                ? Priority.NORMAL
                : Priority.ofWord(word)
                        .orElseThrow(() -> ProblemException.invalid(
                                "priority", "there is no such priority", "Use high, normal or bulk."));
    }

    private static @Nullable OnUncertain onUncertain(@Nullable String word) {
        return word == null
                ? null
                : OnUncertain.ofWord(word)
                        .orElseThrow(() -> ProblemException.invalid(
                                "onUncertain", "there is no such choice", "Use resend or hold."));
    }
}
