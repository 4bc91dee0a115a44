package dev.tidings.server.api;

import dev.tidings.delivery.intake.Accepted;
import dev.tidings.delivery.intake.Standing;
import dev.tidings.delivery.notification.Delivery;
import dev.tidings.delivery.notification.Notification;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Notifications and their ledger as the API shows them; message texts are not shown.
final class NotificationViews {
    private NotificationViews() {}

    /// The answer to `POST /notifications`.
    @Schema(name = "Accepted")
    record AcceptedView(String id, String status, Map<String, String> links, List<String> warnings) {
        static AcceptedView of(Accepted accepted) {
            Notification notification = accepted.notification();
            String id = notification.id().value();
            return new AcceptedView(id, notification.status().word(), linksOf(id), accepted.warnings());
        }
    }

    /// How a notification stands.
    @Schema(name = "Notification")
    record NotificationView(
            String id,
            String status,
            String bot,
            String tenant,
            @Nullable String topic,
            String priority,

            @Schema(description = "How many deliveries are in each state.")
            Map<String, Long> counts,

            @Nullable Instant notBefore,
            @Nullable Instant expiresAt,
            Instant acceptedAt,
            Map<String, String> links) {

        static NotificationView of(Standing standing) {
            Notification notification = standing.notification();
            var counts = new TreeMap<String, Long>();
            standing.counts().forEach((state, count) -> counts.put(state.word(), count));
            return new NotificationView(
                    notification.id().value(),
                    standing.status().word(),
                    notification.tenancy().bot(),
                    notification.tenancy().tenant(),
                    notification.topic(),
                    notification.priority().word(),
                    counts,
                    notification.notBefore(),
                    notification.expiresAt(),
                    notification.createdAt(),
                    linksOf(notification.id().value()));
        }
    }

    /// One line of the ledger.
    @Schema(name = "Delivery")
    record DeliveryView(
            String id,
            String target,
            @Nullable String person,
            String state,

            @Schema(description = "Why, in a stable word.") @Nullable
            String reason,

            @Schema(description = "The same in a sentence that says what can be done.") @Nullable
            String detail,

            int attempts,
            @Nullable Instant nextAttempt,
            @Nullable String conversationId,
            @Nullable String activityId,
            Instant createdAt,
            Instant updatedAt) {

        static DeliveryView of(Delivery delivery) {
            Delivery.Sent sent = delivery.sent();
            return new DeliveryView(
                    delivery.id().value(),
                    delivery.target().id(),
                    delivery.person(),
                    delivery.state().word(),
                    delivery.reason(),
                    delivery.detail(),
                    delivery.attempts(),
                    delivery.state().open() ? delivery.dueAt() : null,
                    sent == null ? null : sent.conversationId(),
                    sent == null ? null : sent.activityId(),
                    delivery.createdAt(),
                    delivery.updatedAt());
        }
    }

    private static Map<String, String> linksOf(String id) {
        String self = "/api/v1/notifications/" + id;
        return Map.of("self", self, "deliveries", self + "/deliveries");
    }
}
