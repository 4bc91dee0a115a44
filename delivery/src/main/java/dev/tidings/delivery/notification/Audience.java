package dev.tidings.delivery.notification;

import java.util.List;

/// Whom a notification is for.
public sealed interface Audience {

    /// One person, chat, channel or conversation.
    record One(Target target) implements Audience {}

    /// Several people, each once.
    ///
    /// @param ids each an Entra object id, a `29:...` id, or a user principal name
    record Users(List<String> ids) implements Audience {
        /// Keeps its own copy.
        public Users {
            ids = ids instanceof Names packed ? packed : List.copyOf(ids);
        }
    }

    /// Several people, each once, of whom too many were named to keep their names with the notification.
    ///
    /// @param named how many names were given
    record Listed(int named) implements Audience {}

    /// The members of a team, each in their own chat with the bot.
    ///
    /// @param id the team's conversation id
    record Members(String id) implements Audience {}

    /// Every channel of a team, each with a message of its own.
    ///
    /// @param id the team's conversation id
    record Channels(String id) implements Audience {}

    /// Whoever subscribes to a topic.
    record Subscribers(String topic) implements Audience {}

    /// The members of a group of the organisation and of the groups inside it, each in their own chat with the bot.
    ///
    /// @param id the group's Entra object id
    record Group(String id) implements Audience {}

    /// Everybody in the tenant who has a chat with the bot, and with a way to Microsoft Graph everybody whom the
    /// tenant lists.
    record Everyone() implements Audience {}
}
