package dev.tidings.delivery.notification;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A time of day, by somebody's own clock, at which they are not disturbed.
///
/// @param from when it begins
/// @param to when it is over; the next day if it is not later
public record QuietHours(LocalTime from, LocalTime to) {
    /// How quiet hours are written.
    public static final String FORM = "Write them as 20:00-07:00, or off for none.";

    private static final Pattern WRITTEN = Pattern.compile("([0-9]{2}:[0-9]{2})-([0-9]{2}:[0-9]{2})");

    /// Checks that they neither last for ever nor for no time.
    public QuietHours {
        if (from.equals(to)) {
            throw new IllegalArgumentException("quiet hours begin and end at different times");
        }
    }

    /// Reads quiet hours such as `20:00-07:00`.
    ///
    /// @throws IllegalArgumentException if the text says something else
    public static QuietHours parse(String text) {
        Matcher parts = WRITTEN.matcher(text.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no time of day");
        }
        try {
            return new QuietHours(LocalTime.parse(parts.group(1)), LocalTime.parse(parts.group(2)));
        } catch (DateTimeParseException none) {
            throw new IllegalArgumentException("'" + text + "' is no time of day", none);
        }
    }

    /// When they are over, if an instant lies in them by the clock of a zone; empty if it does not.
    public Optional<Instant> until(Instant now, ZoneId zone) {
        ZonedDateTime here = now.atZone(zone);
        LocalTime time = here.toLocalTime();
        boolean overnight = to.isBefore(from);
        boolean begun = !time.isBefore(from);
        boolean over = !time.isBefore(to);
        if (overnight ? !begun && over : !begun || over) {
            return Optional.empty();
        }
        ZonedDateTime end = here.toLocalDate()
                .plusDays(overnight && begun ? 1 : 0)
                .atTime(to)
                .atZone(zone);
        // A time that comes twice may be past once already.
        return Optional.of(
                end.toInstant().isAfter(now)
                        ? end.toInstant()
                        : end.withLaterOffsetAtOverlap().toInstant());
    }

    /// As they are written.
    @Override
    public String toString() {
        return from + "-" + to;
    }
}
