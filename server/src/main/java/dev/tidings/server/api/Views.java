package dev.tidings.server.api;

import dev.tidings.delivery.directory.Chat;
import dev.tidings.delivery.directory.Person;
import dev.tidings.delivery.directory.Roster;
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

            @Schema(description = "As their activities tell it, else that of their mailbox.") @Nullable
            String timeZone,

            @Schema(description = "What they have said: such as 20:00-07:00, off, or default.") @Nullable
            String quietHours,

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
                    person.quietHours(),
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
            @Nullable RosterView roster,
            String bot,
            String tenant) {

        static TeamView of(Team team, List<ChannelView> channels, @Nullable RosterView roster) {
            return new TeamView(
                    team.id(),
                    team.name(),
                    team.groupId(),
                    team.installed(),
                    team.archived(),
                    team.deleted(),
                    channels,
                    roster,
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
    record ChatView(
            String id,
            @Nullable String name,
            boolean installed,
            @Nullable RosterView roster,
            String bot,
            String tenant) {
        static ChatView of(Chat chat, @Nullable RosterView roster) {
            return new ChatView(
                    chat.id(),
                    chat.name(),
                    chat.installed(),
                    roster,
                    chat.tenancy().bot(),
                    chat.tenancy().tenant());
        }
    }

    /// How far the members of a team or group chat are known.
    @Schema(name = "Roster")
    record RosterView(
            @Schema(
                    description = "waiting for its turn, reading, read, or failed, which is tried again.",
                    allowableValues = {"waiting", "reading", "read", "failed"})
            String state,

            @Schema(description = "As of when all members were read last; what happened since, events told.") @Nullable
            Instant readAt,

            @Schema(description = "How many members there were then.") @Nullable
            Integer members,

            @Schema(description = "How many the reading that is under way has seen.") @Nullable
            Integer seen,

            @Schema(description = "Why the last attempt failed.") @Nullable
            String trouble,

            @Schema(description = "When it is read next, or read on.") @Nullable
            Instant dueAt) {

        static RosterView of(Roster roster) {
            boolean reading = roster.begunAt() != null;
            return new RosterView(
                    state(roster),
                    roster.readAt(),
                    roster.members(),
                    reading ? roster.seen() : null,
                    roster.trouble(),
                    roster.dueAt());
        }

        private static String state(Roster roster) {
            if (roster.trouble() != null) {
                return "failed";
            }
            if (roster.begunAt() != null) {
                return "reading";
            }
            return roster.readAt() == null ? "waiting" : "read";
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
