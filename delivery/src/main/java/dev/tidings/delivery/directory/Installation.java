package dev.tidings.delivery.directory;

import java.time.Instant;

/// Whether the bot is installed in a place, as the latest event about that place said.
///
/// @param place the conversation id of a 1:1 chat or a group chat, or the id of a team
/// @param installed false after a removal that was seen
/// @param since when that event happened
public record Installation(Tenancy tenancy, String place, boolean installed, Instant since) {}
