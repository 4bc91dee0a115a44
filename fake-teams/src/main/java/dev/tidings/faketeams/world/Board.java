package dev.tidings.faketeams.world;

import dev.tidings.faketeams.wire.Refusal;
import dev.tidings.faketeams.wire.Time;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Writes, edits, deletes and marks messages, and tells who listens.
public final class Board {
    private final Messages messages;
    private final Changes changes;
    private final Time time;
    private long lastId;

    Board(Messages messages, Changes changes, Time time) {
        this.messages = messages;
        this.changes = changes;
        this.time = time;
    }

    /// All kept messages.
    public Messages messages() {
        return messages;
    }

    /// An activity id as Teams makes them: milliseconds, never twice.
    public String nextId() {
        lastId = Math.max(lastId + 1, time.now().toEpochMilli());
        return Long.toString(lastId);
    }

    /// Writes a message; in a channel without a thread it starts one, and its root is its own id.
    public Message post(Spot spot, Message.Author author, ObjectNode activity, @Nullable String onlyFor) {
        String id = nextId();
        String root = spot.conversation() instanceof Conversation.Channel && spot.root() == null ? id : spot.root();
        Message message = new Message(
                spot.conversation().id(),
                root,
                id,
                author,
                activity,
                time.now(),
                null,
                false,
                onlyFor,
                Mentions.ignored(activity),
                Map.of());
        messages.add(message);
        changes.tell("message", message::json);
        return message;
    }

    /// The message with this id in a conversation.
    public Message find(Conversation conversation, String id) {
        return messages.find(conversation.id(), id).orElseThrow(Refusal::activityNotFound);
    }

    /// Replaces a message's content.
    public Message edit(Message message, ObjectNode content) {
        Message edited = message.edited(content, time.now(), Mentions.ignored(content));
        messages.replace(edited);
        changes.tell("edit", edited::json);
        return edited;
    }

    /// Deletes a message's content and keeps its place.
    public void delete(Message message) {
        Message gone = message.gone(time.now());
        messages.replace(gone);
        changes.tell("delete", gone::json);
    }

    /// Adds or takes back one reaction of one person or bot.
    public void react(Message message, String type, String who, boolean add) {
        Map<String, Set<String>> now = new LinkedHashMap<>(message.reactions());
        Set<String> people = new LinkedHashSet<>(now.getOrDefault(type, Set.of()));
        boolean changed = add ? people.add(who) : people.remove(who);
        if (!changed) {
            return;
        }
        if (people.isEmpty()) {
            now.remove(type);
        } else {
            now.put(type, people);
        }
        Message reacted = message.reacted(now);
        messages.replace(reacted);
        changes.tell("reaction", reacted::json);
    }

    /// The kept messages of one conversation, oldest first.
    public List<Message> in(Conversation conversation) {
        return messages.in(conversation.id());
    }
}
