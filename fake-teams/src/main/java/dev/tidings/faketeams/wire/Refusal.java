package dev.tidings.faketeams.wire;

/// Stops a call with an answer; carries no stack since it is an ordinary outcome here.
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Reply reply;

    /// Refuses with this reply.
    public Refusal(Reply reply) {
        super("answered " + reply.status(), null, false, false);
        this.reply = reply;
    }

    /// Refuses with an error body of the first shape.
    public static Refusal of(int status, String code, String message) {
        return new Refusal(Reply.error(status, code, message));
    }

    /// 404: there is no such conversation for this bot.
    public static Refusal conversationNotFound() {
        return of(404, "ConversationNotFound", "Conversation not found.");
    }

    /// 404: there is no such message in the conversation.
    public static Refusal activityNotFound() {
        return of(404, "ActivityNotFoundInConversation", "The activity was not found in the conversation.");
    }

    /// 400: a value is wrong.
    public static Refusal badArgument(String message) {
        return of(400, "BadArgument", message);
    }

    /// 400: the body is not what the operation takes.
    public static Refusal badSyntax(String message) {
        return of(400, "BadSyntax", message);
    }

    /// The reply to send.
    public Reply reply() {
        return reply;
    }
}
