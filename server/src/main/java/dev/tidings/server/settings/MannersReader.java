package dev.tidings.server.settings;

import dev.tidings.delivery.manners.Manners;
import dev.tidings.delivery.manners.Manners.Cap;
import dev.tidings.delivery.manners.Zones;
import dev.tidings.delivery.notification.QuietHours;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;

/// Checks what readers are spared.
record MannersReader(TidingsProperties written) {
    /// Written without quotes, YAML reads `off` as false.
    private static final Set<String> OFF = Set.of("off", "false");
    private static final Pattern CAP = Pattern.compile("([0-9]{1,4})(?:/([0-9]{1,6}(?:s|m|h|d)))?");
    private static final Duration LONGEST = Duration.ofDays(1);

    Manners read() {
        TidingsProperties.WhenIdle idle = written.whenIdle();
        return new Manners(
                cap(), time("pause", idle.pause()), time("patience", idle.patience()), quiet(), zones(), digestAt());
    }

    private @Nullable QuietHours quiet() {
        String hours = written.quietHours().strip();
        try {
            return OFF.contains(hours) ? null : QuietHours.parse(hours);
        } catch (IllegalArgumentException unreadable) {
            throw new SettingRefusedException(
                    "tidings.quiet-hours", String.valueOf(unreadable.getMessage()), QuietHours.FORM);
        }
    }

    private LocalTime digestAt() {
        try {
            return LocalTime.parse(written.digestAt().strip());
        } catch (DateTimeException unreadable) {
            throw new SettingRefusedException(
                    "tidings.digest-at", "'" + written.digestAt() + "' is no time of day", "Write it like 09:00.");
        }
    }

    private Zones zones() {
        Map<String, ZoneId> tenants = new HashMap<>();
        written.tenants().forEach((id, tenant) -> {
            if (tenant.timeZone() != null) {
                tenants.put(
                        id.toLowerCase(Locale.ROOT), zone("tidings.tenants." + id + ".time-zone", tenant.timeZone()));
            }
        });
        return new Zones(zone("tidings.time-zone", written.timeZone()), tenants);
    }

    private static ZoneId zone(String name, String zone) {
        try {
            return ZoneId.of(zone.strip());
        } catch (DateTimeException unknown) {
            throw new SettingRefusedException(
                    name, "'" + zone + "' is not known", "Name a time zone like Europe/Berlin or UTC.");
        }
    }

    /// A number alone counts within the default time.
    private @Nullable Cap cap() {
        String cap = written.personCap().strip();
        if (OFF.contains(cap)) {
            return null;
        }
        Matcher parts = CAP.matcher(cap);
        if (!parts.matches()) {
            throw refused("'" + cap + "' is no cap");
        }
        int messages = Integer.parseInt(parts.group(1));
        Duration within = parts.group(2) == null ? Manners.TEN_MINUTES : DurationStyle.detectAndParse(parts.group(2));
        if (messages < 1 || messages > Cap.MOST || !within.isPositive() || within.compareTo(LONGEST) > 0) {
            throw refused("'" + cap + "' is out of range");
        }
        return new Cap(messages, within);
    }

    private static SettingRefusedException refused(String why) {
        return new SettingRefusedException(
                "tidings.person-cap",
                why,
                "Write messages/time, such as 4/10m: 1 to " + Cap.MOST + " messages within up to a day; or off.");
    }

    private static Duration time(String name, Duration time) {
        if (time.isNegative() || time.compareTo(LONGEST) > 0) {
            throw new SettingRefusedException(
                    "tidings.when-idle." + name, time + " is out of range", "Set it to 0s to 24h, for example 60s.");
        }
        return time;
    }
}
