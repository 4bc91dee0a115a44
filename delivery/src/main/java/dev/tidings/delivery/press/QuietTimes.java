package dev.tidings.delivery.press;

import dev.tidings.delivery.directory.Person;
import dev.tidings.delivery.event.Events;
import dev.tidings.delivery.event.Happening;
import dev.tidings.delivery.manners.Manners;
import dev.tidings.delivery.notification.QuietHours;
import dev.tidings.delivery.store.DirectoryStore;
import dev.tidings.teams.notice.Preferences.Quiet;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// When people themselves do not want to be disturbed.
final class QuietTimes {
    private final DirectoryStore directory;
    private final Manners manners;
    private final Events events;
    private final InstantSource clock;

    QuietTimes(DirectoryStore directory, Manners manners, Events events, InstantSource clock) {
        this.directory = directory;
        this.manners = manners;
        this.events = events;
        this.clock = clock;
    }

    /// What a person has said, and what holds if they say nothing.
    Quiet of(Presser presser) {
        Person person = directory.person(presser.tenancy(), presser.person()).orElse(null);
        String own = person == null ? null : person.quietHours();
        QuietHours usual = manners.quiet();
        return new Quiet(
                Person.DEFAULT_HOURS.equals(own) ? null : own,
                usual == null ? Quiet.OFF : usual.toString(),
                manners.zones().of(presser.tenancy(), person).getId());
    }

    /// Records when a person does not want to be disturbed.
    ///
    /// @param wanted times, [Quiet#OFF] or [Quiet#USUAL]
    /// @return why not, in the person's language; null if it is done
    @Nullable
    String choose(Presser presser, String wanted) {
        String hours = kept(wanted);
        if (hours == null) {
            return Phrase.NO_HOURS.in(presser.language());
        }
        directory.quietHours(presser.tenancy(), presser.person(), hours, clock.instant());
        events.publish(presser.tenancy(), new Happening.ChoseHours(presser.person(), hours));
        return null;
    }

    private static @Nullable String kept(String wanted) {
        try {
            return switch (wanted) {
                case Quiet.OFF -> Person.NO_HOURS;
                case Quiet.USUAL -> Person.DEFAULT_HOURS;
                default -> QuietHours.parse(wanted).toString();
            };
        } catch (IllegalArgumentException unreadable) {
            return null;
        }
    }
}
