package dev.tidings.server.api;

import dev.tidings.delivery.directory.Chat;
import dev.tidings.delivery.directory.Person;
import dev.tidings.delivery.directory.Team;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The directory as the API shows it.
final class Views {
    private Views() {}

    /// Somebody a bot has met.
    @Schema(name = "Person")
    record PersonView(
            @Schema(description = "The bot's own id of the person, 29:...; means nothing to another bot.")
            String id,

            @Nullable String objectId,
            @Nullable String userPrincipalName,
            @Nullable String name,
            @Nullable String locale,
            @Nullable String timeZone,
            @Nullable ParkedView parked,
            String bot,
            String tenant) {

        static PersonView of(Person person) {
            Person.Parked parked = person.parked();
            return new PersonView(
                    person.id(),
                    person.objectId(),
                    person.userPrincipalName(),
                    person.name(),
                    person.locale(),
                    person.timeZone(),
                    parked == null ? null : new ParkedView(parked.reason(), parked.since(), parked.until()),
                    person.tenancy().bot(),
                    person.tenancy().tenant());
        }
    }

    /// Why nothing is sent to somebody for now.
    @Schema(name = "Parked")
    record ParkedView(String reason, Instant since, Instant until) {}

    /// A team that a bot has been told of.
    @Schema(name = "Team")
    record TeamView(
            @Schema(description = "The team's conversation id, the same as its General channel's.")
            String id,

            @Nullable String name,

            @Schema(description = "The Microsoft 365 group behind the team.") @Nullable
            String groupId,

            boolean installed,
            boolean archived,
            boolean deleted,
            List<ChannelView> channels,
            String bot,
            String tenant) {

        static TeamView of(Team team, List<ChannelView> channels) {
            return new TeamView(
                    team.id(),
                    team.name(),
                    team.groupId(),
                    team.installed(),
                    team.archived(),
                    team.deleted(),
                    channels,
                    team.tenancy().bot(),
                    team.tenancy().tenant());
        }
    }

    /// A channel of a team; up to 500 are shown.
    @Schema(name = "Channel")
    record ChannelView(
            String id,

            @Schema(description = "Absent for the General channel.") @Nullable
            String name,

            boolean deleted) {}

    /// A group or meeting chat.
    @Schema(name = "Chat")
    record ChatView(String id, @Nullable String name, boolean installed, String bot, String tenant) {
        static ChatView of(Chat chat) {
            return new ChatView(
                    chat.id(),
                    chat.name(),
                    chat.installed(),
                    chat.tenancy().bot(),
                    chat.tenancy().tenant());
        }
    }

    /// A configured bot.
    @Schema(name = "Bot")
    record BotView(
            String name,
            String appId,

            @Schema(description = "The tenants in which it has been heard of.")
            List<String> tenants) {}
}
