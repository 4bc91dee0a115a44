package dev.tidings.faketeams.control;

import dev.tidings.faketeams.directory.Person;
import dev.tidings.faketeams.directory.Tenant;
import dev.tidings.faketeams.inbound.BotDoor;
import dev.tidings.faketeams.wire.Json;
import dev.tidings.faketeams.world.Bot;
import dev.tidings.faketeams.world.Conversation;
import dev.tidings.faketeams.world.Message;
import dev.tidings.faketeams.world.Team;
import dev.tidings.faketeams.world.World;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The state as JSON, for people and programs.
final class Views {
    private static final int PERSONAL_CHATS = 200;
    private static final int CHAT_MEMBERS = 50;

    private final World world;
    private final BotDoor door;

    Views(World world, BotDoor door) {
        this.world = world;
        this.door = door;
    }

    ObjectNode state() {
        ObjectNode state = Json.object();
        ArrayNode bots = state.putArray("bots");
        world.bots().forEach(bot -> bots.add(bot(bot)));
        ArrayNode tenants = state.putArray("tenants");
        world.directory().tenants().forEach(tenant -> tenants.add(tenant(tenant)));
        return state.put("messages", world.board().messages().posted());
    }

    ObjectNode people(Tenant tenant, Bot bot, int from, int limit) {
        return people(
                tenant,
                bot,
                IntStream.range(from, Math.min(tenant.size(), from + limit))
                        .mapToObj(tenant::person)
                        .toList());
    }

    ObjectNode people(Tenant tenant, Bot bot, List<Person> people) {
        ObjectNode page = Json.object().put("tenant", tenant.id()).put("total", tenant.size());
        ArrayNode list = page.putArray("people");
        people.forEach(person -> list.add(person(bot, person)));
        return page;
    }

    /// The newest messages, or the newest of those older than the message with the id `before`.
    ObjectNode messages(@Nullable String conversation, long before, int limit) {
        Collection<Message> kept = conversation == null
                ? world.board().messages().all()
                : world.board().messages().in(conversation);
        List<Message> found = kept.stream()
                .filter(message -> Long.parseLong(message.id()) < before)
                .toList();
        ObjectNode page = Json.object().put("total", kept.size());
        ArrayNode list = page.putArray("messages");
        found.stream().skip(Math.max(0, found.size() - limit)).forEach(message -> list.add(message.json()));
        return page;
    }

    ObjectNode person(Bot bot, Person person) {
        return Json.object()
                .put("id", person.objectId())
                .put("userId", world.userId(bot, person))
                .put("name", person.name())
                .put("userPrincipalName", person.userPrincipalName())
                .put("tenant", person.tenantId())
                .put("locale", person.place().locale())
                .put("timezone", person.place().zone().getId())
                .put("chat", world.personal(bot, person).id())
                .put("installed", world.installedFor(bot, person));
    }

    private ObjectNode bot(Bot bot) {
        String endpoint = Objects.toString(door.endpoint(bot.appId()), null);
        return Json.object()
                .put("appId", bot.appId())
                .put("id", bot.id())
                .put("name", bot.name())
                .put("endpoint", endpoint);
    }

    private ObjectNode tenant(Tenant tenant) {
        ObjectNode json =
                Json.object().put("id", tenant.id()).put("name", tenant.name()).put("people", tenant.size());
        ArrayNode teams = json.putArray("teams");
        world.places().teams().stream()
                .filter(team -> team.tenant() == tenant && !team.deleted())
                .forEach(team -> teams.add(team(team)));
        ArrayNode chats = json.putArray("chats");
        world.places().groups().stream()
                .filter(group -> group.tenant() == tenant)
                .forEach(group -> chats.add(group(group)));
        ArrayNode personal = json.putArray("personalChats");
        for (Bot bot : world.bots()) {
            for (Conversation.Personal chat : world.personalChats(bot, tenant, PERSONAL_CHATS)) {
                ObjectNode entry = personal.addObject().put("id", chat.id()).put("bot", bot.appId());
                entry.set("person", person(bot, chat.person()));
            }
        }
        return json;
    }

    private static ObjectNode team(Team team) {
        ObjectNode json = Json.object()
                .put("id", team.id())
                .put("groupId", team.groupId())
                .put("name", team.name())
                .put("members", team.roster().size());
        installed(json, team.installed());
        ArrayNode channels = json.putArray("channels");
        team.channels()
                .forEach(channel -> channels.addObject().put("id", channel.id()).put("name", channel.label()));
        return json;
    }

    private ObjectNode group(Conversation.Group group) {
        ObjectNode json = Json.object().put("id", group.id()).put("name", group.name());
        installed(json, group.installed());
        ArrayNode members = json.putArray("members");
        List<Person> people = world.members(group, 0, CHAT_MEMBERS);
        people.forEach(
                person -> members.addObject().put("id", person.objectId()).put("name", person.name()));
        return json;
    }

    private static void installed(ObjectNode json, Set<String> appIds) {
        appIds.forEach(json.putArray("installed")::add);
    }
}
