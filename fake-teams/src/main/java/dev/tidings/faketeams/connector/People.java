package dev.tidings.faketeams.connector;

import dev.tidings.faketeams.directory.Person;
import dev.tidings.faketeams.directory.Tenant;
import dev.tidings.faketeams.wire.Refusal;
import dev.tidings.faketeams.world.Bot;
import dev.tidings.faketeams.world.Conversation;
import dev.tidings.faketeams.world.World;
import java.util.regex.Pattern;

/// Opens the chat between a bot and one person, for the forms of id that Teams takes.
final class People {
    private static final Pattern GUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final World world;

    People(World world) {
        this.world = world;
    }

    Conversation.Personal open(Bot bot, Tenant tenant, String memberId) {
        Person person = reachable(bot, tenant, memberId);
        Conversation.Personal chat = world.personal(bot, person);
        world.mustBeIn(bot, chat);
        world.open(chat);
        return chat;
    }

    private Person reachable(Bot bot, Tenant tenant, String memberId) {
        if (memberId.startsWith("29:")) {
            Person person = world.personBehind(bot, memberId)
                    .orElseThrow(() -> Refusal.badArgument("Failed to decrypt pairwise id"));
            return in(tenant, person, world.installedFor(bot, person) || world.meets(bot, person));
        }
        if (GUID.matcher(memberId).matches()) {
            Person person = tenant.byObjectId(memberId).orElseThrow(People::forbidden);
            return in(tenant, person, world.installedFor(bot, person));
        }
        throw Refusal.badArgument("Bad Argument: '" + memberId + "' is not the id of a member");
    }

    private static Person in(Tenant tenant, Person person, boolean reachable) {
        if (!tenant.id().equals(person.tenantId()) || !reachable) {
            throw forbidden();
        }
        return person;
    }

    private static Refusal forbidden() {
        return Refusal.of(403, "ForbiddenOperationException", "The bot is not installed in the user's personal scope.");
    }
}
