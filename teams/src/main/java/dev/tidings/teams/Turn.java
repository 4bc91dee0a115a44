package dev.tidings.teams;

import dev.tidings.teams.activity.ConversationReference;
import dev.tidings.teams.activity.Message;
import dev.tidings.teams.connector.SentActivity;
import org.jspecify.annotations.Nullable;

/// One occasion to speak in one conversation: a handler's while an activity is handled, or a continued one.
///
/// Thread-safe, and valid after the handler has returned.
public final class Turn {
    private final TeamsBot bot;
    private final @Nullable ConversationReference reference;
    private final @Nullable String replyTo;

    /// @param replyTo the message that this turn is about, or null
    Turn(TeamsBot bot, @Nullable ConversationReference reference, @Nullable String replyTo) {
        this.bot = bot;
        this.reference = reference;
        this.replyTo = replyTo;
    }

    /// Sends into the conversation.
    public SentActivity send(Message message) {
        return bot.send(reference(), message);
    }

    /// Answers the activity of this turn with a text.
    public SentActivity reply(String text) {
        return reply(Message.text(text));
    }

    /// Answers the message of this turn: in a channel into its thread, elsewhere into the chat. Where the
    /// turn is about no message, the answer is sent into the conversation.
    public SentActivity reply(Message message) {
        return bot.complete(deferReply(), message);
    }

    /// Answers later: the ticket lets anybody who holds it complete the answer, in any process. Nothing is said
    /// now.
    public ReplyTicket deferReply() {
        return new ReplyTicket(reference().withActivityId(replyTo));
    }

    /// Says that the answer takes a while, and lets the conversation go on; the ticket completes the answer
    /// later.
    ///
    /// @param wait such as `This takes a moment. I will answer here.`
    public ReplyTicket deferReply(String wait) {
        ReplyTicket ticket = deferReply();
        bot.complete(ticket, Message.text(wait));
        return ticket;
    }

    /// Replaces a message that the bot sent in this conversation.
    public SentActivity update(String activityId, Message message) {
        return bot.update(reference(), activityId, message);
    }

    /// Deletes a message that the bot sent in this conversation.
    public void delete(String activityId) {
        bot.delete(reference(), activityId);
    }

    /// The reference to store for later.
    ///
    /// @throws IllegalStateException if the activity named no conversation
    public ConversationReference reference() {
        if (reference == null) {
            throw new IllegalStateException("this activity names no conversation to speak in");
        }
        return reference;
    }

    /// The bot whose turn it is.
    public TeamsBot bot() {
        return bot;
    }
}
