package dev.tidings.faketeams.connector;

import dev.tidings.faketeams.directory.Person;
import dev.tidings.faketeams.wire.Json;
import dev.tidings.faketeams.wire.Refusal;
import dev.tidings.faketeams.wire.Reply;
import dev.tidings.faketeams.wire.Time;
import dev.tidings.faketeams.world.Bot;
import dev.tidings.faketeams.world.Conversation;
import dev.tidings.faketeams.world.Message;
import dev.tidings.faketeams.world.Spot;
import dev.tidings.faketeams.world.World;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Sending, replying, updating, deleting and reacting.
final class Sending {
    private static final Duration TARGETED_LIVES = Duration.ofHours(24);
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");

    private final World world;
    private final Time time;

    Sending(World world, Time time) {
        this.world = world;
        this.time = time;
    }

    Reply send(Call call) {
        Spot spot = writable(call);
        if (spot.root() != null) {
            world.board().find(spot.conversation(), spot.root());
        }
        return sent(call, spot);
    }

    /// A reply to what is no message goes into the conversation: SDKs reply to events, and when they continue a
    /// conversation to an id that they have made up.
    Reply reply(Call call) {
        String target = call.path("activity");
        if (!NUMBER.matcher(target).matches()) {
            return send(call);
        }
        Spot spot = writable(call);
        return sent(
                call, spot.in(world.board().find(spot.conversation(), target).root()));
    }

    Reply update(Call call) {
        Message message = own(call);
        ObjectNode activity = call.json();
        Content.check(activity);
        world.board().edit(message, activity);
        return Reply.ok(Json.object().put("id", message.id()));
    }

    Reply delete(Call call) {
        world.board().delete(own(call));
        return Reply.empty(200);
    }

    Reply react(Call call, boolean add) {
        Spot spot = writable(call);
        Message message = world.board().find(spot.conversation(), call.path("activity"));
        world.board().react(message, call.path("type"), call.bot().id(), add);
        return Reply.empty(200);
    }

    /// Writes a message that was checked before.
    Message post(Bot bot, Spot spot, ObjectNode activity, @Nullable String onlyFor) {
        return world.board().post(spot, new Message.Author(bot.id(), bot.name(), true), activity, onlyFor);
    }

    private Reply sent(Call call, Spot spot) {
        ObjectNode activity = call.json();
        Content.check(activity);
        if (Content.isTyping(activity)) {
            return Reply.created(Json.object().put("id", world.board().nextId()));
        }
        String onlyFor = call.targeted() ? recipient(call, spot, activity).objectId() : null;
        Message message = post(call.bot(), spot, activity, onlyFor);
        return Reply.created(Json.object().put("id", message.id()));
    }

    private Spot writable(Call call) {
        Spot spot = world.spot(call.bot(), call.conversation());
        world.mustBeIn(call.bot(), spot.conversation());
        return spot;
    }

    private Message own(Call call) {
        Message message = world.board().find(writable(call).conversation(), call.path("activity"));
        if (!message.author().id().equals(call.bot().id())) {
            throw Refusal.of(403, "NotEnoughPermissions", "Only the author may change this message.");
        }
        boolean targeted = message.onlyFor() != null;
        if (targeted != call.targeted()
                || (targeted && time.now().isAfter(message.at().plus(TARGETED_LIVES)))) {
            throw Refusal.activityNotFound();
        }
        return message;
    }

    private Person recipient(Call call, Spot spot, ObjectNode activity) {
        if (spot.conversation() instanceof Conversation.Personal) {
            throw Refusal.badArgument("Targeted messages need a group chat or a channel");
        }
        String id = Json.text(activity, "recipient", "id");
        if (id == null) {
            throw Refusal.of(400, "MissingProperty", "A targeted message needs a 'recipient'.");
        }
        return world.personBehind(call.bot(), id)
                .filter(person -> world.isMember(spot.conversation(), person))
                .orElseThrow(() -> Refusal.badArgument("The recipient is not a member of the conversation"));
    }
}
