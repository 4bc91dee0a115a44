package dev.tidings.faketeams.control;

import dev.tidings.faketeams.directory.Person;
import dev.tidings.faketeams.inbound.Envelope;
import dev.tidings.faketeams.inbound.Envelope.Scene;
import dev.tidings.faketeams.wire.Json;
import dev.tidings.faketeams.wire.Refusal;
import dev.tidings.faketeams.world.Conversation;
import dev.tidings.faketeams.world.Message;
import dev.tidings.faketeams.world.Spot;
import dev.tidings.faketeams.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Writing, mentioning, editing, deleting, reacting, pressing buttons and reading, as a person.
final class Talking {
    private final World world;
    private final Cast cast;
    private final Envelope envelope;

    Talking(World world, Cast cast, Envelope envelope) {
        this.world = world;
        this.cast = cast;
        this.envelope = envelope;
    }

    /// The bot hears a message in its personal chat, and elsewhere when it is mentioned or listens to
    /// everything.
    Deed message(ObjectNode request) {
        Scene scene = cast.scene(request);
        mustBeThere(scene);
        boolean mention = Json.flag(request, "mention", false);
        ObjectNode content = content(scene, request, mention);
        Message posted = post(scene, content);
        boolean hears = mention
                || scene.conversation() instanceof Conversation.Personal
                || Json.flag(request, "listens", false);
        ObjectNode activity = said(scene, posted, content, "message");
        List<ObjectNode> heard = hears ? Installing.repeated(request, List.of(activity)) : List.of();
        return about(Deed.heard(scene.bot(), heard), posted);
    }

    Deed edit(ObjectNode request) {
        Scene scene = cast.scene(request);
        Message message = own(scene, request);
        ObjectNode content = content(scene, request, Json.flag(request, "mention", false));
        world.board().edit(message, content);
        ObjectNode activity = said(scene, message, content, "messageUpdate");
        data(activity).put("eventType", "editMessage");
        return about(Deed.heard(scene.bot(), activity), message);
    }

    Deed delete(ObjectNode request) {
        Scene scene = cast.scene(request);
        Message message = own(scene, request);
        world.board().delete(message);
        ObjectNode activity = said(scene, message, Json.object(), "messageDelete");
        data(activity).put("eventType", "softDeleteMessage");
        return about(Deed.heard(scene.bot(), activity), message);
    }

    /// Bots hear of reactions to their own messages only.
    Deed reaction(ObjectNode request) {
        Scene scene = cast.scene(request);
        Message message = message(scene, request);
        String type = Json.textOr("like", request, "type");
        boolean remove = Json.flag(request, "remove", false);
        world.board().react(message, type, scene.by().objectId(), !remove);
        ObjectNode activity = at(scene, message, "messageReaction").put("replyToId", message.id());
        activity.putArray(remove ? "reactionsRemoved" : "reactionsAdded")
                .addObject()
                .put("type", type);
        boolean ours = message.author().id().equals(scene.bot().id());
        return about(Deed.heard(scene.bot(), ours ? List.of(activity) : List.of()), message);
    }

    /// `Action.Execute` is an invoke whose answer is the bot's; any other action is a message with a value.
    Deed cardAction(ObjectNode request) {
        Scene scene = cast.scene(request);
        Message message = message(scene, request);
        JsonNode action = Json.at(request, "action");
        if (action == null) {
            throw Cast.unclear("'action' is missing: the action object of the card");
        }
        boolean execute = "Action.Execute".equals(Json.text(action, "type"));
        ObjectNode activity = execute ? execute(scene, message, action) : submit(scene, message, action);
        return about(Deed.heard(scene.bot(), activity.put("replyToId", message.id())), message);
    }

    Deed invoke(ObjectNode request) {
        Scene scene = cast.scene(request);
        ObjectNode activity = envelope.around(scene, "invoke").put("name", Cast.required(request, "name"));
        activity.set("value", request.path("value").isMissingNode() ? Json.object() : request.get("value"));
        return Deed.heard(scene.bot(), activity);
    }

    /// Read up to a message, the newest one unless said otherwise.
    Deed readReceipt(ObjectNode request) {
        Scene scene = cast.scene(request);
        List<Message> all = world.board().in(scene.conversation());
        String newest = all.isEmpty() ? "0" : all.get(all.size() - 1).id();
        ObjectNode activity = envelope.around(scene, "event").put("name", "application/vnd.microsoft.readReceipt");
        activity.putObject("value").put("lastReadMessageId", Json.textOr(newest, request, "message"));
        return Deed.heard(scene.bot(), activity);
    }

