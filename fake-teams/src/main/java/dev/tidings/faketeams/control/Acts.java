package dev.tidings.faketeams.control;

import dev.tidings.faketeams.inbound.BotAnswer;
import dev.tidings.faketeams.inbound.BotDoor;
import dev.tidings.faketeams.inbound.Envelope;
import dev.tidings.faketeams.wire.Json;
import dev.tidings.faketeams.world.World;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Everything a person can do, by name. The answer comes when the bot has answered.
public final class Acts {
    private final Map<String, Function<ObjectNode, Deed>> all = new LinkedHashMap<>();
    private final Outbox outbox;

    /// Acts in this world, and tells bots through this door.
    public Acts(World world, Envelope envelope, BotDoor door) {
        this.outbox = new Outbox(door, world.changes());
        Cast cast = new Cast(world);
        Installing installing = new Installing(world, cast, envelope);
        Talking talking = new Talking(world, cast, envelope);
        Housekeeping housekeeping = new Housekeeping(world, cast, envelope);
        all.put("install", installing::install);
        all.put("uninstall", installing::uninstall);
        all.put("member-added", installing::memberAdded);
        all.put("member-removed", installing::memberRemoved);
        all.put("message", talking::message);
        all.put("edit", talking::edit);
        all.put("delete", talking::delete);
        all.put("reaction", talking::reaction);
        all.put("card-action", talking::cardAction);
        all.put("invoke", talking::invoke);
        all.put("read-receipt", talking::readReceipt);
        all.put("raw", talking::raw);
        all.put("channel-created", housekeeping::channelCreated);
        all.put("channel-renamed", housekeeping::channelRenamed);
        all.put("channel-deleted", housekeeping::channelDeleted);
        all.put("team-renamed", housekeeping::teamRenamed);
        all.put("team-deleted", housekeeping::teamDeleted);
    }

    /// What can be done.
    public Set<String> names() {
        return all.keySet();
    }

    /// Does it; a request that makes no sense is refused with a sentence.
    public Deeds act(String name, ObjectNode request) {
        Deed deed = named(name).apply(request);
        return new Deeds(deed.message(), deed.conversation(), outbox.post(deed.bot(), deed.activities()));
    }

    /// Does it without any bot hearing of it, and answers in which conversation.
    public String quietly(String name, ObjectNode request) {
        return named(name).apply(request).conversation();
    }

    private Function<ObjectNode, Deed> named(String name) {
        Function<ObjectNode, Deed> act = all.get(name);
        if (act == null) {
            throw Cast.unclear("there is no '" + name + "'; there are " + all.keySet());
        }
        return act;
    }

    /// What was done: the message it was about and its conversation, or empty, and what the bot will have
    /// answered.
    public record Deeds(String message, String conversation, Future<List<BotAnswer>> answers) {
        Future<ObjectNode> json() {
            return answers.map(list -> {
                ObjectNode json = Json.object().put("message", message).put("conversation", conversation);
                ArrayNode activities = json.putArray("activities");
                list.forEach(answer -> activities.add(Outbox.json(answer)));
                return json;
            });
        }
    }
}
