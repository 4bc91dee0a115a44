package dev.tidings.delivery.notification;

import org.jspecify.annotations.Nullable;

/// Where one message goes.
public sealed interface Target {

    /// The id that the caller gave.
    String id();

    /// A person, in their 1:1 chat with the bot.
    ///
    /// @param id an Entra object id, a `29:...` id, or a user principal name
    record User(String id) implements Target {}

    /// A group or meeting chat.
    record Chat(String id) implements Target {}

    /// A channel of a team.
    ///
    /// @param thread the id of the message that starts the thread to write into, or null for a new thread
    record Channel(String id, @Nullable String thread) implements Target {}

    /// Any conversation that the directory knows, by its conversation id.
    record Conversation(String id) implements Target {}
}
