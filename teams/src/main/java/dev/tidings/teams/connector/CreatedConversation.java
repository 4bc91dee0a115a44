package dev.tidings.teams.connector;

import org.jspecify.annotations.Nullable;

/// A conversation that exists now; for a 1:1 chat it may have existed before.
///
/// @param activityId the first message's id; null for a 1:1 chat that is no session
/// @param serviceUrl where to reach it from now on, or null if Teams named none
public record CreatedConversation(
        String conversationId,
        @Nullable String activityId,
        @Nullable String serviceUrl) {}
