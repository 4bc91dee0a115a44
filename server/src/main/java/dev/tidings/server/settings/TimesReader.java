package dev.tidings.server.settings;

import dev.tidings.delivery.schedule.Runs;
import java.time.Duration;

/// Checks when something is sent.
record TimesReader(TidingsProperties written) {
    private static final Duration SHORTEST = Duration.ofMinutes(1);

    Settings.Times read() {
        return new Settings.Times(lateRuns(), written.mailboxTimeZones());
    }

    private Duration lateRuns() {
        Duration late = written.lateRuns();
        if (late.compareTo(SHORTEST) < 0 || late.compareTo(Runs.LATEST) > 0) {
            throw new SettingRefusedException(
                    "tidings.late-runs", late + " is out of range", "Set it to 1m to 24h, for example 1h.");
        }
        return late;
    }
}
