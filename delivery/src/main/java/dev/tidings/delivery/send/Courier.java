package dev.tidings.delivery.send;

import dev.tidings.delivery.audience.PersonId;
import dev.tidings.delivery.audience.ResolveRecipient;
import dev.tidings.delivery.audience.Sessions;
import dev.tidings.delivery.audience.Way;
import dev.tidings.delivery.audience.Ways;
import dev.tidings.delivery.bot.Bot;
import dev.tidings.delivery.bot.Bots;
import dev.tidings.delivery.directory.Person;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.fact.FactStore;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.lane.Send;
import dev.tidings.delivery.notification.Delivery;
import dev.tidings.delivery.store.ColleagueStore;
import dev.tidings.delivery.store.DirectoryStore;
import dev.tidings.delivery.store.TopicStore;
import dev.tidings.delivery.store.Whereabouts;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Carries one delivery to Teams and says what became of it. Thread-safe; blocks, so callers are on virtual
/// threads.
public final class Courier {
    private static final Outcome GONE = new Outcome.Ended(Reason.MESSAGE_GONE);

    private final Bots bots;
    private final Setbacks setbacks;
    private final Ways ways;
    private final Carriage.Means means;

    /// What it works with.
    ///
    /// @param topics asked whether a message has to arrive
    /// @param facts keep what is done to reach somebody
    /// @param colleagues tell who is a guest, as far as the organisation was listed
    /// @param introduces whether those for whom the app was installed are told so with their message
    public record Parts(
            Bots bots,
            DirectoryStore directory,
            ColleagueStore colleagues,
            TopicStore topics,
            FactStore facts,
            boolean introduces) {
        /// Where nobody is told.
        public Parts(
                Bots bots, DirectoryStore directory, ColleagueStore colleagues, TopicStore topics, FactStore facts) {
            this(bots, directory, colleagues, topics, facts, false);
        }
    }

    public Courier(Parts parts, RandomGenerator random, InstantSource clock) {
        this.bots = parts.bots();
        this.setbacks = new Setbacks(random);
        this.ways = new Ways(parts.directory(), parts.bots());
        this.means = new Carriage.Means(
                parts,
                ways,
                new ResolveRecipient(parts.directory(), parts.colleagues(), ways, clock),
                new Sessions(parts.directory(), clock),
                new Verdicts(parts.directory(), setbacks),
                clock);
    }

    /// The catalog of an organisation has the bot's app under an id, so that it need not be asked for it.
    public void catalogHas(Tenancy tenancy, String app) {
        means.recipients().catalogHas(tenancy, app);
    }

    /// What stands against an attempt or must come first, given what the directory knows about the
    /// recipient.
    public Readiness readiness(Send send, Whereabouts at, Instant now) {
        if (send.segment().errand() != Segment.Errand.SEND) {
            return Readiness.READY;
        }
        if (at.optedOut()) {
            return Readiness.OPTED_OUT;
        }
        Person person = at.person();
        if (person != null
                && person.parked() != null
                && now.isBefore(person.parked().until())) {
            return Readiness.PARKED;
        }
        if (at.conversation() != null) {
            return Readiness.READY;
        }
        return ways.to(send.segment().lane(), send.recipient().target(), at) instanceof Way.Create create
                        && !asksFirst(send.segment(), create)
                ? Readiness.NEEDS_CHAT
                : Readiness.NEEDS_MORE;
    }

    /// Whether Microsoft Graph is asked about somebody before a chat is created.
    private boolean asksFirst(Segment segment, Way.Create create) {
        return segment.recipients().size() > 1
                && PersonId.formOf(create.memberId()) == PersonId.OBJECT_ID
                && bots.find(segment.lane().bot())
                        .map(Bot::graph)
                        .filter(graph -> graph.app().installs())
                        .isPresent();
    }

    /// Whether an attempt can begin.
    public enum Readiness {
        /// It can: where the message goes is known.
        READY,
        /// The chat has to be created first.
        NEEDS_CHAT,
        /// Somebody has to be asked first, or nobody knows where it goes.
        NEEDS_MORE,
        /// The person wants none of it.
        OPTED_OUT,
        /// Teams refused an earlier message, and the person has not been heard of since.
        PARKED
    }

    /// Sends the message unless something stands against it. Nothing is recorded but the beginning and
    /// what was learnt about the recipient: the caller records the outcome.
    ///
    /// @throws InterruptedException if it was stopped while it waited for its turn
    public Outcome carry(Attempt attempt) throws InterruptedException {
        Outcome outcome = attempt.expired() && !attempt.begun() ? new Outcome.Ended(Reason.EXPIRED) : byBot(attempt);
        if (!(outcome instanceof Outcome.Deferred)) {
            setbacks.forget(attempt.send().item());
        }
        return outcome;
    }

    private Outcome byBot(Attempt attempt) throws InterruptedException {
        Optional<Bot> bot = bots.find(attempt.segment().lane().bot());
        if (bot.isEmpty()) {
            return new Outcome.Ended(Reason.BOT_NOT_CONFIGURED);
        }
        if (attempt.segment().errand() != Segment.Errand.SEND) {
            return change(bot.get(), attempt, attempt.send().recipient().sent());
        }
        Delivery.Sent earlier = attempt.at().replaces();
        Outcome replaced = earlier == null ? GONE : change(bot.get(), attempt, earlier);
        return replaced.equals(GONE) ? new Carriage(means, bot.get(), attempt).run() : replaced;
    }

    private Outcome change(Bot bot, Attempt attempt, Delivery.@Nullable Sent sent) throws InterruptedException {
        return new Change(bot, attempt, means.verdicts(), sent).run();
    }

    /// What becomes of an attempt that failed here, by a fault of this server's own.
    public static Outcome broken(Attempt attempt) {
        return new Outcome.Ended(attempt.handedOver() ? Reason.INTERRUPTED : Reason.FAULT);
    }

    /// What becomes of an attempt that was stopped here, or for which the database was away.
    ///
    /// @param again when it is worth another try if nothing was sent
    public static Outcome stopped(Attempt attempt, Instant again) {
        return attempt.handedOver()
                ? new Outcome.Ended(Reason.INTERRUPTED)
                : new Outcome.Deferred(Reason.POSTPONED, again);
    }
}
