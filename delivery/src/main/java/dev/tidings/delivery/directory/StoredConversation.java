package dev.tidings.delivery.directory;

import dev.tidings.teams.activity.ConversationAccount;
import dev.tidings.teams.activity.ConversationReference;
import dev.tidings.teams.activity.ConversationType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A conversation in which the bot can speak without being spoken to first.
///
/// Threads are not stored one by one: the channel is, and `ConversationAccount.threadId` names a thread of it.
///
/// @param personId whose 1:1 chat it is, or null if it is none
/// @param teamId the team of a channel, if known
/// @param learntAt when the reference was last learnt
public record StoredConversation(
        Tenancy tenancy,
        ConversationReference reference,
        @Nullable String personId,
        @Nullable String teamId,
        Instant learntAt) {

    /// The part of a reference that outlives the activity it was taken from: the channel instead of a
    /// thread, the
    /// person only of a 1:1 chat, and no activity.
    public static ConversationReference lasting(ConversationReference reference) {
        ConversationAccount conversation = reference.conversation();
        boolean personal = conversation.type() == ConversationType.PERSONAL;
        return new ConversationReference(
                null,
                personal ? reference.user() : null,
                reference.bot(),
                new ConversationAccount(
                        conversation.channelOrChatId(),
                        conversation.type(),
                        conversation.tenantId(),
                        conversation.name()),
                reference.channelId(),
                reference.serviceUrl(),
                personal ? reference.locale() : null);
    }

    /// The conversation's id.
    public String id() {
        return reference.conversation().id();
    }

    /// Leaves the people of the reference out.
    @Override
    public String toString() {
        return "StoredConversation[" + id() + ", " + tenancy + "]";
    }
}
