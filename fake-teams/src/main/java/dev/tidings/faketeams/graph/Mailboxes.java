package dev.tidings.faketeams.graph;

import dev.tidings.faketeams.directory.Person;
import dev.tidings.faketeams.wire.Json;
import dev.tidings.faketeams.wire.Reply;
import dev.tidings.faketeams.world.World;
import java.util.Map;

/// What people have set for their mailboxes. Guests have none here; time zones have Windows' names
/// where there is one, as administrators leave it.
final class Mailboxes {
    private static final String PERMISSION = "MailboxSettings.Read";

    /// Of the zones that people live in here.
    private static final Map<String, String> WINDOWS = Map.of(
            "America/Los_Angeles", "Pacific Standard Time",
            "America/New_York", "Eastern Standard Time",
            "Europe/London", "GMT Standard Time",
            "Europe/Berlin", "W. Europe Standard Time",
            "Europe/Paris", "Romance Standard Time",
            "Europe/Madrid", "Romance Standard Time",
            "America/Sao_Paulo", "E. South America Standard Time",
            "Asia/Kolkata", "India Standard Time",
            "Asia/Tokyo", "Tokyo Standard Time");

    private final World world;
    private final Users users;

    Mailboxes(World world, Users users) {
        this.world = world;
        this.users = users;
    }

    Reply timeZone(Call call) {
        if (!world.organisation().consented(PERMISSION)) {
            throw Errors.accessDenied();
        }
        Person person = users.require(call);
        if (world.organisation().guest(person)) {
            throw Errors.noMailbox();
        }
        String zone = person.place().zone().getId();
        return Reply.ok(Json.object()
                .put(
                        "@odata.context",
                        call.base() + "/$metadata#users('" + person.objectId() + "')/mailboxSettings/timeZone")
                .put("value", WINDOWS.getOrDefault(zone, zone)));
    }
}
