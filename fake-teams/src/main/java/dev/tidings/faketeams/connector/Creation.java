package dev.tidings.faketeams.connector;

import dev.tidings.faketeams.directory.Tenant;
import dev.tidings.faketeams.wire.Json;
import dev.tidings.faketeams.wire.Refusal;
import dev.tidings.faketeams.wire.Reply;
import dev.tidings.faketeams.world.Conversation;
import dev.tidings.faketeams.world.Message;
import dev.tidings.faketeams.world.Spot;
import dev.tidings.faketeams.world.World;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Creating conversations: a chat with one person, again and again the same, or a new thread in a channel,
/// each time another. Where the bot's app has sessions and is installed for the person, a chat that is
/// created with a first message is a session, and each time another one too. Group chats cannot be created.
final class Creation {
    private final World world;
    private final People people;
    private final Sending sending;

    Creation(World world, People people, Sending sending) {
        this.world = world;
        this.people = people;
        this.sending = sending;
    }

    Reply create(Call call) {
        ObjectNode body = call.json();
        @Nullable ObjectNode activity = body.get("activity") instanceof ObjectNode given ? given : null;
        String channel = Json.text(body, "channelData", "channel", "id");
        if (channel != null) {
            return thread(call, channel, activity);
        }
        JsonNode members = Json.at(body, "members");
        boolean group = Json.flag(body, "isGroup", false);
        if (group || members == null || members.size() != 1) {
            throw incorrect();
        }
        String member = Json.text(members.get(0), "id");
        if (member == null) {
            throw Refusal.of(400, "MissingProperty", "The member has no 'id'.");
        }
        return personal(call, member, activity);
    }

    private Reply personal(Call call, String member, @Nullable ObjectNode activity) {
        if (activity != null) {
            Content.check(activity);
        }
        Conversation.Personal chat = people.open(call.bot(), tenant(call), member);
        if (activity != null && call.bot().sessions() && world.installedFor(call.bot(), chat.person())) {
            return session(call, chat, activity);
        }
        if (activity != null) {
            sending.post(call.bot(), new Spot(chat, null), activity, null);
        }
        // Even with a first message no activity id comes back.
        return Reply.created(Json.object().put("id", chat.id()));
    }

    /// Each time another one, of which the first message is the title.
    private Reply session(Call call, Conversation.Personal chat, ObjectNode activity) {
        Conversation.Personal session = world.openSession(call.bot(), chat.person());
        Message title = sending.post(call.bot(), new Spot(session, null), activity, null);
        return Reply.created(Json.object().put("id", session.id()).put("activityId", title.id()));
    }

    private Reply thread(Call call, String channelId, @Nullable ObjectNode activity) {
        if (activity == null) {
            throw incorrect();
        }
        Spot spot = world.spot(call.bot(), Spot.base(channelId));
        if (!(spot.conversation() instanceof Conversation.Channel)) {
            throw incorrect();
        }
        world.mustBeIn(call.bot(), spot.conversation());
        Content.check(activity);
        if (Content.isTyping(activity)) {
            throw incorrect();
        }
        Message root = sending.post(call.bot(), spot, activity, null);
        return Reply.created(Json.object().put("id", spot.in(root.id()).id()).put("activityId", root.id()));
    }

    private Tenant tenant(Call call) {
        String asked = call.tenantAsked();
        if (asked == null) {
            throw Refusal.of(401, "AuthorizationError", "The tenant is missing.");
        }
        return world.directory().tenant(asked).orElseThrow(() -> Refusal.badArgument("Bad Argument: unknown tenant"));
    }

    private static Refusal incorrect() {
        return Refusal.badSyntax("Incorrect conversation creation parameters");
    }
}
