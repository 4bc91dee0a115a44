package dev.tidings.teams.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/// Reads `Retry-After`: seconds or an HTTP date; what is neither counts as absent.
public final class RetryAfter {
    /// No window of the platform is longer than an hour: a longer wait is a mistake or a clock that is wrong.
    public static final Duration LONGEST = Duration.ofHours(24);

    private RetryAfter() {}

    /// How long the value asks to wait from now on: never negative, and at most [#LONGEST].
    public static Optional<Duration> read(String value, Instant now) {
        String text = value.strip();
        Optional<Duration> wait = text.matches("-?\\d{1,15}") ? Optional.of(seconds(text)) : untilDate(text, now);
        return wait.map(RetryAfter::bounded);
    }

    private static Duration seconds(String digits) {
        return Duration.ofSeconds(Long.parseLong(digits));
    }

    private static Optional<Duration> untilDate(String text, Instant now) {
        try {
            var format = DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT);
            return Optional.of(Duration.between(now, ZonedDateTime.parse(text, format)));
        } catch (DateTimeException notADate) {
            return Optional.empty();
        }
    }

    private static Duration bounded(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
