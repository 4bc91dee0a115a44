package dev.tidings.faketeams.graph;

import dev.tidings.faketeams.control.Acts;
import dev.tidings.faketeams.directory.Person;
import dev.tidings.faketeams.wire.Json;
import dev.tidings.faketeams.wire.Reply;
import dev.tidings.faketeams.world.Bot;
import dev.tidings.faketeams.world.Conversation;
import dev.tidings.faketeams.world.Organisation;
import dev.tidings.faketeams.world.Team;
import dev.tidings.faketeams.world.World;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Installing and removing the app for people, teams and chats. The bot hears of it as when a person does it,
/// a little later.
final class Installs {
    private final World world;
    private final Acts acts;
    private final Users users;
    private final Groups groups;
    private final Catalog catalog;

    Installs(World world, Acts acts, Users users, Groups groups, Catalog catalog) {
        this.world = world;
        this.acts = acts;
        this.users = users;
        this.groups = groups;
        this.catalog = catalog;
    }

    /// Where an app can be installed.
    enum Kind {
        USER("user", "TeamsAppInstallation.ReadWriteSelfForUser.All"),
        TEAM("team", "TeamsAppInstallation.ReadWriteSelfForTeam.All"),
        CHAT("chat", "TeamsAppInstallation.ReadWriteSelfForChat.All");

        final String segment;
        final String permission;

        Kind(String segment, String permission) {
            this.segment = segment;
            this.permission = permission;
        }
    }

    Reply list(Call call, Kind kind) {
        Conversation place = place(call, kind);
        Filter filter = Filter.of(call.option("$filter"));
        List<ObjectNode> found = world.bots().stream()
                .filter(bot -> world.installedIn(bot, at(bot, place)))
                .filter(bot -> filter == null || filter.terms().stream().anyMatch(term -> catalog.is(bot, call, term)))
                .map(bot -> installation(call, bot, kind))
                .toList();
        return Reply.ok(Paging.page(found));
    }

    private ObjectNode installation(Call call, Bot bot, Kind kind) {
        String catalogId = world.organisation().catalogId(bot, call.tenant().id());
        ObjectNode json = Json.object().put("id", id(call.path(kind.segment), catalogId));
        if ("teamsApp".equals(call.option("$expand"))) {
            json.set("teamsApp", catalog.json(bot, call.tenant()));
        }
        return json;
    }

    Reply install(Call call, Kind kind) {
        Conversation place = place(call, kind);
        Bot bot = mine(call, catalog.require(call.tenant(), call.boundApp()));
        if (place instanceof Conversation.Personal chat) {
            mustBeAllowed(chat.person());
        }
        if (world.installedIn(bot, at(bot, place))) {
            throw Errors.conflict();
        }
        act("install", bot, at(bot, place));
        return Reply.empty(201);
    }

    private void mustBeAllowed(Person person) {
        Organisation organisation = world.organisation();
        if (organisation.guest(person)) {
            throw Errors.forbidden("The app cannot be installed for a guest user.");
        }
        if (organisation.blocked(person)) {
            throw Errors.forbidden("App is blocked by app permission policy.");
        }
    }

    Reply uninstall(Call call, Kind kind) {
        Conversation place = place(call, kind);
        Bot bot = installed(call, kind, place);
        act("uninstall", bot, at(bot, place));
        return Reply.empty(204);
    }

    /// The chat of an installed app. Asking for it also lets the bot hear again that it was added.
    Reply chat(Call call) {
        Conversation place = place(call, Kind.USER);
        Bot bot = installed(call, Kind.USER, place);
        Conversation chat = at(bot, place);
        if (world.organisation().telling()) {
            acts.act("install", request(bot, chat).put("order", "conversation-update-only"));
        }
        String person = ((Conversation.Personal) chat).person().objectId();
        String id = "19:" + person + "_" + bot.appId() + "@unq.gbl.spaces";
        return Reply.ok(Json.object().put("id", id).put("chatType", "oneOnOne"));
    }

    private Bot installed(Call call, Kind kind, Conversation place) {
        String asked = call.path("installation");
        Optional<Bot> found = world.bots().stream()
                .filter(bot -> world.installedIn(bot, at(bot, place)))
                .filter(bot ->
                        installation(call, bot, kind).path("id").asString().equals(asked))
                .findFirst();
        return mine(call, found.orElseThrow(() -> Errors.notFound("No installation found with id '" + asked + "'.")));
    }

    private Bot mine(Call call, Bot bot) {
        if (!world.organisation().managed() || !bot.equals(call.bot())) {
            throw Errors.forbidden(
                    "AAD App Id '" + call.bot().appId()
                            + "' is not allowed to manage the Teams App. The webApplicationInfo.id of its manifest is another.");
        }
        return bot;
    }

    /// Where this is about, for the caller's own bot; refused without the permission for it.
    private Conversation place(Call call, Kind kind) {
        call.mustBe(world.organisation().consented(kind.permission), kind.permission);
        String id = call.path(kind.segment);
        return switch (kind) {
            case USER -> world.personal(call.bot(), users.require(call));
            case TEAM -> groups.team(call.tenant(), id).map(Team::general).orElseThrow(() -> Errors.noResource(id));
            case CHAT ->
                world.places()
                        .find(id)
                        .filter(found -> found instanceof Conversation.Group
                                && found.tenant().id().equals(call.tenant().id()))
                        .orElseThrow(() -> Errors.noResource(id));
        };
    }

    /// The same place as another bot has it: only a personal chat is a bot's own.
    private Conversation at(Bot bot, Conversation place) {
        return place instanceof Conversation.Personal chat ? world.personal(bot, chat.person()) : place;
    }

    private void act(String name, Bot bot, Conversation place) {
        if (world.organisation().telling()) {
            acts.act(name, request(bot, place));
        } else {
            acts.quietly(name, request(bot, place));
        }
    }

    private static ObjectNode request(Bot bot, Conversation place) {
        ObjectNode request = Json.object().put("bot", bot.appId());
        return place instanceof Conversation.Personal chat
                ? request.put("by", chat.person().objectId())
                : request.put("in", place.id());
    }

    private static String id(String owner, String catalogId) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((owner + "##" + catalogId).getBytes(StandardCharsets.UTF_8));
    }
}
