package dev.tidings.server.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tidings.delivery.notification.NotificationId;
import dev.tidings.delivery.store.Ticket;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What `/replies` takes and shows.
final class ReplyJson {
    private ReplyJson() {}

    /// The wish to answer a message later.
    @Schema(name = "ReplyRequest", description = "A message that somebody wrote to the bot, to be answered later.")
    record Wish(
            @Schema(
                    description = "Where it was written: `conversationId` of the event `wrote`.",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String conversation,

            @Schema(
                    description = "The message: `activityId` of the event.",
                    example = "1776390257332",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String replyTo,

            @Schema(
                    description = "What the person is told now, in Markdown; left out: that it takes a moment.",
                    example = "I am putting the report together.")
            @JsonProperty("wait")
            @Nullable
            String now,

            @Schema(
                    description = "How soon the answer is promised, 1 second to 31 days; then the person is told, once,"
                            + " that it takes longer. Left out: not at all.",
                    example = "PT10M")
            @Nullable
            String due,

            @Schema(description = "What the person is told then, in Markdown; left out: that it takes longer.")
            @Nullable
            String late,

            @Schema(
                    description = "The language of the bot's own words, such as de. Default: the person's, as far as"
                            + " it is known, else English.")
            @Nullable
            String language,

            @Schema(description = "Which bot was written to.", defaultValue = "default") @Nullable
            String bot,

            @Schema(description = "Which tenant it is in. Default: the conversation's.") @Nullable
            String tenant) {

        /// Leaves everything out that somebody wrote.
        @Override
        public String toString() {
            return "Wish[...]";
        }
    }

    /// The answer.
    @Schema(name = "ReplyAnswer")
    record AnswerJson(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            NotificationJson.@Nullable Content message) {}

    /// Where to look what became of what the bot has said.
    @Schema(name = "ReplyLinks")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Links(
            String self,

            @JsonProperty("wait") @Nullable String now,
            @Nullable String late,
            @Nullable String answer) {
        private static Links of(Ticket ticket) {
            return new Links(
                    "/api/v1/replies/" + ticket.id(),
                    link(ticket, Ticket.Part.WAIT),
                    link(ticket, Ticket.Part.LATE),
                    link(ticket, Ticket.Part.ANSWER));
        }

        private static @Nullable String link(Ticket ticket, Ticket.Part part) {
            NotificationId said = ticket.said().get(part);
            return said == null ? null : "/api/v1/notifications/" + said.value();
        }
    }

    /// How a ticket stands.
    @Schema(name = "Reply", description = "An answer that is owed to somebody, or was given.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TicketView(
            String id,

            @Schema(allowableValues = {"open", "overdue", "answered"})
            String status,

            @Schema(description = "Where the answer goes; in a channel with its thread.")
            String conversation,

            String replyTo,
            @Nullable Instant dueAt,
            @Nullable Instant answeredAt,
            Instant createdAt,
            Links links) {

        static TicketView of(Ticket ticket) {
            return new TicketView(
                    ticket.id(),
                    ticket.state().word(),
                    ticket.conversation(),
                    ticket.replyTo(),
                    ticket.dueAt(),
                    ticket.answeredAt(),
                    ticket.createdAt(),
                    Links.of(ticket));
        }
    }
}
