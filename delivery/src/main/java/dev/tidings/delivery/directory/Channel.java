package dev.tidings.delivery.directory;

import org.jspecify.annotations.Nullable;

/// A channel that the bot has been told of.
///
/// @param teamId the team it belongs to, or null as long as no activity has named it
/// @param name null for the General channel, whose id is the team's
/// @param deleted whether the channel was deleted and not restored
public record Channel(
        Tenancy tenancy,
        String id,
        @Nullable String teamId,
        @Nullable String name,
        boolean deleted) {}
