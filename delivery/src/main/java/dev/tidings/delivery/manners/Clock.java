package dev.tidings.delivery.manners;

import dev.tidings.delivery.directory.Person;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.notification.QuietHours;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What time it is for readers, and when they are not disturbed. Pure.
///
/// @param quiet when those are not disturbed who have said nothing else, or null for never
/// @param zones by whose clock that is
record Clock(@Nullable QuietHours quiet, Zones zones) {

    /// When a reader's quiet hours are over; empty if they are not in them.
    Optional<Instant> quietUntil(Tenancy lane, @Nullable Person reader, Instant now) {
        QuietHours hours = hours(reader);
        return hours == null ? Optional.empty() : hours.until(now, zones.of(lane, reader));
    }

    private @Nullable QuietHours hours(@Nullable Person reader) {
        String own = reader == null ? null : reader.quietHours();
        if (own == null || own.equals(Person.DEFAULT_HOURS)) {
            return quiet;
        }
        return own.equals(Person.NO_HOURS) ? null : QuietHours.parse(own);
    }

    /// When a time of day first comes for a reader, from the time on at which a message may be sent. A
    /// time that the clocks pass over comes as much later.
    Instant first(LocalTime time, Segment segment, @Nullable Person reader) {
        Instant begins = segment.notBefore() == null ? segment.createdAt() : segment.notBefore();
        ZoneId here = zones.of(segment.lane(), reader);
        ZonedDateTime today = begins.atZone(here).toLocalDate().atTime(time).atZone(here);
        return today.toInstant().isBefore(begins)
                ? begins.atZone(here)
                        .toLocalDate()
                        .plusDays(1)
                        .atTime(time)
                        .atZone(here)
                        .toInstant()
                : today.toInstant();
    }

    /// When a time of day next comes for a reader, after now.
    Instant next(LocalTime time, Tenancy lane, @Nullable Person reader, Instant now) {
        ZoneId here = zones.of(lane, reader);
        LocalDate today = now.atZone(here).toLocalDate();
        Instant first = today.atTime(time).atZone(here).toInstant();
        return first.isAfter(now)
                ? first
                : today.plusDays(1).atTime(time).atZone(here).toInstant();
    }

    /// When the next full hour comes for a reader, after now.
    Instant nextHour(Tenancy lane, @Nullable Person reader, Instant now) {
        return now.atZone(zones.of(lane, reader))
                .truncatedTo(ChronoUnit.HOURS)
                .plusHours(1)
                .toInstant();
    }
}
