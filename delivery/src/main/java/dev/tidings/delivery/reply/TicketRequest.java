package dev.tidings.delivery.reply;

import dev.tidings.delivery.bot.Bots;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The wish to answer a message later.
///
/// @param conversation where the message was written, with or without the thread of a channel
/// @param replyTo the message's id
/// @param now what the person is told at once, in Markdown; null for words of the bot's own
/// @param late what the person is told when the answer is overdue, likewise
/// @param due how soon the answer is promised, or null if it is not
/// @param language of the bot's own words, or null for the person's
/// @param bot the name of the bot that was written to
/// @param tenant the tenant's id, or null for the conversation's
public record TicketRequest(
        String conversation,
        String replyTo,
        @Nullable String now,
        @Nullable String late,
        @Nullable Duration due,
        @Nullable Locale language,
        String bot,
        @Nullable String tenant) {

    /// To answer a message of the default bot's some time.
    public static TicketRequest of(String conversation, String replyTo) {
        return new TicketRequest(conversation, replyTo, null, null, null, null, Bots.DEFAULT, null);
    }

    /// The same, promised within a time.
    public TicketRequest within(Duration time) {
        return new TicketRequest(conversation, replyTo, now, late, time, language, bot, tenant);
    }
}
