package dev.tidings.faketeams.wire;

/// Stops a call with an answer; carries no stack since it is an ordinary outcome here.
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Reply reply;

    public Refusal(Reply reply) {
        super("answered " + reply.status(), null, false, false);
        this.reply = reply;
    }

    public static Refusal of(int status, String code, String message) {
        return new Refusal(Reply.error(status, code, message));
    }

    public static Refusal conversationNotFound() {
        return of(404, "ConversationNotFound", "Conversation not found.");
    }

    public static Refusal activityNotFound() {
        return of(404, "ActivityNotFoundInConversation", "The activity was not found in the conversation.");
    }

    public static Refusal badArgument(String message) {
        return of(400, "BadArgument", message);
    }

    public static Refusal badSyntax(String message) {
        return of(400, "BadSyntax", message);
    }

    public Reply reply() {
        return reply;
    }
}
