package dev.tidings.teams.connector;

import org.jspecify.annotations.Nullable;

/// A channel of a team.
///
/// @param name null for the General channel, whose id is the team's
/// @param type such as `standard`, `private` or `shared`, if Teams says
public record TeamChannel(
        String id, @Nullable String name, @Nullable String type) {}
