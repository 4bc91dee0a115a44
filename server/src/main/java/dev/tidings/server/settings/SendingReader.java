package dev.tidings.server.settings;

import dev.tidings.delivery.lane.Limits;
import dev.tidings.delivery.lane.Limits.Window;
import dev.tidings.delivery.store.NotificationStore;
import java.time.Duration;
import java.util.List;

/// Checks how fast is sent, and how long things are waited for and kept.
record SendingReader(TidingsProperties written) {
    private static final Limits DEFAULTS = Limits.defaults();
    private static final Duration LONGEST_DRAIN = Duration.ofMinutes(10);

    Settings.Sending read() {
        return new Settings.Sending(limits(), drain(), retention(), afterRemoval());
    }

    private Limits limits() {
        TidingsProperties.Limits limits = written.limits();
        require("requests-per-second", limits.requestsPerSecond(), SendingLimits.MOST);
        require("creates-per-second", limits.createsPerSecond(), SendingLimits.MOST);
        require(
                "graph-requests-per-second",
                limits.graphRequestsPerSecond(),
                SendingLimits.FEWEST_TO_GRAPH,
                SendingLimits.MOST);
        require("in-flight", limits.inFlight(), SendingLimits.MOST);
        require("in-flight-per-lane", limits.inFlightPerLane(), limits.inFlight());
        return new SendingLimits(
                        limits.requestsPerSecond(),
                        limits.createsPerSecond(),
                        limits.graphRequestsPerSecond(),
                        windows(limits.conversationWindows()),
                        limits.inFlight(),
                        limits.inFlightPerLane())
                .over(DEFAULTS);
    }

    private static void require(String name, int value, int most) {
        require(name, value, 1, most);
    }

    private static void require(String name, int value, int fewest, int most) {
        if (value < fewest || value > most) {
            throw new SettingRefusedException(
                    "tidings.limits." + name, value + " is out of range", "Set it to " + fewest + " to " + most + ".");
        }
    }

    private static List<Window> windows(List<String> windows) {
        try {
            return ConversationWindows.read(windows);
        } catch (IllegalArgumentException unreadable) {
            throw new SettingRefusedException(
                    "tidings.limits.conversation-windows",
                    String.valueOf(unreadable.getMessage()),
                    ConversationWindows.FORM);
        }
    }

    private Duration drain() {
        Duration drain = written.drain();
        if (drain.isNegative() || drain.compareTo(LONGEST_DRAIN) > 0) {
            throw new SettingRefusedException(
                    "tidings.drain", drain + " is out of range", "Set it to 0s to 10m, for example 20s.");
        }
        return drain;
    }

    private Duration afterRemoval() {
        Duration kept = written.retentionAfterRemoval();
        if (kept.isNegative()) {
            throw new SettingRefusedException(
                    "tidings.retention-after-removal",
                    kept + " is negative",
                    "Set it to a time, for example 30d, or to 0 to forget nothing by itself.");
        }
        return kept;
    }

    private Duration retention() {
        Duration retention = written.retention();
        if (retention.compareTo(NotificationStore.IDEMPOTENCY_KEPT) < 0) {
            throw new SettingRefusedException(
                    "tidings.retention",
                    retention + " is too short: idempotency keys hold for "
                            + NotificationStore.IDEMPOTENCY_KEPT.toDays() + " days",
                    "Set it to a longer time, for example 90d.");
        }
        return retention;
    }
}
