package dev.tidings.server.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Shows how far a notification is until it is over: a progress bar at a terminal, lines elsewhere.
final class Watch {
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final int UPDATE_MILLIS = 250;
    private static final Set<String> OVER = Set.of("completed", "cancelled", "expired");

    private final Outcome outcome;
    private final PrintWriter out;

    Watch(ApiClient client, String id, PrintWriter out) {
        this.outcome = new Outcome(client, id);
        this.out = out;
    }

    /// Shows it until it is over.
    ///
    /// @return whether all of it was delivered
    boolean toTheEnd() {
        outcome.look();
        if (Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent()) {
            bar();
        } else {
            lines();
        }
        outcome.print(out);
        return outcome.everythingDelivered();
    }

    private void bar() {
        try (ProgressBar bar = new ProgressBarBuilder()
                .setTaskName("Sending")
                .setInitialMax(outcome.planned())
                .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BLOCK)
                .setUpdateIntervalMillis(UPDATE_MILLIS)
                .hideEta()
                .clearDisplayOnFinish()
                .build()) {
            while (true) {
                bar.maxHint(outcome.planned());
                bar.stepTo(outcome.planned() - outcome.open());
                bar.setExtraMessage(" " + said(outcome.notification()));
                if (over()) {
                    return;
                }
                next();
            }
        }
    }

    private void lines() {
        String before = "";
        while (true) {
            String line = String.format(
                    Locale.ROOT,
                    "%d of %d, %s",
                    outcome.planned() - outcome.open(),
                    outcome.planned(),
                    said(outcome.notification()));
            if (!line.equals(before)) {
                out.println(line);
                out.flush();
                before = line;
            }
            if (over()) {
                return;
            }
            next();
        }
    }

    private boolean over() {
        return OVER.contains(outcome.status()) && outcome.open() == 0;
    }

    private void next() {
        try {
            TimeUnit.MILLISECONDS.sleep(EVERY.toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CommandFailedException("interrupted; the server goes on", "");
        }
        outcome.look();
    }

    /// Status, rate and time left, as far as they are known.
    static String said(JsonNode notification) {
        String status = notification.path("status").stringValue("unknown");
        if (OVER.contains(status)) {
            return status;
        }
        StringBuilder said = new StringBuilder(status);
        double rate = notification.path("rate").doubleValue(0);
        if (rate > 0) {
            said.append(String.format(Locale.ROOT, ", %.1f/s", rate));
        }
        String left = left(
                notification.path("secondsLeft").isNumber()
                        ? notification.path("secondsLeft").longValue()
                        : null);
        return said.append(left).toString();
    }

    private static String left(@Nullable Long seconds) {
        if (seconds == null) {
            return "";
        }
        Duration left = Duration.ofSeconds(seconds);
        if (left.toHours() > 0) {
            return String.format(Locale.ROOT, ", %d h %02d min left", left.toHours(), left.toMinutesPart());
        }
        return left.toMinutes() > 0
                ? String.format(Locale.ROOT, ", %d min %02d s left", left.toMinutes(), left.toSecondsPart())
                : String.format(Locale.ROOT, ", %d s left", left.toSeconds());
    }
}
