package dev.tidings.delivery.audience;

import org.jspecify.annotations.Nullable;

/// Where a message goes.
///
/// @param conversationId as it is sent to; with `;messageid=` for a thread
/// @param newThread whether the conversation is a channel in which the message starts a thread
/// @param personId under which id the person of a 1:1 chat is known, or null
public record Place(
        String serviceUrl,
        String conversationId,
        boolean newThread,
        @Nullable String personId) {

    /// The same place behind another service URL.
    public Place at(String moved) {
        return new Place(moved, conversationId, newThread, personId);
    }

    /// Another conversation with the same person.
    Place in(String conversation) {
        return new Place(serviceUrl, conversation, newThread, personId);
    }

    /// Whether the message is written into a thread that exists.
    public boolean threaded() {
        return conversationId.contains(";messageid=");
    }
}
