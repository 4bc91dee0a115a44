package dev.tidings.teams.activity;

import org.jspecify.annotations.Nullable;

/// A 1:1 chat, a group chat, a channel or a thread in a channel, as activities name it.
///
/// @param id `a:...` for a 1:1 chat, `19:...` for the others, with `;messageid=` for a thread
/// @param type what kind it is, or null if the activity does not say
public record ConversationAccount(
        String id,
        @Nullable ConversationType type,
        @Nullable String tenantId,
        @Nullable String name) {

    private static final String THREAD = ";messageid=";

    /// The id without the thread part: the channel of a thread, the id itself for anything else.
    public String channelOrChatId() {
        return channelOrChatId(id);
    }

    ConversationAccount withTenant(@Nullable String tenant) {
        return new ConversationAccount(id, type, tenant, name);
    }

    /// A conversation id without its thread part.
    public static String channelOrChatId(String id) {
        int thread = id.indexOf(THREAD);
        return thread < 0 ? id : id.substring(0, thread);
    }

    /// The conversation id of a thread in a channel.
    ///
    /// @param channelId the channel's id; a thread part that it already has is replaced
    /// @param rootActivityId the id of the thread's first message
    public static String threadId(String channelId, String rootActivityId) {
        return channelOrChatId(channelId) + THREAD + rootActivityId;
    }
}
