package dev.tidings.delivery.send;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which bots Teams does not accept at present: that is configuration, so the whole bot waits, and is probed
/// by one
/// delivery at a time with growing pauses. Thread-safe.
public final class BotAlarms {
    private static final Logger LOG = LoggerFactory.getLogger(BotAlarms.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);
    private static final Duration PROBE = Duration.ofSeconds(10);

    private final Map<String, Alarm> alarms = new ConcurrentHashMap<>();

    /// Why a bot has been stopped, and since when.
    ///
    /// @param pause how long it waits for the next probe
    /// @param until when the next probe may leave
    public record Alarm(Reason reason, Instant since, Duration pause, Instant until) {

        private Alarm again(Reason now, Instant at) {
            Duration longer = pause.multipliedBy(2);
            Duration bounded = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
            return new Alarm(now, since, bounded, at.plus(bounded));
        }

        private Alarm probed(Instant at) {
            return new Alarm(reason, since, pause, at.plus(PROBE));
        }
    }

    /// Why a bot is stopped; empty if it is not.
    public Optional<Alarm> alarm(String bot) {
        return Optional.ofNullable(alarms.get(bot));
    }

    /// Whether a delivery of the bot has to wait: if so, the alarm says until when. A pause that is over
    /// lets one
    /// delivery through.
    Optional<Alarm> hold(String bot, Instant now) {
        Alarm alarm = alarms.get(bot);
        if (alarm == null) {
            return Optional.empty();
        }
        boolean probe = !alarm.until().isAfter(now) && alarms.replace(bot, alarm, alarm.probed(now));
        return probe ? Optional.empty() : alarm(bot);
    }

    /// Teams does not accept the bot, or it gets no token.
    Alarm stop(String bot, Reason reason, String told, Instant now) {
        Alarm first = new Alarm(reason, now, FIRST_PAUSE, now.plus(FIRST_PAUSE));
        Alarm alarm = alarms.merge(
                bot,
                first,
                (present, _) -> present.until().isAfter(now.plus(PROBE)) ? present : present.again(reason, now));
        LOG.error("Bot '{}' is stopped until {}: {} {}", bot, alarm.until(), reason.sentence(), told);
        return alarm;
    }

    /// Teams has accepted the bot.
    void accepted(String bot) {
        if (!alarms.isEmpty() && alarms.remove(bot) != null) {
            LOG.info("Bot '{}' is accepted by Teams again", bot);
        }
    }
}
