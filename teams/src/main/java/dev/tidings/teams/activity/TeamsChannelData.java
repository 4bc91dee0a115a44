package dev.tidings.teams.activity;

import org.jspecify.annotations.Nullable;

/// The Teams part of an activity: tenant, team and channel, as far as it names them.
///
/// @param eventType what a `conversationUpdate`, `messageUpdate` or `messageDelete` reports, in the wire's
///     words
/// @param selectedChannelId the channel chosen when the app was added to a team
public record TeamsChannelData(
        @Nullable String tenantId,
        @Nullable Team team,
        @Nullable Channel channel,
        @Nullable String eventType,
        @Nullable String selectedChannelId) {

    /// A team as an activity names it.
    ///
    /// @param id the team's conversation id, the same as its General channel's
    /// @param aadGroupId the id of the Microsoft 365 group behind the team
    public record Team(
            String id, @Nullable String name, @Nullable String aadGroupId) {}

    /// A channel as an activity names it.
    public record Channel(String id, @Nullable String name) {}
}
