package dev.tidings.delivery.store;

import dev.tidings.delivery.directory.Person;
import dev.tidings.delivery.directory.StoredConversation;
import dev.tidings.delivery.notification.Delivery;
import org.jspecify.annotations.Nullable;

/// What the directory knows about a recipient at the moment of sending.
///
/// @param person the person, or null if the recipient is none or is not known
/// @param conversation where the bot can speak to the recipient, or null if none is stored
/// @param optedOut whether the person has opted out of the topic, and the topic is not mandatory
/// @param overruled whether the person has opted out of the topic, which is mandatory
/// @param replaces the earlier message that this one replaces, or null
/// @param attention whether the recipient wants to be spoken to now
public record Whereabouts(
        @Nullable Person person,
        @Nullable StoredConversation conversation,
        boolean optedOut,
        boolean overruled,
        Delivery.@Nullable Sent replaces,
        Attention attention) {

    /// The same, replacing an earlier message.
    public Whereabouts replacing(Delivery.Sent earlier) {
        return new Whereabouts(person, conversation, optedOut, overruled, earlier, attention);
    }
}
