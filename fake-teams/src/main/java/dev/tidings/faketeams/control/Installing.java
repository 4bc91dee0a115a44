package dev.tidings.faketeams.control;

import dev.tidings.faketeams.directory.Person;
import dev.tidings.faketeams.inbound.Envelope;
import dev.tidings.faketeams.inbound.Envelope.Scene;
import dev.tidings.faketeams.wire.Json;
import dev.tidings.faketeams.world.Conversation;
import dev.tidings.faketeams.world.Roster;
import dev.tidings.faketeams.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Installing and removing the bot, and people coming and going.
final class Installing {
    private static final int MOST_REPEATS = 1000;
    private static final String UPDATE_FIRST = "conversation-update-first";
    private static final String INSTALL_FIRST = "installation-update-first";

    private final World world;
    private final Cast cast;
    private final Envelope envelope;

    Installing(World world, Cast cast, Envelope envelope) {
        this.world = world;
        this.cast = cast;
        this.envelope = envelope;
    }

    Deed install(ObjectNode request) {
        Scene scene = cast.scene(request);
        switch (scene.conversation()) {
            case Conversation.Personal chat -> world.install(scene.bot(), chat.person());
            case Conversation.Group group -> group.installed().add(scene.bot().appId());
            case Conversation.Channel channel ->
                channel.team().installed().add(scene.bot().appId());
        }
        tell("install", scene);
        ObjectNode update = membersUpdate(scene, "membersAdded", "teamMemberAdded");
        members(update, "membersAdded").add(Json.object().put("id", scene.bot().id()));
        String action = Json.flag(request, "upgrade", false) ? "add-upgrade" : "add";
        ObjectNode installation = installation(scene, action);
        if (scene.conversation() instanceof Conversation.Channel channel) {
            ObjectNode data = (ObjectNode) installation.get("channelData");
            data.putObject("settings").putObject("selectedChannel").put("id", channel.id());
        }
        return Deed.heard(scene.bot(), ordered(request, update, installation))
                .about("", scene.where().id());
    }

    Deed uninstall(ObjectNode request) {
        Scene scene = cast.scene(request);
        switch (scene.conversation()) {
            case Conversation.Personal chat ->
                world.uninstall(scene.bot(), chat.person(), Json.flag(request, "quietly", false));
            case Conversation.Group group ->
                group.installed().remove(scene.bot().appId());
            case Conversation.Channel channel ->
                channel.team().installed().remove(scene.bot().appId());
        }
        tell("uninstall", scene);
        ObjectNode installation =
                installation(scene, Json.flag(request, "upgrade", false) ? "remove-upgrade" : "remove");
        if (scene.conversation() instanceof Conversation.Personal) {
            return Deed.heard(scene.bot(), repeated(request, List.of(installation)))
                    .about("", scene.where().id());
        }
        ObjectNode update = membersUpdate(scene, "membersRemoved", "teamMemberRemoved");
        members(update, "membersRemoved")
                .add(Json.object().put("id", scene.bot().id()));
        return Deed.heard(scene.bot(), ordered(request, update, installation))
                .about("", scene.where().id());
    }

    Deed memberAdded(ObjectNode request) {
        return member(request, true);
    }

    Deed memberRemoved(ObjectNode request) {
        return member(request, false);
    }

    private Deed member(ObjectNode request, boolean added) {
        Scene scene = cast.scene(request);
        Person person = cast.person(scene.bot(), request, "person");
        Roster roster = roster(scene.conversation());
        if (!person.tenantId().equals(scene.conversation().tenant().id())) {
            throw Cast.unclear("the person belongs to another tenant");
        }
        boolean changed = added ? roster.add(person.index()) : roster.remove(person.index());
        if (!changed) {
            throw Cast.unclear(added ? "the person is a member already" : "the person is not a member");
        }
        tell(added ? "member-added" : "member-removed", scene);
        String field = added ? "membersAdded" : "membersRemoved";
        ObjectNode update = membersUpdate(scene, field, added ? "teamMemberAdded" : "teamMemberRemoved");
        members(update, field).add(envelope.person(scene.bot(), person));
        return Deed.heard(scene.bot(), heardBy(scene) ? repeated(request, List.of(update)) : List.of());
    }

    private static Roster roster(Conversation conversation) {
        return switch (conversation) {
            case Conversation.Personal chat -> throw Cast.unclear("nobody can join a personal chat");
            case Conversation.Group group -> group.roster();
            case Conversation.Channel channel -> channel.team().roster();
        };
    }

    // Team members come and go in the team; only the bot's own installation names the channel that was chosen.
    private ObjectNode membersUpdate(Scene scene, String field, String eventType) {
        ObjectNode update = envelope.around(scene, "conversationUpdate");
        update.putArray(field);
        if (scene.conversation() instanceof Conversation.Channel) {
            ((ObjectNode) update.get("channelData")).put("eventType", eventType);
        }
        return update;
    }

    private static ArrayNode members(ObjectNode update, String field) {
        return (ArrayNode) update.get(field);
    }

    private ObjectNode installation(Scene scene, String action) {
        ObjectNode installation = envelope.around(scene, "installationUpdate").put("action", action);
        ObjectNode data = (ObjectNode) installation.get("channelData");
        data.putObject("source").put("name", "message");
        return installation;
    }

    private boolean heardBy(Scene scene) {
        return world.installedIn(scene.bot(), scene.conversation());
    }

    private void tell(String kind, Scene scene) {
        world.changes()
                .tell(
                        kind,
                        () -> Json.object()
                                .put("bot", scene.bot().appId())
                                .put("by", scene.by().objectId())
                                .put("conversation", scene.conversation().id()));
    }

    private static List<ObjectNode> ordered(ObjectNode request, ObjectNode update, ObjectNode installation) {
        String order = Json.textOr(UPDATE_FIRST, request, "order");
        if (!Set.of(UPDATE_FIRST, INSTALL_FIRST, "conversation-update-only", "installation-update-only")
                .contains(order)) {
            throw Cast.unclear("'order' is " + UPDATE_FIRST + ", " + INSTALL_FIRST
                    + ", conversation-update-only or installation-update-only");
        }
        List<ObjectNode> both = switch (order) {
            case UPDATE_FIRST -> List.of(update, installation);
            case INSTALL_FIRST -> List.of(installation, update);
            case "conversation-update-only" -> List.of(update);
            default -> List.of(installation);
        };
        return repeated(request, both);
    }

    /// `repeat` posts everything that many more times, the same ids again.
    static List<ObjectNode> repeated(ObjectNode request, List<ObjectNode> activities) {
        long repeats = Json.number(request, "repeat", 0);
        if (repeats < 0 || repeats > MOST_REPEATS) {
            throw Cast.unclear("'repeat' is 0 to " + MOST_REPEATS);
        }
        List<ObjectNode> all = new ArrayList<>();
        for (long i = 0; i <= repeats; i++) {
            all.addAll(activities);
        }
        return all;
    }
}
