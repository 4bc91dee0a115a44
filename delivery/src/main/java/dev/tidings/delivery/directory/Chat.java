package dev.tidings.delivery.directory;

import org.jspecify.annotations.Nullable;

/// A group or meeting chat that the bot has been told of.
///
/// @param name the chat's title, or null if it has none
/// @param installed whether the bot is a member, as far as known
public record Chat(Tenancy tenancy, String id, @Nullable String name, boolean installed) {}
