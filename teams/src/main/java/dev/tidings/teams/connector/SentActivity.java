package dev.tidings.teams.connector;

import org.jspecify.annotations.Nullable;

/// A message that Teams accepted.
///
/// @param activityId what to update, delete or answer it by; null if Teams did not say, which it may
public record SentActivity(@Nullable String activityId) {}
