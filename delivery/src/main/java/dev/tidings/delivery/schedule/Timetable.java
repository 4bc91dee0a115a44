package dev.tidings.delivery.schedule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// When something runs: a cron expression by the clocks of a zone. Pure.
///
/// A time that the clocks pass over when they are put forward runs at the moment at which they are put
/// forward, once however many such times there are. A time that comes twice, when they are put back,
/// runs the first time; what runs every hour goes on without a break.
///
/// @param cron which times of the clock
/// @param zone whose clocks
public record Timetable(Cron cron, ZoneId zone) {

    /// The first run after an instant; empty if there is none.
    public Optional<Instant> after(Instant instant) {
        return cron.everyHour() ? through(instant) : atHours(instant);
    }

    /// The next runs after an instant, the earliest first.
    public List<Instant> after(Instant instant, int most) {
        List<Instant> runs = new ArrayList<>();
        Optional<Instant> next = after(instant);
        while (runs.size() < most && next.isPresent()) {
            runs.add(next.get());
            next = after(next.get());
        }
        return List.copyOf(runs);
    }

    /// The latest run after one instant that is not after another; empty if there is none.
    Optional<Instant> latest(Instant after, Instant until) {
        Optional<Instant> latest = Optional.empty();
        Optional<Instant> next = after(after);
        while (next.isPresent() && !next.get().isAfter(until)) {
            latest = next;
            next = after(next.get());
        }
        return latest;
    }

    private Optional<Instant> atHours(Instant instant) {
        Optional<LocalDateTime> time = cron.calendar().after(LocalDateTime.ofInstant(instant, zone));
        while (time.isPresent() && !moment(time.get()).isAfter(instant)) {
            time = cron.calendar().after(time.get());
        }
        return time.map(this::moment);
    }

    /// When the clocks show a time for the first time, or pass over it. Never earlier than for an
    /// earlier time.
    private Instant moment(LocalDateTime time) {
        ZoneOffsetTransition change = zone.getRules().getTransition(time);
        return change != null && change.isGap()
                ? change.getInstant()
                : time.atZone(zone).toInstant();
    }

    /// Between two changes of the clocks they run as if there were none.
    private Optional<Instant> through(Instant instant) {
        ZoneRules rules = zone.getRules();
        Instant from = instant;
        Optional<LocalDateTime> time = cron.calendar().after(LocalDateTime.ofInstant(instant, zone));
        while (time.isPresent()) {
            Instant run = time.get().toInstant(rules.getOffset(from));
            ZoneOffsetTransition change = rules.nextTransition(from);
            if (change == null || run.isBefore(change.getInstant())) {
                return Optional.of(run);
            }
            from = change.getInstant();
            time = cron.calendar().after(change.getDateTimeAfter().minusNanos(1));
        }
        return Optional.empty();
    }
}
