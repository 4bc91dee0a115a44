package dev.tidings.faketeams.connector;

import dev.tidings.faketeams.directory.Person;
import dev.tidings.faketeams.wire.Json;
import dev.tidings.faketeams.wire.Operation;
import dev.tidings.faketeams.wire.Refusal;
import dev.tidings.faketeams.world.Bot;
import dev.tidings.faketeams.world.Conversation;
import dev.tidings.faketeams.world.Spot;
import dev.tidings.faketeams.world.World;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What a call is about, as far as can be told before it is carried out: limits and faults go by it.
record Subject(
        String tenant,
        @Nullable String conversation,
        @Nullable String person) {
    static Subject of(World world, Operation operation, Call call) {
        if (operation == Operation.BATCH) {
            return new Subject(tenant(world, call), null, null);
        }
        String conversation = call.path().get("conversation");
        if (conversation == null) {
            conversation = call.path().get("team");
        }
        if (conversation != null) {
            return ofConversation(world, call, conversation);
        }
        String channel = Json.text(call.body(), "channelData", "channel", "id");
        if (channel != null) {
            return ofConversation(world, call, channel);
        }
        return member(world, call)
                .map(person -> ofPerson(world, call.bot(), person))
                .orElseGet(() -> new Subject(tenant(world, call), null, null));
    }

    private static Subject ofConversation(World world, Call call, String id) {
        try {
            Conversation found = world.spot(call.bot(), id).conversation();
            String person =
                    found instanceof Conversation.Personal chat ? chat.person().objectId() : null;
            return new Subject(found.tenant().id(), found.id(), person);
        } catch (Refusal unknown) {
            return new Subject(tenant(world, call), Spot.base(id), null);
        }
    }

    private static Subject ofPerson(World world, Bot bot, Person person) {
        return new Subject(person.tenantId(), world.personal(bot, person).id(), person.objectId());
    }

    private static Optional<Person> member(World world, Call call) {
        JsonNode members = Json.at(call.body(), "members");
        String id = members == null ? null : Json.text(members.get(0), "id");
        return id == null
                ? Optional.empty()
                : world.personBehind(call.bot(), id).or(() -> world.directory().person(id));
    }

    private static String tenant(World world, Call call) {
        String asked = call.tenantAsked();
        return asked == null ? world.directory().tenant(0).id() : asked;
    }
}
