package dev.tidings.delivery.schedule;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.intake.NotAcceptedException;
import dev.tidings.delivery.intake.NotificationRequest;
import dev.tidings.delivery.intake.Notifications;
import dev.tidings.delivery.notification.NotificationId;
import dev.tidings.delivery.round.Rounds;
import dev.tidings.delivery.store.IdempotencyClaim;
import dev.tidings.delivery.store.Reach;
import dev.tidings.delivery.store.Schedule;
import dev.tidings.delivery.store.Schedule.Last;
import dev.tidings.delivery.store.Schedule.Progress;
import dev.tidings.delivery.store.ScheduleStore;
import dev.tidings.delivery.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Has what schedules send accepted when its time has come.
///
/// Each run is accepted under an idempotency key of its own, made of the schedule and the time that was
/// meant, and only then recorded: a crash in between, a clock that is set back or a second process
/// neither loses nor doubles it. Of runs that were missed only the latest is made up for, if it is not
/// too late for it. Thread-safe.
public final class Runs implements AutoCloseable {
    /// How late a run may be if nobody says.
    public static final Duration DEFAULT_LATE = Duration.ofHours(1);

    /// How late a run can be at most: idempotency keys are kept for longer.
    public static final Duration LATEST = Duration.ofDays(1);

    private static final Logger LOG = LoggerFactory.getLogger(Runs.class);
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration BETWEEN_TRIES = Duration.ofMinutes(1);
    private static final int TOGETHER = 100;

    private final ScheduleStore schedules;
    private final Notifications notifications;
    private final Reading reading;
    private final Duration late;
    private final InstantSource clock;
    private final Rounds rounds = new Rounds("tidings-schedules", EVERY, this::step);

    /// @param late how late a run may be
    public Runs(
            ScheduleStore schedules, Notifications notifications, Reading reading, Duration late, InstantSource clock) {
        if (late.compareTo(BETWEEN_TRIES) < 0 || late.compareTo(LATEST) > 0) {
            throw new IllegalArgumentException("a run may be late by " + BETWEEN_TRIES + " to " + LATEST);
        }
        this.schedules = schedules;
        this.notifications = notifications;
        this.reading = reading;
        this.late = late;
        this.clock = clock;
    }

    /// Begins to look from time to time.
    public void start() {
        rounds.start();
    }

    /// Does some of what is due.
    ///
    /// @return whether there may be more
    boolean step() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        List<Schedule> due = schedules.due(now, TOGETHER);
        due.forEach(schedule -> schedules.progress(schedule, safely(schedule, now)));
        return due.size() == TOGETHER;
    }

    /// One that fails holds up no other.
    private Progress safely(Schedule schedule, Instant now) {
        try {
            return run(schedule, now);
        } catch (StoreException away) {
            throw away;
        } catch (RuntimeException fault) {
            LOG.error("{} failed, trying again in a minute", schedule, fault);
            String why = "It failed inside Tidings; the log says more.";
            return again(schedule, now, new Last(schedule.progress().next(), null, why));
        }
    }

    private Progress run(Schedule schedule, Instant now) {
        Progress progress = schedule.progress();
        Timetable timetable = reading.timetable(schedule.plan());
        if (progress.handledUntil().isAfter(now)) {
            LOG.info("The clock was set back; {} goes on from now", schedule);
            return handled(timetable, now, progress.last());
        }
        Instant oldest = now.minus(patience(schedule));
        Instant from = progress.handledUntil().isAfter(oldest) ? progress.handledUntil() : oldest;
        Optional<Instant> meant = timetable.latest(from, now);
        return meant.isPresent() ? attempt(schedule, timetable, meant.get(), now) : missed(schedule, timetable, now);
    }

    private Duration patience(Schedule schedule) {
        Duration expires = schedule.plan().expiresAfter();
        return expires != null && expires.compareTo(late) < 0 ? expires : late;
    }

    private Progress attempt(Schedule schedule, Timetable timetable, Instant meant, Instant now) {
        if (schedule.progress().next().isBefore(meant)) {
            LOG.warn("{} was due before; of what was missed only the run at {} is made up for", schedule, meant);
        }
        try {
            NotificationId id = accept(schedule, meant);
            return handled(timetable, meant, new Last(meant, id, null));
        } catch (NotAcceptedException refused) {
            LOG.warn("{} cannot be accepted, trying again in a minute: {}", schedule, refused.getMessage());
            return again(schedule, now, new Last(meant, null, refused.getMessage()));
        }
    }

    private NotificationId accept(Schedule schedule, Instant meant) {
        Tenancy tenancy = schedule.tenancy();
        Duration expires = schedule.plan().expiresAfter();
        NotificationRequest request = reading.request(schedule.plan().notification())
                .from(tenancy.bot(), tenancy.tenant())
                .within(null, expires == null ? null : meant.plus(expires));
        Reach own = new Reach(Set.of(tenancy.bot()), Set.of(tenancy.tenant()));
        IdempotencyClaim claim =
                new IdempotencyClaim("schedule:" + schedule.id().value(), meant.toString(), "");
        return notifications.accept(request, own, claim).notification().id();
    }

    private static Progress handled(Timetable timetable, Instant until, @Nullable Last last) {
        Instant next = timetable.after(until).orElseThrow();
        return new Progress(false, until, next, next, last);
    }

    private static Progress again(Schedule schedule, Instant now, Last last) {
        Progress progress = schedule.progress();
        return new Progress(false, progress.handledUntil(), progress.next(), now.plus(BETWEEN_TRIES), last);
    }

    /// What has been tried keeps its own reason.
    private Progress missed(Schedule schedule, Timetable timetable, Instant now) {
        Progress progress = schedule.progress();
        Last last = progress.last();
        if (last != null && last.problem() != null && !last.at().isBefore(progress.next())) {
            return handled(timetable, now, last);
        }
        LOG.warn("{} was due at {}, which is too long ago to make up for", schedule, progress.next());
        String why = "The server was not running, or could not look, until it was too late.";
        return handled(timetable, now, new Last(progress.next(), null, why));
    }

    /// Finishes the step that is being done.
    @Override
    public void close() {
        rounds.close();
    }
}
