package dev.tidings.delivery.press;

/// What the bot hears of what people write to it.
///
/// @param commands whether it does what it is told
/// @param helps whether it says what it understands to those who write something else in their own chat
/// with it
public record Listening(boolean commands, boolean helps, Vocabulary vocabulary) {}
