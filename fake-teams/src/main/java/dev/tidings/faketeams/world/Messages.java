package dev.tidings.faketeams.world;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The newest messages of all conversations, up to a bound; older ones are forgotten so that memory stays flat.
public final class Messages {
    private final int kept;
    private final Map<Key, Message> all = new LinkedHashMap<>();
    private final Map<String, ArrayDeque<Key>> byConversation = new HashMap<>();
    private long posted;

    private record Key(String conversation, String id) {}

    Messages(int kept) {
        this.kept = kept;
    }

    void add(Message message) {
        Key key = new Key(message.conversation(), message.id());
        all.put(key, message);
        byConversation
                .computeIfAbsent(message.conversation(), fresh -> new ArrayDeque<>(2))
                .add(key);
        posted++;
        if (all.size() > kept) {
            forgetOldest();
        }
    }

    void replace(Message message) {
        all.replace(new Key(message.conversation(), message.id()), message);
    }

    /// The message, unless it never was, or is deleted or forgotten.
    public Optional<Message> find(String conversation, String id) {
        return Optional.ofNullable(all.get(new Key(conversation, id))).filter(message -> !message.deleted());
    }

    /// The kept messages of one conversation, oldest first, deleted ones included.
    public List<Message> in(String conversation) {
        Collection<Key> keys = byConversation.getOrDefault(conversation, new ArrayDeque<>());
        return keys.stream().map(all::get).toList();
    }

    /// All kept messages, oldest first.
    public Collection<Message> all() {
        return all.values();
    }

    /// How many there have been, forgotten ones included.
    public long posted() {
        return posted;
    }

    private void forgetOldest() {
        Iterator<Key> oldest = all.keySet().iterator();
        Key key = oldest.next();
        oldest.remove();
        byConversation.computeIfPresent(key.conversation(), (id, keys) -> {
            keys.remove(key);
            return keys.isEmpty() ? null : keys;
        });
    }
}
