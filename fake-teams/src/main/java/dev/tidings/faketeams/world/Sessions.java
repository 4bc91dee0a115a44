package dev.tidings.faketeams.world;

import dev.tidings.faketeams.directory.Person;
import dev.tidings.faketeams.directory.Tenant;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The sessions that bots have opened with people: further 1:1 chats of the same two, each with an id that
/// says nothing. Single-threaded.
final class Sessions {
    private final Map<String, Conversation.Personal> byId = new LinkedHashMap<>();

    Conversation.Personal open(Bot bot, Tenant tenant, Person person) {
        byte[] name = (bot.appId() + person.objectId() + byId.size()).getBytes(StandardCharsets.UTF_8);
        Conversation.Personal session =
                new Conversation.Personal("a:2" + UUID.nameUUIDFromBytes(name), bot, tenant, person);
        byId.put(session.id(), session);
        return session;
    }

    /// The session with an id; another bot's is not one.
    Optional<Conversation.Personal> find(String id, Bot bot) {
        return Optional.ofNullable(byId.get(id)).filter(session -> session.bot().equals(bot));
    }

    List<Conversation.Personal> of(Bot bot, Person person) {
        return byId.values().stream()
                .filter(session -> session.bot().equals(bot) && session.person().equals(person))
                .toList();
    }
}
