package dev.tidings.delivery.store;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.notification.NotificationId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// A notification that is sent again and again. Immutable.
///
/// @param createdAt to the millisecond
public record Schedule(ScheduleId id, Tenancy tenancy, Plan plan, Progress progress, Instant createdAt) {

    /// What was asked for; it never changes.
    ///
    /// @param name what people call it, unlike all others of the tenancy
    /// @param cron a cron expression
    /// @param zone by whose clocks it runs
    /// @param notification what is sent, as the request that accepts it
    /// @param expiresAfter how long after its time a run is still sent, or null for no end
    public record Plan(
            String name,
            String cron,
            ZoneId zone,
            String notification,
            @Nullable Duration expiresAfter) {
        /// Leaves out what is sent.
        @Override
        public String toString() {
            return "Plan[" + name + ", " + cron + ", " + zone + "]";
        }
    }

    /// How far it is.
    ///
    /// @param paused whether it rests until it is resumed
    /// @param handledUntil up to when nothing is left to run
    /// @param next the run after that
    /// @param lookAt when there is something to do: at the next run, or later if that one could not be
    /// accepted
    /// @param last what became of the latest run, or null before the first
    public record Progress(
            boolean paused,
            Instant handledUntil,
            Instant next,
            Instant lookAt,
            @Nullable Last last) {}

    /// What became of a run.
    ///
    /// @param at the time that was meant
    /// @param notification what was accepted, or null
    /// @param problem why nothing was accepted, or null
    public record Last(
            Instant at,
            @Nullable NotificationId notification,
            @Nullable String problem) {}

    /// The same, as far as it is now.
    public Schedule with(Progress now) {
        return new Schedule(id, tenancy, plan, now, createdAt);
    }
}
