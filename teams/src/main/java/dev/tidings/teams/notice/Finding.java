package dev.tidings.teams.notice;

/// What could be better about a message.
///
/// @param rule a stable kebab-case word, such as `no-actor`
/// @param field the part of the message that it is about, such as `notification.actor`
/// @param sentence what is wrong and what to do, in one or two sentences
public record Finding(String rule, String field, String sentence) {}
