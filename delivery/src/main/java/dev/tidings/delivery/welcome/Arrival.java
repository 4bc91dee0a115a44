package dev.tidings.delivery.welcome;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.notification.Target;
import dev.tidings.teams.activity.Activity;
import dev.tidings.teams.activity.ChannelAccount;
import dev.tidings.teams.activity.ConversationAccount;
import dev.tidings.teams.activity.ConversationType;
import dev.tidings.teams.activity.Envelope;
import dev.tidings.teams.activity.TeamsChannelData;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// That the bot was added somewhere, as one of the events says that tell of it.
///
/// @param conversation the 1:1 chat, the group chat, or the channel that was chosen for it
/// @param place who or what is welcomed once: the person, the group chat or the team
/// @param by who added it, as far as Teams says: in a 1:1 chat the person themselves
record Arrival(
        Tenancy tenancy,
        Kind kind,
        String conversation,
        String place,
        @Nullable ChannelAccount by,
        @Nullable String name,
        Locale language) {
    private static final String BOT = "28:";

    /// The kinds of places.
    enum Kind {
        PERSON,
        CHAT,
        TEAM,
        /// The members of a team, one by one.
        MEMBERS
    }

    /// Whether an activity says that the bot was added.
    static boolean tells(Activity activity) {
        return switch (activity) {
            case Activity.ConversationUpdate update -> update.botAdded();
            case Activity.InstallationUpdate update -> update.action().installed();
            case Activity.Message _,
                    Activity.MessageReaction _,
                    Activity.MessageUpdate _,
                    Activity.MessageDelete _,
                    Activity.Event _,
                    Activity.Invoke _,
                    Activity.Unknown _ -> false;
        };
    }

    /// Empty if it does not say where, or which person it is.
    static Optional<Arrival> of(String bot, Activity activity) {
        Envelope envelope = activity.envelope();
        ConversationAccount account = envelope.conversation();
        if (account == null) {
            return Optional.empty();
        }
        TeamsChannelData.Team team = envelope.channelData().team();
        String conversation = account.channelOrChatId();
        ChannelAccount by = by(activity);
        Kind kind = kind(account, team);
        String place = switch (kind) {
            case PERSON -> by == null ? null : by.id();
            case CHAT -> conversation;
            case TEAM, MEMBERS -> team == null ? conversation : team.id();
        };
        String selected = envelope.channelData().selectedChannelId();
        String locale = envelope.locale();
        return Optional.ofNullable(place)
                .map(known -> new Arrival(
                        Tenancy.of(bot, activity.tenantId()),
                        kind,
                        kind == Kind.TEAM && selected != null ? selected : conversation,
                        known,
                        by,
                        kind == Kind.TEAM ? (team == null ? null : team.name()) : account.name(),
                        locale == null ? Locale.ENGLISH : Locale.forLanguageTag(locale)));
    }

    private static Kind kind(ConversationAccount account, TeamsChannelData.@Nullable Team team) {
        ConversationType type = account.type();
        if (team != null || type == ConversationType.CHANNEL) {
            return Kind.TEAM;
        }
        boolean personal = type == ConversationType.PERSONAL
                || (type == null && account.channelOrChatId().startsWith("a:"));
        return personal ? Kind.PERSON : Kind.CHAT;
    }

    /// Whoever is named that is no bot: who did it, else in a 1:1 chat the other one who was added to it.
    private static @Nullable ChannelAccount by(Activity activity) {
        Stream<ChannelAccount> added = activity instanceof Activity.ConversationUpdate update
                ? update.membersAdded().stream()
                : Stream.empty();
        return Stream.concat(Stream.ofNullable(activity.envelope().from()), added)
                .filter(account ->
                        !account.id().startsWith(BOT) && !account.id().startsWith("19:"))
                .findFirst()
                .orElse(null);
    }

    /// What it means for the members of the team.
    Arrival forMembers() {
        return new Arrival(tenancy, Kind.MEMBERS, conversation, place, by, name, language);
    }

    /// By what it is remembered.
    String mark() {
        return kind == Kind.MEMBERS ? "members/" + place : place;
    }

    Target target() {
        return switch (kind) {
            case PERSON -> new Target.User(place);
            case CHAT -> new Target.Chat(conversation);
            case TEAM -> new Target.Channel(conversation, null);
            case MEMBERS -> throw new IllegalStateException("members are many");
        };
    }
}
