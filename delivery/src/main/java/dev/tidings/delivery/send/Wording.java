package dev.tidings.delivery.send;

import dev.tidings.teams.activity.Message;

/// A message as it is to be said now.
///
/// @param edit the number of the edit that it comes from; 0 for the original one
public record Wording(Message message, int edit) {}
