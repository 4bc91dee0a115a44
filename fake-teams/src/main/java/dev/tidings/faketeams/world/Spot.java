package dev.tidings.faketeams.world;

import org.jspecify.annotations.Nullable;

/// A conversation, and in a channel the first message of one thread, or null for the channel itself.
public record Spot(Conversation conversation, @Nullable String root) {
    private static final String SEPARATOR = ";messageid=";

    /// The id under which messages of this spot travel.
    public String id() {
        return root == null ? conversation.id() : conversation.id() + SEPARATOR + root;
    }

    /// The same conversation, in another thread.
    public Spot in(@Nullable String thread) {
        return new Spot(conversation, thread);
    }

    /// The conversation's own id, without a thread.
    public static String base(String id) {
        int at = id.indexOf(SEPARATOR);
        return at < 0 ? id : id.substring(0, at);
    }

    static @Nullable String root(String id) {
        int at = id.indexOf(SEPARATOR);
        return at < 0 ? null : id.substring(at + SEPARATOR.length());
    }
}
