package dev.tidings.server.api;

import dev.tidings.delivery.bot.Bots;
import dev.tidings.delivery.intake.NotificationRequest;
import dev.tidings.delivery.notification.OnUncertain;
import dev.tidings.delivery.notification.Priority;
import dev.tidings.delivery.notification.Target;
import dev.tidings.server.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// From the API's JSON to a request for the engine.
final class NotificationReader {
    private NotificationReader() {}

    static NotificationRequest read(NotificationJson body) {
        return new NotificationRequest(
                target(body.to()),
                MessageReader.read(body.message()),
                body.topic(),
                priority(body.priority()),
                body.notBefore(),
                body.expiresAt(),
                onUncertain(body.onUncertain()),
                Optional.ofNullable(body.bot()).orElse(Bots.DEFAULT),
                body.tenant());
    }

    private static Target target(NotificationJson.@Nullable To to) {
        List<Target> named = to == null ? List.of() : named(to);
        if (named.size() != 1) {
            throw ProblemException.invalid(
                    "to",
                    named.isEmpty() ? "it names no target" : "it names more than one target",
                    "Give exactly one of user, chat, channel and conversation.");
        }
        if (to != null && to.thread() != null && to.channel() == null) {
            throw ProblemException.invalid("to.thread", "a thread needs its channel", "Give to.channel as well.");
        }
        return named.getFirst();
    }

    private static List<Target> named(NotificationJson.To to) {
        List<Target> named = new ArrayList<>();
        if (to.user() != null) {
            named.add(new Target.User(to.user()));
        }
        if (to.chat() != null) {
            named.add(new Target.Chat(to.chat()));
        }
        if (to.channel() != null) {
            named.add(new Target.Channel(to.channel(), to.thread()));
        }
        if (to.conversation() != null) {
            named.add(new Target.Conversation(to.conversation()));
        }
        return named;
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