    /// Exactly the given activity, around which the envelope is put unless `complete` says it is complete.
    Deed raw(ObjectNode request) {
        if (!(Json.at(request, "activity") instanceof ObjectNode activity)) {
            throw Cast.unclear("'activity' is missing");
        }
        Scene scene = cast.scene(request);
        if (Json.flag(request, "complete", false)) {
            return Deed.heard(scene.bot(), Installing.repeated(request, List.of(activity)));
        }
        ObjectNode around = envelope.around(scene, Json.textOr("message", activity, "type"));
        around.setAll(activity);
        return Deed.heard(scene.bot(), Installing.repeated(request, List.of(around)));
    }

    private ObjectNode execute(Scene scene, Message message, JsonNode action) {
        ObjectNode activity = at(scene, message, "invoke").put("name", "adaptiveCard/action");
        ObjectNode value = activity.putObject("value").put("trigger", "manual");
        value.set("action", action);
        return activity;
    }

    private ObjectNode submit(Scene scene, Message message, JsonNode action) {
        ObjectNode activity =
                at(scene, message, "message").put("id", world.board().nextId());
        JsonNode data = Json.at(action, "data");
        activity.set("value", data == null ? Json.object() : data);
        return activity;
    }

    private Message post(Scene scene, ObjectNode content) {
        Message.Author author =
                new Message.Author(scene.by().objectId(), scene.by().name(), false);
        return world.board().post(scene.where(), author, content, null);
    }

    private ObjectNode content(Scene scene, ObjectNode request, boolean mention) {
        ObjectNode content = Json.object().put("type", "message").put("textFormat", "plain");
        ArrayNode entities = content.putArray("entities");
        List<String> ats = new ArrayList<>();
        if (mention) {
            ats.add(mention(entities, Envelope.bot(scene.bot()), scene.bot().name()));
        }
        request.path("mentions").forEach(id -> {
            Person person = cast.person(scene.bot(), id.stringValue(""));
            ats.add(mention(entities, envelope.person(scene.bot(), person), person.name()));
        });
        content.put("text", mentioning(ats, Json.textOr("", request, "text")));
        for (String field : List.of("attachments", "value", "textFormat")) {
            JsonNode given = Json.at(request, field);
            if (given != null) {
                content.set(field, given);
            }
        }
        return content;
    }

    // Mentions stand where they were written, else in front.
    private static String mentioning(List<String> ats, String text) {
        return ats.stream()
                .filter(at -> !text.contains(at))
                .map(at -> at + ' ')
                .collect(Collectors.joining("", "", text));
    }

    private static String mention(ArrayNode entities, ObjectNode mentioned, String name) {
        String at = "<at>" + name.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") + "</at>";
        ObjectNode entity = entities.addObject().put("type", "mention").put("text", at);
        entity.set("mentioned", mentioned);
        return at;
    }

    private ObjectNode said(Scene scene, Message message, ObjectNode content, String type) {
        ObjectNode activity = at(scene, message, type);
        ArrayNode entities = (ArrayNode) activity.get("entities");
        content.path("entities").forEach(entities::add);
        content.properties().stream()
                .filter(entry ->
                        !entry.getKey().equals("entities") && !entry.getKey().equals("type"))
                .forEach(entry -> activity.set(entry.getKey(), entry.getValue()));
        return activity.put("id", message.id());
    }

    // In a channel everything about a message names its thread.
    private ObjectNode at(Scene scene, Message message, String type) {
        return envelope.around(scene.at(scene.where().in(message.root())), type);
    }

    private void mustBeThere(Scene scene) {
        boolean personal = scene.conversation() instanceof Conversation.Personal;
        if (!world.isMember(scene.conversation(), scene.by())) {
            throw Cast.unclear(scene.by().name() + " is not a member of '"
                    + scene.conversation().id() + "'");
        }
        if (!personal && !world.installedIn(scene.bot(), scene.conversation())) {
            throw Cast.unclear(
                    "the bot is not installed in '" + scene.conversation().id() + "'");
        }
        if (scene.conversation() instanceof Conversation.Personal chat) {
            world.open(chat);
        }
        Spot spot = scene.where();
        if (spot.root() != null) {
            find(spot.conversation(), spot.root());
        }
    }

    private Message own(Scene scene, ObjectNode request) {
        Message message = message(scene, request);
        if (!message.author().id().equals(scene.by().objectId())) {
            throw Cast.unclear("the message was written by " + message.author().name());
        }
        return message;
    }

    private Message message(Scene scene, ObjectNode request) {
        return find(scene.conversation(), Cast.required(request, "message"));
    }

    private Message find(Conversation conversation, String id) {
        try {
            return world.board().find(conversation, id);
        } catch (Refusal unknown) {
            throw Cast.unclear("there is no message '" + id + "' in '" + conversation.id() + "'");
        }
    }

    private static Deed about(Deed deed, Message message) {
        return deed.about(message.id(), message.conversation());
    }

    private static ObjectNode data(ObjectNode activity) {
        return (ObjectNode) activity.get("channelData");
    }
}
