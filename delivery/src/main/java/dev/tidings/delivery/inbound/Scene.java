package dev.tidings.delivery.inbound;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.teams.activity.Activity;
import dev.tidings.teams.activity.ChannelAccount;
import dev.tidings.teams.activity.ConversationAccount;
import dev.tidings.teams.activity.ConversationType;
import dev.tidings.teams.activity.Envelope;
import dev.tidings.teams.activity.TeamsChannelData;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where and when an activity happened.
///
/// @param conversation the id of the 1:1 chat, group chat or channel, or null if the activity names none
/// @param place where the bot is installed: the team of a channel, else the conversation
record Scene(
        Tenancy tenancy,
        Activity activity,
        Instant at,
        @Nullable String conversation,
        @Nullable ConversationType type,
        @Nullable String team,
        @Nullable String place) {

    /// How far ahead of ours the clock of Teams may be.
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private static final String BOT = "28:";
    private static final String PLACE = "19:";

    static Scene of(String bot, Activity activity, Instant receivedAt) {
        Envelope envelope = activity.envelope();
        ConversationAccount account = envelope.conversation();
        String conversation = account == null ? null : account.channelOrChatId();
        TeamsChannelData.Team team = envelope.channelData().team();
        String teamId = team == null ? null : team.id();
        return new Scene(
                Tenancy.of(bot, activity.tenantId()),
                activity,
                time(envelope.timestamp(), receivedAt),
                conversation,
                type(account, teamId),
                teamId,
                teamId == null ? conversation : teamId);
    }

    Envelope envelope() {
        return activity.envelope();
    }

    TeamsChannelData channelData() {
        return envelope().channelData();
    }

    boolean personal() {
        return type == ConversationType.PERSONAL;
    }

    /// Whether an account is a person: neither a bot nor a mentioned team or channel.
    boolean somebody(ChannelAccount account) {
        ChannelAccount bot = envelope().recipient();
        return !account.id().startsWith(BOT)
                && !account.id().startsWith(PLACE)
                && (bot == null || !account.id().equals(bot.id()));
    }

    Optional<ChannelAccount> sender() {
        return Optional.ofNullable(envelope().from()).filter(this::somebody);
    }

    /// A time in the future would shut out whatever really happens until then.
    private static Instant time(@Nullable Instant told, Instant receivedAt) {
        return told == null || told.isAfter(receivedAt.plus(AHEAD)) ? receivedAt : told;
    }

    private static @Nullable ConversationType type(@Nullable ConversationAccount account, @Nullable String team) {
        if (account == null) {
            return null;
        }
        if (account.type() != null) {
            return account.type();
        }
        if (team != null) {
            return ConversationType.CHANNEL;
        }
        return account.id().startsWith("a:") ? ConversationType.PERSONAL : null;
    }
}
