package dev.tidings.server.api;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.node.ObjectNode;

/// What `POST /notifications` takes.
@Schema(name = "NotificationRequest")
record NotificationJson(
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
        To to,

        @Schema(description = "What is said. Exactly one of message, notification and welcome is given.") @Nullable
        Content message,

        @Nullable NoticeJson notification,

        @Nullable WelcomeJson welcome,

        @Schema(description = "What it is about.", example = "prices") @Nullable
        String topic,

        @Schema(
                description = "What is more urgent is sent first.",
                allowableValues = {"high", "normal", "bulk"},
                defaultValue = "normal")
        @Nullable
        String priority,

        @Schema(description = "The earliest time to send; left out: at once.") @Nullable
        Instant notBefore,

        @Schema(
                description = "The time of day at which it comes, by each person's own clock: the first time that it"
                        + " is so late for them from notBefore on. Who is in another zone gets it at another time.",
                example = "09:00")
        @Nullable
        String deliverAt,

        @Schema(description = "From when on it is not sent any more; left out: never.") @Nullable
        Instant expiresAt,

        @Schema(
                description = "What happens when nobody can know whether Teams took the message: send it again"
                        + " (it may arrive twice) or hold it for a person to decide. Default: resend for"
                        + " priority high, else hold.",
                allowableValues = {"resend", "hold"})
        @Nullable
        String onUncertain,

        @Schema(
                description = "Whether it may come into an exchange that a person is in with the bot, or waits for a"
                        + " pause.",
                allowableValues = {"interject", "when-idle"},
                defaultValue = "interject")
        @Nullable
        String mode,

        @Schema(
                description = "What it is about: it replaces the earlier message of the same key that a recipient has,"
                        + " without another banner.",
                example = "order-42",
                maxLength = 128)
        @Nullable
        String updateKey,

        @Schema(description = "Which bot speaks.", defaultValue = "default") @Nullable
        String bot,

        @Schema(
                description = "Which tenant it goes to. Default: the conversation's, then the single-tenant bot's"
                        + " own, then the only one known.")
        @Nullable
        String tenant) {

    /// The same to these people.
    NotificationJson to(List<String> people) {
        return new NotificationJson(
                To.people(people),
                message,
                notification,
                welcome,
                topic,
                priority,
                notBefore,
                deliverAt,
                expiresAt,
                onUncertain,
                mode,
                updateKey,
                bot,
                tenant);
    }

    /// Whom it is for: exactly one of its kinds.
    @Schema(
            name = "To",
            description =
                    "Exactly one of user, users, chat, channel (with or without thread), conversation, team (with"
                            + " members or channels), topic, group and everyone. More than one person needs the scope broadcast.")
    record To(
            @Schema(
                    description = "A person: Entra object id, 29:... id or user principal name.",
                    example = "87d349ed-44d7-43e1-9a83-5f2406dee5bd")
            @Nullable
            String user,

            @ArraySchema(
                    arraySchema =
                            @Schema(
                                    description =
                                            "Up to 1,000,000 people, each once, in their own chats with the bot: ids, or"
                                                    + " objects with an id and data for that person's message."),
                    schema = @Schema(oneOf = {String.class, PersonJson.class}))
            @JsonDeserialize(using = NamesReader.class)
            @JsonSerialize(using = NamesWriter.class)
            @Nullable
            List<String> users,

            @Schema(
                    description = "In answers instead of users, where more than 20,000 were named: how many.",
                    accessMode = Schema.AccessMode.READ_ONLY)
            @Nullable
            Integer named,

            @Schema(description = "A group or meeting chat.", example = "19:meeting_x@thread.v2") @Nullable
            String chat,

            @Schema(description = "A channel of a team.", example = "19:abc@thread.tacv2") @Nullable
            String channel,

            @Schema(description = "With channel: the id of the message that starts the thread; left out: a new thread.")
            @Nullable
            String thread,

            @Schema(description = "Any conversation that the bot knows, by its id.") @Nullable
            String conversation,

            @Schema(
                    description =
                            "With members: everybody in the team, each in their own chat; with channels: every channel.",
                    example = "19:abc@thread.tacv2")
            @Nullable
            String team,

            @Schema(description = "With team: true.", allowableValues = "true") @Nullable
            Boolean members,

            @Schema(
                    description = "With team: true, for every channel that is known of it instead of its members.",
                    allowableValues = "true")
            @Nullable
            Boolean channels,

            @Schema(description = "Whoever subscribes to a topic.", example = "prices") @Nullable
            String topic,

            @Schema(
                    description =
                            "The members of an Entra group and of the groups inside it, by the group's object id.",
                    example = "02bd9fd6-8f93-4758-87c3-1fb73740a315")
            @Nullable
            String group,

            @Schema(
                    description =
                            "True: everybody in the tenant who has a chat with the bot, and, with Microsoft Graph,"
                                    + " everybody whom the tenant lists.",
                    allowableValues = "true")
            @Nullable
            Boolean everyone) {
        static To people(List<String> ids) {
            return new To(null, ids, null, null, null, null, null, null, null, null, null, null, null);
        }
    }

    /// Somebody with what is said to them alone.
    @Schema(name = "PersonWithData")
    record PersonJson(
            @Schema(
                    description = "Entra object id, 29:... id or user principal name.",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String id,

            @Schema(description = "Values for ${...} in the message, by their names.", type = "object") @Nullable
            ObjectNode data) {
        /// Leaves out what is said to the person.
        @Override
        public String toString() {
            return "PersonJson[" + id + "]";
        }
    }

    /// What is said.
    @Schema(
            name = "Message",
            description = "At least one of text and card. ${...} in text, card and summary is filled in for each"
                    + " recipient: ${person.givenName ?? 'there'}.")
    record Content(
            @Schema(example = "Your export is **ready**.") @Nullable
            String text,

            @Schema(
                    allowableValues = {"markdown", "plain", "xml"},
                    defaultValue = "markdown")
            @Nullable
            String format,

            @Schema(description = "An Adaptive Card, up to version 1.5.", type = "object") @Nullable
            ObjectNode card,

            @Schema(description = "Who is mentioned: where the text says <at>name</at>, else before the text.")
            @Nullable
            List<Mentioned> mentions,

            @Schema(description = "What notifications show; give one to a card.") @Nullable
            String summary,

            @Schema(
                    description = "The same in other languages, by tags such as de or pt-BR: who reads in none of them"
                            + " gets this one.")
            @Nullable
            Map<String, @Nullable Content> translations,

            @Schema(description = "False: ${...} is no place for a value but text.", defaultValue = "true") @Nullable
            Boolean template) {

        /// Leaves everything out that somebody wrote.
        @Override
        public String toString() {
            return "Content[...]";
        }
    }

    /// Somebody to mention.
    @Schema(name = "MentionRequest")
    record Mentioned(
            @Schema(description = "29:... id; in a card also object id or user principal name.") @Nullable
            String id,

            @Nullable String name) {}
}
