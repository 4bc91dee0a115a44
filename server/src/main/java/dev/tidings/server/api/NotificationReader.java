package dev.tidings.server.api;

import dev.tidings.delivery.bot.Bots;
import dev.tidings.delivery.intake.NotificationRequest;
import dev.tidings.delivery.notification.OnUncertain;
import dev.tidings.delivery.notification.Priority;
import dev.tidings.server.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/// From the API's body to a request that the engine can accept.
final class NotificationReader {
    private NotificationReader() {}

    static NotificationRequest read(NotificationJson json) {
        return new NotificationRequest(
                AudienceJson.read(json.to()),
                MessageReader.read(json.message()),
                json.topic(),
                priority(json.priority()),
                json.notBefore(),
                json.expiresAt(),
                onUncertain(json.onUncertain()),
                json.bot() == null ? Bots.DEFAULT : json.bot(),
                json.tenant());
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
