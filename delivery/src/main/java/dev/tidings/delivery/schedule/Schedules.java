package dev.tidings.delivery.schedule;

import dev.tidings.delivery.intake.Checked;
import dev.tidings.delivery.intake.NotAcceptedException;
import dev.tidings.delivery.intake.NotAcceptedException.Problem;
import dev.tidings.delivery.intake.NotificationRequest;
import dev.tidings.delivery.intake.Notifications;
import dev.tidings.delivery.notification.TimeOrderedIds;
import dev.tidings.delivery.store.Page;
import dev.tidings.delivery.store.PageRequest;
import dev.tidings.delivery.store.Reach;
import dev.tidings.delivery.store.Schedule;
import dev.tidings.delivery.store.Schedule.Progress;
import dev.tidings.delivery.store.ScheduleId;
import dev.tidings.delivery.store.ScheduleStore;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The front desk for what is sent again and again.
///
/// Thread-safe; blocks. Every method throws a `StoreUnavailableException` while the database is away.
public final class Schedules {
    /// How many characters a name has at most.
    public static final int LONGEST_NAME = 128;

    /// How many runs are shown in advance at most.
    public static final int MOST_RUNS = 100;

    private final ScheduleStore schedules;
    private final Notifications notifications;
    private final Reading reading;
    private final TimeOrderedIds ids;
    private final InstantSource clock;

    public Schedules(
            ScheduleStore schedules,
            Notifications notifications,
            Reading reading,
            TimeOrderedIds ids,
            InstantSource clock) {
        this.schedules = schedules;
        this.notifications = notifications;
        this.reading = reading;
        this.ids = ids;
        this.clock = clock;
    }

    /// What somebody wants to be sent again and again.
    ///
    /// @param cron an expression of five fields
    /// @param zone the name of a time zone, such as `Europe/Berlin`
    /// @param notification what is sent, as [Reading] understands it
    /// @param expiresAfter how long after its time a run is still sent, or null for no end
    public record Wish(
            String name,
            String cron,
            String zone,
            String notification,
            @Nullable Duration expiresAfter) {
        /// Leaves out what is sent.
        @Override
        public String toString() {
            return "Wish[" + name + "]";
        }
    }

    /// A schedule that is kept now.
    ///
    /// @param warnings what may go wrong although it was accepted
    public record Kept(Schedule schedule, List<String> warnings) {}

    /// Keeps a schedule; the same wish again is the same schedule.
    ///
    /// @param reach what the caller may see; a run sees nothing but its own tenant
    /// @throws NotAcceptedException if it can never run, its notification would not be accepted now, or
    /// its name
    ///     stands for something else
    public Kept add(Wish wish, Reach reach) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        requireName(wish.name());
        requirePositive(wish.expiresAfter());
        Timetable timetable = timetable(wish.cron(), wish.zone());
        Instant next = timetable.after(now).orElseThrow(() -> bad("cron", "There is no such day: it would never run."));
        NotificationRequest request = reading.request(wish.notification());
        if (request.notBefore() != null || request.expiresAt() != null) {
            throw bad(
                    "notification",
                    "It is sent more than once, so it has no notBefore and no expiresAt of its own;"
                            + " expiresAfter says how late a run may be.");
        }
        Checked checked = notifications.check(request, reach);
        Schedule schedule = new Schedule(
                new ScheduleId(ids.next()),
                checked.tenancy(),
                new Schedule.Plan(wish.name(), wish.cron(), timetable.zone(), wish.notification(), wish.expiresAfter()),
                new Progress(false, now, next, next, null),
                now);
        return new Kept(kept(schedule), checked.warnings());
    }

    private Schedule kept(Schedule schedule) {
        if (schedules.add(schedule)) {
            return schedule;
        }
        return schedules
                .named(schedule.tenancy(), schedule.plan().name())
                .filter(there -> there.plan().equals(schedule.plan()))
                .orElseThrow(() -> new NotAcceptedException(
                        Problem.NAME_TAKEN, "name", "Another schedule of this tenant has this name."));
    }

    /// The schedule with an id, if it is within reach.
    public Optional<Schedule> find(ScheduleId id, Reach reach) {
        return schedules.find(id, reach);
    }

    /// The schedules within reach, the latest first.
    public Page<Schedule> latest(Reach reach, PageRequest page) {
        return schedules.latest(reach, page);
    }

    /// What it sends, as a request.
    public NotificationRequest request(Schedule schedule) {
        return reading.request(schedule.plan().notification());
    }

    /// Its next runs; none while it is paused.
    public List<Instant> runs(Schedule schedule, int most) {
        return schedule.progress().paused()
                ? List.of()
                : reading.timetable(schedule.plan())
                        .after(schedule.progress().next().minusNanos(1), most);
    }

    /// When something would run.
    ///
    /// @throws NotAcceptedException if the expression or the zone cannot be understood
    public List<Instant> preview(String cron, String zone, int most) {
        return timetable(cron, zone).after(clock.instant(), most);
    }

    /// Runs nothing more until it is resumed; harmless if it rests already.
    ///
    /// @return the schedule as it is now; empty if it is gone
    public Optional<Schedule> pause(Schedule schedule) {
        return change(schedule, true);
    }

    /// Runs again from now on; what was due in between is not made up for.
    ///
    /// @return the schedule as it is now; empty if it is gone
    public Optional<Schedule> resume(Schedule schedule) {
        return change(schedule, false);
    }

    /// Tried again where a run was recorded meanwhile.
    private Optional<Schedule> change(Schedule schedule, boolean paused) {
        Optional<Schedule> before = Optional.of(schedule);
        while (before.isPresent() && before.get().progress().paused() != paused) {
            Progress progress = before.get().progress();
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            Instant next = reading.timetable(schedule.plan()).after(now).orElseThrow();
            Progress after = new Progress(paused, now, next, next, progress.last());
            if (schedules.progress(before.get(), after)) {
                return Optional.of(schedule.with(after));
            }
            before = schedules.find(schedule.id(), Reach.EVERYTHING);
        }
        return before;
    }

    /// Forgets a schedule; what it has sent stays.
    ///
    /// @return false if it is gone already
    public boolean delete(Schedule schedule) {
        return schedules.delete(schedule.id());
    }

    private Timetable timetable(String cron, String zone) {
        ZoneId zoneId;
        try {
            zoneId = ZoneId.of(zone);
        } catch (DateTimeException unknown) {
            throw bad("zone", "There is no such time zone; write one like Europe/Berlin or UTC.");
        }
        try {
            return new Timetable(reading.cron().read(cron), zoneId);
        } catch (IllegalArgumentException unreadable) {
            throw bad("cron", String.valueOf(unreadable.getMessage()));
        }
    }

    private static void requireName(String name) {
        if (name.isBlank() || name.length() > LONGEST_NAME || name.codePoints().anyMatch(Character::isISOControl)) {
            throw bad("name", "A name has 1 to " + LONGEST_NAME + " characters, not only blanks and no line breaks.");
        }
    }

    private static void requirePositive(@Nullable Duration expiresAfter) {
        if (expiresAfter != null && (expiresAfter.isNegative() || expiresAfter.isZero())) {
            throw bad("expiresAfter", "It would expire before it may be sent.");
        }
    }

    private static NotAcceptedException bad(String field, String sentence) {
        return new NotAcceptedException(Problem.BAD_SCHEDULE, field, sentence);
    }
}
