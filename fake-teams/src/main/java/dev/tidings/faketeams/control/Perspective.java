package dev.tidings.faketeams.control;

import dev.tidings.faketeams.directory.Person;
import dev.tidings.faketeams.directory.Tenant;
import dev.tidings.faketeams.wire.Json;
import dev.tidings.faketeams.world.Bot;
import dev.tidings.faketeams.world.Conversation;
import dev.tidings.faketeams.world.World;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Teams as one person sees it: their chats with the bots, the teams and group chats they are in, and who
/// else is there.
final class Perspective {
    private static final int SEARCHED = 50_000;

    private final World world;

    Perspective(World world) {
        this.world = world;
    }

    /// The ids of the teams and group chats that the person is in, and their chat with each bot.
    ObjectNode of(Person person) {
        ObjectNode json = named(person).put("tenant", person.tenantId());
        ArrayNode bots = json.putArray("bots");
        for (Bot bot : world.bots()) {
            bots.addObject()
                    .put("appId", bot.appId())
                    .put("userId", world.userId(bot, person))
                    .put("chat", world.personal(bot, person).id())
                    .put("installed", world.installedFor(bot, person));
        }
        ArrayNode teams = json.putArray("teams");
        world.places().teams().stream()
                .filter(team -> world.isMember(team.general(), person))
                .forEach(team -> teams.add(team.id()));
        ArrayNode chats = json.putArray("chats");
        world.places().groups().stream()
                .filter(group -> world.isMember(group, person))
                .forEach(group -> chats.add(group.id()));
        return json;
    }

    /// The first people in a conversation.
    ObjectNode members(Conversation conversation, int limit) {
        ObjectNode json = Json.object().put("total", world.memberCount(conversation));
        ArrayNode list = json.putArray("members");
        world.members(conversation, 0, limit).forEach(person -> list.add(named(person)));
        return json;
    }

    /// People whose name contains this, in the order of the directory; a very large directory is searched in
    /// part.
    static List<Person> called(Tenant tenant, String name, int limit) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return IntStream.range(0, Math.min(tenant.size(), SEARCHED))
                .mapToObj(tenant::person)
                .filter(person -> person.name().toLowerCase(Locale.ROOT).contains(wanted))
                .limit(limit)
                .toList();
    }

    private static ObjectNode named(Person person) {
        return Json.object().put("id", person.objectId()).put("name", person.name());
    }
}
