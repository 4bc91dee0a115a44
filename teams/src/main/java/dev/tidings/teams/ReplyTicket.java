package dev.tidings.teams;

import dev.tidings.teams.activity.ConversationReference;
import dev.tidings.teams.activity.MalformedActivityException;

/// An answer that the bot still owes to somebody: whoever holds the ticket completes it, in any process and
/// after any restart.
///
/// Its JSON is that of a conversation reference, so it can be kept wherever those are.
///
/// @param reference where the answer goes; its activity id is the message to answer, or null if there is
///     none
public record ReplyTicket(ConversationReference reference) {

    /// Reads what [#toJson()] wrote.
    ///
    /// @throws MalformedActivityException if it is no conversation reference
    public static ReplyTicket read(String json) {
        return new ReplyTicket(ConversationReference.read(json));
    }

    /// The ticket as JSON, in one line.
    public String toJson() {
        return reference.toJson();
    }
}
