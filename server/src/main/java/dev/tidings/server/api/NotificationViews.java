package dev.tidings.server.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tidings.delivery.intake.Accepted;
import dev.tidings.delivery.intake.Standing;
import dev.tidings.delivery.notification.Delivery;
import dev.tidings.delivery.notification.DeliveryState;
import dev.tidings.delivery.notification.Notification;
import dev.tidings.delivery.notification.NotificationStatus;
import dev.tidings.delivery.notification.Target;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Notifications and their ledger as the API shows them.
final class NotificationViews {
    private NotificationViews() {}

    /// Where to look next.
    @Schema(name = "Links")
    record Links(String self, String deliveries) {
        static Links of(Notification notification) {
            String self = "/api/v1/notifications/" + notification.id().value();
            return new Links(self, self + "/deliveries");
        }
    }

    /// What is answered to a notification that is durable; the same answer however often it is asked for.
    @Schema(name = "Accepted")
    record AcceptedView(
            String id,
            @Schema(allowableValues = "accepted") String status,
            Links links,

            @Schema(description = "What may go wrong although it was accepted.")
            List<String> warnings) {

        static AcceptedView of(Accepted accepted) {
            Notification notification = accepted.notification();
            return new AcceptedView(
                    notification.id().value(),
                    NotificationStatus.ACCEPTED.word(),
                    Links.of(notification),
                    accepted.warnings());
        }
    }

    /// How a notification stands.
    @Schema(name = "Notification")
    record NotificationView(
            String id,

            @Schema(
                    allowableValues = {"accepted", "planning", "running", "paused", "completed", "cancelled", "expired"
                    })
            String status,

            @Schema(description = "How many deliveries are in each state.", example = "{\"delivered\": 1}")
            Map<String, Long> counts,

            NotificationJson.To to,
            String bot,
            String tenant,
            @Nullable String topic,
            String priority,
            String onUncertain,
            @Nullable Instant notBefore,
            @Nullable Instant expiresAt,
            Instant createdAt,
            Links links) {

        static NotificationView of(Standing standing) {
            Notification notification = standing.notification();
            Map<String, Long> counts = new TreeMap<>();
            standing.counts().forEach((state, count) -> counts.put(state.word(), count));
            return new NotificationView(
                    notification.id().value(),
                    standing.status().word(),
                    counts,
                    shown(notification.target()),
                    notification.tenancy().bot(),
                    notification.tenancy().tenant(),
                    notification.topic(),
                    notification.priority().word(),
                    notification.onUncertain().word(),
                    notification.notBefore(),
                    notification.expiresAt(),
                    notification.createdAt(),
                    Links.of(notification));
        }
    }

    /// One line of the ledger.
    @Schema(name = "Delivery")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DeliveryView(
            String id,
            NotificationJson.To to,

            @Schema(description = "The person, under the id by which the directory knows them.") @Nullable
            String person,

            @Schema(
                    allowableValues = {
                        "queued",
                        "deferred",
                        "in-flight",
                        "delivered",
                        "refused",
                        "uncertain",
                        "expired",
                        "cancelled",
                        "opted-out",
                        "digested"
                    })
            String state,

            @Schema(description = "Why it is in this state: a stable word.", example = "not-installed") @Nullable
            String reason,

            @Schema(description = "The same as a sentence that says what can be done.") @Nullable
            String detail,

            int attempts,

            @Schema(description = "When it is tried next; only while it waits.") @Nullable
            Instant nextAttemptAt,

            @Nullable String conversationId,

            @Schema(description = "The message's id in Teams; absent if Teams told none.") @Nullable
            String activityId,

            Instant createdAt,
            Instant updatedAt) {

        static DeliveryView of(Delivery delivery) {
            Delivery.Sent sent = delivery.sent();
            boolean waits = delivery.state().open() && delivery.state() != DeliveryState.IN_FLIGHT;
            return new DeliveryView(
                    delivery.id().value(),
                    shown(delivery.target()),
                    delivery.person(),
                    delivery.state().word(),
                    delivery.reason(),
                    delivery.detail(),
                    delivery.attempts(),
                    waits ? delivery.dueAt() : null,
                    sent == null ? null : sent.conversationId(),
                    sent == null ? null : sent.activityId(),
                    delivery.createdAt(),
                    delivery.updatedAt());
        }
    }

    private static NotificationJson.To shown(Target target) {
        return switch (target) {
            case Target.User(String id) -> new NotificationJson.To(id, null, null, null, null);
            case Target.Chat(String id) -> new NotificationJson.To(null, id, null, null, null);
            case Target.Channel(String id, @Nullable String thread) ->
                new NotificationJson.To(null, null, id, thread, null);
            case Target.Conversation(String id) -> new NotificationJson.To(null, null, null, null, id);
        };
    }
}
