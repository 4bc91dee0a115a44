package dev.tidings.server.engine;

import dev.tidings.delivery.schedule.Cron;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.scheduling.support.CronExpression;

/// Cron expressions as Spring reads them, in the five fields that crontab has; what other crons would
/// understand in another way is refused.
final class CronReader implements Cron.Reader {
    private static final int FIELDS = 5;
    private static final int HOUR = 1;
    private static final int DAY_OF_MONTH = 2;
    private static final int DAY_OF_WEEK = 4;
    private static final Set<String> EVERY = Set.of("*", "*/1");
    private static final Set<String> ANY_DAY = Set.of("*", "?", "*/1");

    @Override
    public Cron read(String expression) {
        String text = expression.strip();
        if (text.startsWith("@")) {
            return cron(text.toLowerCase(Locale.ROOT).equals("@hourly"), text.toLowerCase(Locale.ROOT), text);
        }
        String[] fields = text.split("\\s+", -1);
        if (fields.length != FIELDS) {
            throw new IllegalArgumentException("It has " + fields.length + " fields instead of five: minute, hour, day"
                    + " of the month, month, day of the week, such as 0 9 * * MON-FRI.");
        }
        if (!ANY_DAY.contains(fields[DAY_OF_MONTH]) && !ANY_DAY.contains(fields[DAY_OF_WEEK])) {
            throw new IllegalArgumentException("It names days of the month and days of the week, which means both to"
                    + " some and either to others. Name one of them; the first Monday is MON#1.");
        }
        return cron(EVERY.contains(fields[HOUR]), "0 " + text, text);
    }

    private static Cron cron(boolean everyHour, String withSeconds, String written) {
        CronExpression parsed;
        try {
            parsed = CronExpression.parse(withSeconds);
        } catch (IllegalArgumentException unreadable) {
            throw new IllegalArgumentException(
                    "'" + written + "' is no cron expression. Write one like 0 9 * * MON-FRI.", unreadable);
        }
        return new Cron(everyHour, time -> Optional.ofNullable(parsed.next(time)));
    }
}
