/// Answers that take a while: the bot says so, the conversation goes on, and whoever holds the ticket
/// completes the answer.
@NullMarked
package dev.tidings.delivery.reply;

import org.jspecify.annotations.NullMarked;
