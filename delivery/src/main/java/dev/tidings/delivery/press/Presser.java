package dev.tidings.delivery.press;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.teams.activity.Activity;
import dev.tidings.teams.activity.ChannelAccount;
import dev.tidings.teams.activity.ConversationAccount;
import dev.tidings.teams.activity.ConversationType;
import dev.tidings.teams.activity.Envelope;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who pressed a button or wrote something, and where.
///
/// @param person the bot's own id of the person
/// @param name as Teams tells it, or null
/// @param conversation the id of the 1:1 chat, group chat or channel
/// @param personal whether nobody else sees the conversation
/// @param activityId the message that holds the card, or null if Teams named none
record Presser(
        Tenancy tenancy,
        String person,
        @Nullable String name,
        String conversation,
        boolean personal,
        @Nullable String activityId,
        Locale language) {

    /// Empty if nobody did, or nowhere.
    static Optional<Presser> of(String bot, Activity activity) {
        Envelope envelope = activity.envelope();
        ChannelAccount from = envelope.from();
        ConversationAccount conversation = envelope.conversation();
        if (from == null || conversation == null) {
            return Optional.empty();
        }
        String locale = envelope.locale();
        return Optional.of(new Presser(
                Tenancy.of(bot, activity.tenantId()),
                from.id(),
                from.name(),
                conversation.channelOrChatId(),
                conversation.type() == ConversationType.PERSONAL
                        || (conversation.type() == null
                                && conversation.channelOrChatId().startsWith("a:")),
                envelope.replyToId(),
                locale == null ? Locale.ENGLISH : Locale.forLanguageTag(locale)));
    }
}
