package dev.tidings.delivery.send;

import dev.tidings.delivery.audience.ResolveRecipient;
import dev.tidings.delivery.audience.Ways;
import dev.tidings.delivery.bot.Bot;
import dev.tidings.delivery.bot.Bots;
import dev.tidings.delivery.store.DirectoryStore;
import dev.tidings.delivery.store.DueDelivery;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Carries one delivery to Teams and says what became of it. Thread-safe; blocks, so callers are on virtual
/// threads.
public final class Courier {
    private final Bots bots;
    private final BotAlarms alarms;
    private final Setbacks setbacks;
    private final Carriage.Means means;

    public Courier(Bots bots, DirectoryStore directory, BotAlarms alarms, RandomGenerator random, InstantSource clock) {
        this.bots = bots;
        this.alarms = alarms;
        this.setbacks = new Setbacks(random);
        Conversations conversations = new Conversations();
        this.means = new Carriage.Means(
                directory,
                new Ways(directory),
                new ResolveRecipient(directory, clock),
                conversations,
                new Verdicts(directory, conversations, setbacks, alarms),
                alarms);
    }

    /// Sends the message unless something stands against it. Nothing is recorded but the attempt and what
    /// was learnt
    /// about the recipient: the caller records the outcome.
    ///
    /// @throws InterruptedException if it was stopped before the message was handed over
    public Outcome carry(Attempt attempt) throws InterruptedException {
        Outcome outcome = attempt.expired() ? new Outcome.Expired() : permitted(attempt);
        if (!(outcome instanceof Outcome.Deferred)) {
            setbacks.forget(attempt.delivery().id());
        }
        return outcome;
    }

    private Outcome permitted(Attempt attempt) throws InterruptedException {
        String name = attempt.delivery().tenancy().bot();
        Optional<Bot> bot = bots.find(name);
        if (bot.isEmpty()) {
            return new Outcome.Refused(Reason.BOT_NOT_CONFIGURED);
        }
        Optional<BotAlarms.Alarm> alarm = alarms.hold(name, attempt.now());
        if (alarm.isPresent()) {
            return new Outcome.Deferred(alarm.get().reason(), alarm.get().until());
        }
        return new Carriage(means, bot.get(), attempt).run();
    }

    /// What becomes of an attempt of which a crash took the outcome.
    public static Outcome interrupted(DueDelivery left, Instant now) {
        return switch (left.notification().onUncertain()) {
            case RESEND -> new Outcome.Deferred(Reason.SENT_AGAIN, now);
            case HOLD -> new Outcome.Uncertain(Reason.INTERRUPTED);
        };
    }

    /// What becomes of an attempt that failed here, by a fault of this server's own.
    public static Outcome broken(Attempt attempt) {
        return attempt.begun() ? new Outcome.Uncertain(Reason.INTERRUPTED) : new Outcome.Refused(Reason.FAULT);
    }
}
