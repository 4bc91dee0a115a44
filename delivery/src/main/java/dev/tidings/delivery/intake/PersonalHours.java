package dev.tidings.delivery.intake;

import dev.tidings.delivery.audience.Ways;
import dev.tidings.delivery.directory.Person;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.intake.NotAcceptedException.Problem;
import dev.tidings.delivery.notification.QuietHours;
import dev.tidings.delivery.store.DirectoryStore;
import java.time.InstantSource;

/// When people do not want to be disturbed, as they have said themselves. What waits already waits as
/// long as it was to.
///
/// Thread-safe; blocks. Every method throws [NotAcceptedException] if nobody with the id is known, and
/// a `StoreUnavailableException` while the database is away.
public final class PersonalHours {
    private final DirectoryStore directory;
    private final Ways ways;
    private final Tenancies tenancies;
    private final InstantSource clock;

    public PersonalHours(DirectoryStore directory, Tenancies tenancies, InstantSource clock) {
        this.directory = directory;
        this.ways = new Ways(directory);
        this.tenancies = tenancies;
        this.clock = clock;
    }

    /// Somebody, with what they have said.
    ///
    /// @param id an Entra object id, a `29:...` id, or a user principal name
    public Person find(Scope scope, String id) {
        Tenancy tenancy = tenancies.meant(scope);
        return ways.person(tenancy, id)
                .orElseThrow(() -> new NotAcceptedException(
                        Problem.UNKNOWN_TARGET,
                        "id",
                        "Nobody with this id is known to the bot. Send something to the person first."));
    }

    /// Somebody's quiet hours are these from now on, instead of what holds for everybody.
    public void keep(Scope scope, String id, QuietHours hours) {
        keep(find(scope, id), hours.toString());
    }

    /// Somebody has no quiet hours from now on.
    public void none(Scope scope, String id) {
        keep(find(scope, id), Person.NO_HOURS);
    }

    /// What holds for everybody holds for somebody again.
    public void forget(Scope scope, String id) {
        keep(find(scope, id), Person.DEFAULT_HOURS);
    }

    private void keep(Person person, String hours) {
        directory.quietHours(person.tenancy(), person.id(), hours, clock.instant());
    }
}
