package dev.tidings.faketeams.control;

import dev.tidings.faketeams.directory.Person;
import dev.tidings.faketeams.directory.Tenant;
import dev.tidings.faketeams.inbound.Envelope.Scene;
import dev.tidings.faketeams.wire.Json;
import dev.tidings.faketeams.wire.Refusal;
import dev.tidings.faketeams.world.Bot;
import dev.tidings.faketeams.world.Conversation;
import dev.tidings.faketeams.world.Spot;
import dev.tidings.faketeams.world.Team;
import dev.tidings.faketeams.world.World;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Finds who and where a control request means: `bot`, `by`, `in` and `thread`, each with a default.
final class Cast {
    private final World world;

    Cast(World world) {
        this.world = world;
    }

    static Refusal unclear(String what) {
        return Refusal.of(400, "BadRequest", what);
    }

    Bot bot(ObjectNode request) {
        String id = Json.text(request, "bot");
        return id == null
                ? world.bots().get(0)
                : world.bot(id).orElseThrow(() -> unclear("there is no bot '" + id + "'"));
    }

    /// A person by object id, user principal name or the bot's `29:` id.
    Person person(Bot bot, String id) {
        return world.directory()
                .person(id)
                .or(() -> world.personBehind(bot, id))
                .orElseThrow(() -> unclear("there is no person '" + id + "'"));
    }

    Person person(Bot bot, ObjectNode request, String field) {
        return person(bot, required(request, field));
    }

    static String required(ObjectNode request, String field) {
        String value = Json.text(request, field);
        if (value == null) {
            throw unclear("'" + field + "' is missing");
        }
        return value;
    }

    /// Bot, place and person of a request; without `by` the first member acts, without `in` it is their
    /// personal chat.
    Scene scene(ObjectNode request) {
        Bot bot = bot(request);
        String in = Json.textOr("personal", request, "in");
        if (in.equals("personal")) {
            Person by = actor(bot, request).orElseGet(() -> firstTenant(request).person(0));
            return new Scene(bot, by, new Spot(world.personal(bot, by), null));
        }
        Spot spot = spot(bot, in, Json.text(request, "thread"));
        Person by = actor(bot, request).orElseGet(() -> firstMember(spot.conversation()));
        return new Scene(bot, by, spot);
    }

    Team team(ObjectNode request) {
        String id = required(request, "team");
        return world.places().team(id).orElseThrow(() -> unclear("there is no team '" + id + "'"));
    }

    Conversation.Channel channel(ObjectNode request) {
        String id = required(request, "channel");
        return world.places().channel(id).orElseThrow(() -> unclear("there is no channel '" + id + "'"));
    }

    /// The scene of something that happens to a whole team, by its first member.
    Scene sceneOf(Bot bot, Team team, ObjectNode request) {
        Person by = actor(bot, request).orElseGet(() -> firstMember(team.general()));
        return new Scene(bot, by, new Spot(team.general(), null));
    }

    private Spot spot(Bot bot, String in, @Nullable String thread) {
        if (in.startsWith("a:")) {
            return world.personal(in)
                    .map(chat -> new Spot(chat, null))
                    .orElseThrow(() -> unclear("there is no conversation '" + in + "'"));
        }
        try {
            Spot spot = world.spot(bot, in);
            return thread == null ? spot : spot.in(thread);
        } catch (Refusal unknown) {
            throw unclear("there is no conversation '" + in + "'");
        }
    }

    private Optional<Person> actor(Bot bot, ObjectNode request) {
        return Optional.ofNullable(Json.text(request, "by")).map(id -> person(bot, id));
    }

    private Tenant firstTenant(ObjectNode request) {
        String id = Json.text(request, "tenant");
        return id == null
                ? world.directory().tenant(0)
                : world.directory().tenant(id).orElseThrow(() -> unclear("there is no tenant '" + id + "'"));
    }

    private Person firstMember(Conversation conversation) {
        return world.members(conversation, 0, 1).stream()
                .findFirst()
                .orElseThrow(() -> unclear("nobody is in '" + conversation.id() + "'"));
    }
}
