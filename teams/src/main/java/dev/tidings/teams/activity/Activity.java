package dev.tidings.teams.activity;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Something that arrived from Teams: what the protocol needs is typed, everything else is kept in [#raw()].
///
/// Values are immutable as long as nobody writes into [#raw()].
public sealed interface Activity {

    /// The parts common to all types.
    Envelope envelope();

    /// Reads an activity from JSON; a type not known becomes [Unknown], fields not known stay in [#raw()].
    ///
    /// @throws MalformedActivityException if it is no JSON object, or a field the protocol needs has a wrong
    ///     shape
    static Activity read(String json) {
        return ActivityReader.read(json);
    }

    /// The type on the wire, such as `message`.
    default String type() {
        return envelope().type();
    }

    /// The whole activity as it arrived.
    default ObjectNode raw() {
        return envelope().raw();
    }

    /// The reference under which the bot can speak in this conversation later; empty if the activity names
    /// no conversation, no service URL or no recipient.
    default Optional<ConversationReference> reference() {
        return ConversationReference.of(envelope());
    }

    /// The tenant, from the conversation or the channel data.
    default Optional<String> tenantId() {
        ConversationAccount conversation = envelope().conversation();
        String own = conversation == null ? null : conversation.tenantId();
        return Optional.ofNullable(own)
                .or(() -> Optional.ofNullable(envelope().channelData().tenantId()));
    }

    /// A person wrote to the bot, or pressed a button of an `Action.Submit`.
    ///
    /// @param text the text as it arrived, with the marks of mentions; empty if there is none
    /// @param value what a card's button submitted, or null
    record Message(
            Envelope envelope,
            String text,
            List<Mention> mentions,
            @Nullable JsonNode value) implements Activity {

        /// The text without the marks of any mention of the bot itself, trimmed.
        public String textWithoutBot() {
            ChannelAccount bot = envelope.recipient();
            String plain = text;
            for (Mention mention : mentions) {
                if (bot != null && mention.mentioned().id().equals(bot.id())) {
                    plain = plain.replace(mention.text(), "");
                }
            }
            return plain.strip();
        }

        /// Leaves the text out.
        @Override
        public String toString() {
            return "Message[" + envelope + "]";
        }
    }

    /// Members came or went, or a team or channel changed: [Envelope#channelData()] names the event.
    record ConversationUpdate(Envelope envelope, List<ChannelAccount> membersAdded, List<ChannelAccount> membersRemoved)
            implements Activity {

        /// Whether the bot itself was added.
        public boolean botAdded() {
            return has(membersAdded);
        }

        /// Whether the bot itself was removed.
        public boolean botRemoved() {
            return has(membersRemoved);
        }

        private boolean has(List<ChannelAccount> members) {
            ChannelAccount bot = envelope.recipient();
            return bot != null
                    && members.stream().anyMatch(member -> member.id().equals(bot.id()));
        }
    }

    /// The app was installed or removed, or an upgrade added or removed its bot.
    record InstallationUpdate(Envelope envelope, InstallationAction action) implements Activity {}

    /// Somebody reacted to a message of the bot; [Envelope#replyToId()] names it.
    record MessageReaction(Envelope envelope, List<String> added, List<String> removed) implements Activity {}

    /// Somebody edited, or restored, a message.
    record MessageUpdate(Envelope envelope, String text) implements Activity {
        /// Leaves the text out.
        @Override
        public String toString() {
            return "MessageUpdate[" + envelope + "]";
        }
    }

    /// Somebody deleted a message.
    record MessageDelete(Envelope envelope) implements Activity {}

    /// Something happened that has a name, such as a read receipt.
    record Event(Envelope envelope, String name, @Nullable JsonNode value) implements Activity {}

    /// Teams asks and waits: the answer goes into the HTTP response.
    record Invoke(Envelope envelope, String name, @Nullable JsonNode value) implements Activity {}

    /// A type that has no shape of its own here.
    record Unknown(Envelope envelope) implements Activity {}
}
