package dev.tidings.delivery.directory;

import java.time.Instant;

/// The session in which a person gets notifications.
///
/// @param conversationId as it is sent to
/// @param opened whether it is one; false if none could be opened, and the 1:1 chat serves meanwhile
/// @param since when it was opened, or tried to
public record Session(String conversationId, boolean opened, Instant since) {}
