package dev.tidings.delivery.store;

import dev.tidings.delivery.directory.Tenancy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The schedules.
///
/// Thread-safe; blocks. Writing returns when it is durable. Every method throws
/// [StoreUnavailableException] while the database is away.
public interface ScheduleStore {

    /// Keeps a schedule, unless its tenancy has one of that name.
    ///
    /// @return false if it has
    boolean add(Schedule schedule);

    /// The schedule with an id, if it is within reach.
    Optional<Schedule> find(ScheduleId id, Reach reach);

    /// The schedule with a name.
    Optional<Schedule> named(Tenancy tenancy, String name);

    /// The schedules within reach, the latest first.
    Page<Schedule> latest(Reach reach, PageRequest page);

    /// Schedules with something to do, the most urgent first; also those whose runs are handled further
    /// than the clock is now, since it must have been set back.
    List<Schedule> due(Instant now, int limit);

    /// Records how far a schedule is.
    ///
    /// @return false if it is not any more where it was, so that nothing was recorded
    boolean progress(Schedule before, Schedule.Progress now);

    /// Forgets a schedule; what it has sent stays.
    ///
    /// @return false if there was none
    boolean delete(ScheduleId id);
}
