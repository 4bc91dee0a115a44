package dev.tidings.teams.activity;

/// Somebody mentioned in a message that arrived.
///
/// @param text the marked text, such as `<at>Ann</at>`
public record Mention(ChannelAccount mentioned, String text) {}
