package dev.tidings.server.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tidings.delivery.intake.Accepted;
import dev.tidings.delivery.notification.Delivery;
import dev.tidings.delivery.notification.DeliveryState;
import dev.tidings.delivery.notification.Notification;
import dev.tidings.delivery.notification.NotificationStatus;
import dev.tidings.delivery.notification.Response;
import dev.tidings.delivery.send.Reason;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was accepted, and the ledger, as the API shows them.
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

    /// What a person did with a message.
    @Schema(name = "Response")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ResponseView(
            String person,

            @Schema(allowableValues = {"reacted", "clicked", "read"})
            String did,

            @Schema(description = "Which reaction, or what its sender calls the button.", example = "like") @Nullable
            String what,

            @Schema(description = "When they last did so; for reading at the latest when.")
            Instant at) {
        static ResponseView of(Response response) {
            return new ResponseView(response.person(), response.kind().word(), response.value(), response.at());
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

            @Schema(description = "What people did with the message, the earliest first; absent if nothing is known.")
            @Nullable
            List<ResponseView> responses,

            Instant createdAt,
            Instant updatedAt) {

        /// The reason's own sentence where nothing more is known.
        private static @Nullable String detail(Delivery delivery) {
            return delivery.detail() != null || delivery.reason() == null
                    ? delivery.detail()
                    : Reason.ofWord(delivery.reason()).map(Reason::sentence).orElse(null);
        }

        static DeliveryView of(Delivery delivery) {
            return of(delivery, List.of());
        }

        static DeliveryView of(Delivery delivery, List<Response> responses) {
            Delivery.Sent sent = delivery.sent();
            boolean waits = delivery.state().open() && delivery.state() != DeliveryState.IN_FLIGHT;
            return new DeliveryView(
                    delivery.id().value(),
                    AudienceJson.shown(delivery.target()),
                    delivery.person(),
                    delivery.state().word(),
                    delivery.reason(),
                    detail(delivery),
                    delivery.attempts(),
                    waits ? delivery.dueAt() : null,
                    sent == null ? null : sent.conversationId(),
                    sent == null ? null : sent.activityId(),
                    responses.isEmpty()
                            ? null
                            : responses.stream().map(ResponseView::of).toList(),
                    delivery.createdAt(),
                    delivery.updatedAt());
        }
    }
}
