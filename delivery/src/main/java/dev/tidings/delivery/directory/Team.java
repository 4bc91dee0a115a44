package dev.tidings.delivery.directory;

import org.jspecify.annotations.Nullable;

/// A team that the bot has been told of.
///
/// @param id the team's conversation id, the same as its General channel's
/// @param groupId the id of the Microsoft 365 group behind the team
/// @param installed whether the bot is installed there, as far as known
/// @param deleted whether the team was deleted and not restored
public record Team(
        Tenancy tenancy,
        String id,
        @Nullable String name,
        @Nullable String groupId,
        boolean installed,
        boolean archived,
        boolean deleted) {}
