package dev.tidings.teams.connector;

import org.jspecify.annotations.Nullable;

/// A team.
///
/// @param id the team's conversation id, the same as its General channel's
/// @param aadGroupId the id of the Microsoft 365 group behind it
/// @param type such as `standard`
public record TeamDetails(
        String id,
        @Nullable String name,
        @Nullable String aadGroupId,
        @Nullable String type,
        @Nullable Integer channelCount,
        @Nullable Integer memberCount) {}
