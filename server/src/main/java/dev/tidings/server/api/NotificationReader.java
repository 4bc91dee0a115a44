package dev.tidings.server.api;

import dev.tidings.delivery.bot.Bots;
import dev.tidings.delivery.intake.Content;
import dev.tidings.delivery.intake.NotificationRequest;
import dev.tidings.delivery.notification.Audience;
import dev.tidings.delivery.notification.Manner;
import dev.tidings.delivery.notification.OnUncertain;
import dev.tidings.delivery.notification.Priority;
import dev.tidings.delivery.wording.Words;
import dev.tidings.server.problem.ProblemException;
import java.time.LocalTime;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// From the API's body to a request that the engine can accept.
final class NotificationReader {
    private NotificationReader() {}

    static NotificationRequest read(NotificationJson json) {
        Audience audience = AudienceJson.read(json.to());
        return new NotificationRequest(
                audience,
                content(json, topic(json, audience)),
                json.topic(),
                priority(json.priority()),
                json.notBefore(),
                json.expiresAt(),
                onUncertain(json.onUncertain()),
                Manner.USUAL.in(mode(json.mode())).replacing(json.updateKey()).at(deliverAt(json.deliverAt())),
                json.bot() == null ? Bots.DEFAULT : json.bot(),
                json.tenant());
    }

    private static Content content(NotificationJson json, @Nullable String topic) {
        long given = Stream.of(json.message(), json.notification(), json.welcome())
                .filter(Objects::nonNull)
                .count();
        if (given > 1) {
            throw ProblemException.invalid(
                    "message", "more than one thing is said", "Give one of message, notification and welcome.");
        }
        if (json.notification() != null) {
            return NoticeReader.notification(json.notification(), topic, data(json.to()));
        }
        if (json.welcome() != null) {
            return NoticeReader.welcome(json.welcome(), data(json.to()));
        }
        Words words = MessageReader.words(json.message());
        return words.same() ? new Content.Said(words.message()) : new Content.Personal(words, data(json.to()));
    }

    private static List<String> data(NotificationJson.@Nullable To to) {
        return to != null && to.users() instanceof NamedPeople people ? people.data() : List.of();
    }

    private static @Nullable String topic(NotificationJson json, Audience audience) {
        return json.topic() == null && audience instanceof Audience.Subscribers(String topic) ? topic : json.topic();
    }

    private static Priority priority(@Nullable String word) {
        return word == null
                ? Priority.NORMAL
                : Priority.ofWord(word)
                        .orElseThrow(() -> ProblemException.invalid(
                                "priority", "there is no such priority", "Use high, normal or bulk."));
    }

    private static @Nullable LocalTime deliverAt(@Nullable String time) {
        if (time != null && !time.matches("([01][0-9]|2[0-3]):[0-5][0-9]")) {
            throw ProblemException.invalid("deliverAt", "it is no time of day", "Write one like 09:00 or 17:30.");
        }
        return time == null ? null : LocalTime.parse(time);
    }

    private static Manner.Mode mode(@Nullable String word) {
        return word == null
                ? Manner.USUAL.mode()
                : Manner.Mode.ofWord(word)
                        .orElseThrow(() -> ProblemException.invalid(
                                "mode", "there is no such mode", "Use interject or when-idle."));
    }

    private static @Nullable OnUncertain onUncertain(@Nullable String word) {
        return word == null
                ? null
                : OnUncertain.ofWord(word)
                        .orElseThrow(() -> ProblemException.invalid(
                                "onUncertain", "there is no such choice", "Use resend or hold."));
    }
}
