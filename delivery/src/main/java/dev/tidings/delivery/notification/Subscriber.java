package dev.tidings.delivery.notification;

import java.time.Instant;

/// Somebody who has said what they want of a topic.
///
/// @param person the bot's own id of the person if the directory knew them then, else the id that was given
/// @param since when they said so
public record Subscriber(String person, Wish wish, Instant since) {}
