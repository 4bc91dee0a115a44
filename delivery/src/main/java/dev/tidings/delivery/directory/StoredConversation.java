package dev.tidings.delivery.directory;

import dev.tidings.teams.activity.ConversationReference;
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
