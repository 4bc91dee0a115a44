package dev.tidings.delivery.audience;

import dev.tidings.delivery.directory.Person;
import dev.tidings.delivery.directory.StoredConversation;
import dev.tidings.teams.graph.InstallPlace;
import org.jspecify.annotations.Nullable;

/// How a target can be reached, as far as the directory knows without asking Teams.
public sealed interface Way {

    /// Through a conversation that is stored.
    ///
    /// @param thread the message that starts the thread to write into, or null
    /// @param person the person of a 1:1 chat, or null
    record Stored(
            StoredConversation conversation,
            @Nullable String thread,
            @Nullable Person person) implements Way {}

    /// Through a 1:1 chat that is to be created, which is harmless to repeat.
    ///
    /// @param memberId a `29:...` id or an Entra object id
    /// @param person the person if the directory knows them, or null
    record Create(String memberId, @Nullable Person person) implements Way {}

    /// Through the app, which has to be installed for the person first.
    record Install(String objectId, @Nullable Person person) implements Way {}

    /// Through Microsoft Graph or a roster, which has to be asked for the person first.
    ///
    /// @param name a user principal name or a mail address
    record LookUp(String name) implements Way {}

    /// Into a channel of which Teams has told, but from which nothing was heard yet.
    ///
    /// @param thread the message that starts the thread to write into, or null
    record Post(String channelId, @Nullable String thread) implements Way {}

    /// Into a chat or channel, once the app is installed there.
    ///
    /// @param place what it is installed in: the chat, or the channel's team
    /// @param conversationId the chat or the channel
    /// @param thread the message that starts the thread to write into, or null
    record Join(
            InstallPlace place,
            String conversationId,
            @Nullable String thread) implements Way {}

    /// No way is known.
    record None() implements Way {}
}
