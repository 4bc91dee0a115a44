package dev.tidings.faketeams.inbound;

import dev.tidings.faketeams.directory.Person;
import dev.tidings.faketeams.wire.Json;
import dev.tidings.faketeams.wire.Time;
import dev.tidings.faketeams.world.Bot;
import dev.tidings.faketeams.world.Conversation;
import dev.tidings.faketeams.world.Spot;
import dev.tidings.faketeams.world.Team;
import dev.tidings.faketeams.world.World;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/// What all activities that reach a bot have in common.
public final class Envelope {
    private final World world;
    private final Supplier<String> serviceUrl;
    private final Time time;

    /// `serviceUrl` ends in a slash; the tenant is appended to it.
    public Envelope(World world, Supplier<String> serviceUrl, Time time) {
        this.world = world;
        this.serviceUrl = serviceUrl;
        this.time = time;
    }

    /// Who does something to which bot, and where.
    public record Scene(Bot bot, Person by, Spot where) {
        /// The conversation it happens in.
        public Conversation conversation() {
            return where.conversation();
        }

        /// The same, elsewhere.
        public Scene at(Spot other) {
            return new Scene(bot, by, other);
        }
    }

    /// An activity of that type, complete but for what is particular to the type.
    public ObjectNode around(Scene scene, String type) {
        Instant now = time.now().truncatedTo(ChronoUnit.MILLIS);
        OffsetDateTime local = now.atZone(scene.by().place().zone()).toOffsetDateTime();
        ObjectNode activity = Json.object()
                .put("type", type)
                .put("id", "f:" + UUID.randomUUID())
                .put("timestamp", now.toString())
                .put("localTimestamp", local.toString())
                .put(
                        "serviceUrl",
                        serviceUrl.get() + scene.conversation().tenant().id() + "/")
                .put("channelId", "msteams");
        activity.set("from", person(scene.bot(), scene.by()));
        activity.set("conversation", conversation(scene.where()));
        activity.set("recipient", bot(scene.bot()));
        activity.putArray("entities").add(clientInfo(scene.by()));
        activity.set("channelData", channelData(scene));
        return activity;
    }

    /// A person as this bot knows them.
    public ObjectNode person(Bot bot, Person person) {
        return Json.object()
                .put("id", world.userId(bot, person))
                .put("name", person.name())
                .put("aadObjectId", person.objectId());
    }

    /// The bot's account on the wire.
    public static ObjectNode bot(Bot bot) {
        return Json.object().put("id", bot.id()).put("name", bot.name());
    }

    /// The team as it appears in channel data.
    public static ObjectNode team(Team team) {
        return Json.object().put("id", team.id()).put("name", team.name()).put("aadGroupId", team.groupId());
    }

    private static ObjectNode conversation(Spot spot) {
        Conversation where = spot.conversation();
        ObjectNode json = Json.object()
                .put("id", spot.id())
                .put("conversationType", where.type())
                .put("tenantId", where.tenant().id());
        return switch (where) {
            case Conversation.Personal personal -> json;
            case Conversation.Group group -> json.put("isGroup", true);
            case Conversation.Channel channel -> json.put("isGroup", true).put("name", channel.label());
        };
    }

    private static ObjectNode clientInfo(Person person) {
        return Json.object()
                .put("type", "clientInfo")
                .put("locale", person.place().locale())
                .put("country", person.place().country())
                .put("platform", "Web")
                .put("timezone", person.place().zone().getId());
    }

    private static ObjectNode channelData(Scene scene) {
        ObjectNode data = Json.object();
        data.putObject("tenant").put("id", scene.conversation().tenant().id());
        data.putObject("app").put("id", scene.bot().appId()).put("version", "1.0.0");
        if (scene.conversation() instanceof Conversation.Channel channel) {
            data.putObject("channel").put("id", channel.id());
            data.set("team", team(channel.team()));
        }
        return data;
    }
}
