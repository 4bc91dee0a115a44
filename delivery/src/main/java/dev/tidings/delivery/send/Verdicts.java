package dev.tidings.delivery.send;

import dev.tidings.delivery.audience.Place;
import dev.tidings.delivery.audience.UnreachableException;
import dev.tidings.delivery.bot.Bot;
import dev.tidings.delivery.directory.Person;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.fact.ItemId;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.lane.Result;
import dev.tidings.delivery.lane.Result.Trouble.Scope;
import dev.tidings.delivery.notification.Delivery;
import dev.tidings.delivery.store.DirectoryStore;
import dev.tidings.teams.auth.TokenException;
import dev.tidings.teams.connector.ConnectorException;
import dev.tidings.teams.graph.GraphException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says what a failure of Teams means for a delivery, and tells what it means for the person, the conversation, the
/// bot and the region. Thread-safe.
final class Verdicts {
    private static final Logger LOG = LoggerFactory.getLogger(Verdicts.class);
    private static final Duration PARKED_BY_PERSON = Duration.ofDays(7);
    private static final Duration PARKED_BY_POLICY = Duration.ofDays(1);
    private static final Duration GIVE_UP_AFTER = Duration.ofDays(1);
    private static final String BLOCKED_BY_USER = "ConversationBlockedByUser";

    private final DirectoryStore directory;
    private final Setbacks setbacks;

    Verdicts(DirectoryStore directory, Setbacks setbacks) {
        this.directory = directory;
        this.setbacks = setbacks;
    }

    /// In what a call failed.
    ///
    /// @param person whom the delivery is for, if known
    /// @param sending where the message itself was being sent to; null if that had not begun, so it is certain that
    ///     nothing has arrived
    record Circumstances(
            Bot bot,
            Attempt attempt,
            @Nullable Person person,
            @Nullable Place sending) {

        Tenancy tenancy() {
            return attempt.segment().lane();
        }
    }

    Outcome on(ConnectorException failure, Circumstances in) {
        note(failure, in.attempt());
        tellOthers(failure, in.bot(), in.attempt(), region(in));
        return switch (failure.kind()) {
            case THROTTLED -> throttled(failure, in.attempt());
            case BUSY -> later(failure, in.attempt(), busy(failure.status()));
            case UNCERTAIN -> uncertain(failure, in);
            case FAILED -> new Outcome.Ended(in.sending() == null ? Reason.TEAMS_FAILED : Reason.SERVER_ERROR);
            case BAD_ANSWER -> badAnswer(failure, in);
            case CONVERSATION_NOT_FOUND -> new Outcome.Ended(notFound(in));
            case ACTIVITY_NOT_FOUND -> new Outcome.Ended(Reason.THREAD_NOT_FOUND);
            case FOREIGN_ID -> new Outcome.Ended(Reason.FOREIGN_ID);
            case WRONG_HOST -> new Outcome.Ended(Reason.WRONG_HOST);
            case NOT_INSTALLED -> new Outcome.Ended(notInstalled(in));
            case WRITES_BLOCKED -> parked(in, blocked(failure), PARKED_BY_PERSON);
            case DISABLED_BY_ADMIN -> parked(in, Reason.DISABLED_BY_ADMIN, PARKED_BY_POLICY);
            case NOT_PERMITTED, BAD_REQUEST, TOO_BIG, REDIRECTED, HOST_NOT_ALLOWED, UNAUTHORIZED, NO_TOKEN ->
                whoever(failure, in.attempt());
        };
    }

    /// When Microsoft Graph could not be asked, or refused; nothing was sent, and asking again does no harm.
    Outcome onGraph(GraphException failure, Circumstances in) {
        Attempt attempt = in.attempt();
        LOG.info("{}: Graph: {} (HTTP {}, {})", attempt, failure.kind(), failure.status(), failure.getMessage());
        return switch (failure.kind()) {
            case THROTTLED -> {
                ItemId item = attempt.send().item();
                Duration pause = failure.retryAfter().orElseGet(() -> setbacks.next(item));
                attempt.tell(new Result.GraphThrottled(item, pause));
                yield new Outcome.Deferred(Reason.THROTTLED, attempt.now().plus(pause));
            }
            case BUSY, UNCERTAIN, FAILED, GLITCH -> later(failure.retryAfter(), attempt, Reason.GRAPH_UNAVAILABLE);
            case NO_TOKEN ->
                failure.getCause() instanceof TokenException token && token.temporary()
                        ? later(Optional.empty(), attempt, Reason.GRAPH_UNAVAILABLE)
                        : said(failure, Reason.GRAPH_NOT_AUTHORIZED);
            case UNAUTHORIZED -> said(failure, Reason.GRAPH_NOT_AUTHORIZED);
            case BLOCKED_BY_POLICY -> parked(in, Reason.BLOCKED_BY_POLICY, PARKED_BY_POLICY);
            case NOT_MANAGEABLE -> said(failure, Reason.APP_NOT_MANAGEABLE);
            case NO_PERMISSION -> said(failure, Reason.GRAPH_NOT_PERMITTED);
            case FORBIDDEN, NOT_FOUND -> said(failure, Reason.INSTALL_REFUSED);
            case ALREADY_INSTALLED, AMBIGUOUS, STALE_LINK, FOREIGN_LINK, BAD_REQUEST, REDIRECTED, BAD_ANSWER ->
                said(failure, Reason.GRAPH_FAILED);
        };
    }

    /// With Graph's own words, which name the permission or the policy.
    private static Outcome said(GraphException failure, Reason reason) {
        return new Outcome.Ended(reason, reason.sentence() + " Microsoft Graph says: " + failure.getMessage());
    }

    /// When somebody cannot be reached although every call was answered.
    Outcome onUnreachable(UnreachableException.Cause cause, Attempt attempt) {
        return switch (cause) {
            case UNKNOWN -> new Outcome.Ended(Reason.UNKNOWN_PERSON);
            case GUEST -> new Outcome.Ended(Reason.GUEST);
            case REMOVED -> new Outcome.Ended(Reason.REMOVED_BY_USER);
            case NOT_IN_CATALOG -> new Outcome.Ended(Reason.APP_NOT_IN_CATALOG);
            case NOT_THERE_YET -> later(Optional.empty(), attempt, Reason.INSTALLING);
        };
    }

    /// When an edit or a deletion failed, which may be repeated without harm.
    Outcome onChange(ConnectorException failure, Bot bot, Attempt attempt, String serviceUrl) {
        note(failure, attempt);
        tellOthers(failure, bot, attempt, Region.of(serviceUrl));
        return switch (failure.kind()) {
            case THROTTLED -> throttled(failure, attempt);
            case BUSY, UNCERTAIN, FAILED, BAD_ANSWER -> later(failure, attempt, busy(failure.status()));
            case CONVERSATION_NOT_FOUND, ACTIVITY_NOT_FOUND -> new Outcome.Ended(Reason.MESSAGE_GONE);
            case FOREIGN_ID -> new Outcome.Ended(Reason.FOREIGN_ID);
            case WRONG_HOST -> new Outcome.Ended(Reason.WRONG_HOST);
            case NOT_INSTALLED -> new Outcome.Ended(Reason.NOT_INSTALLED);
            case WRITES_BLOCKED -> new Outcome.Ended(blocked(failure));
            case DISABLED_BY_ADMIN -> new Outcome.Ended(Reason.DISABLED_BY_ADMIN);
            case NOT_PERMITTED, BAD_REQUEST, TOO_BIG, REDIRECTED, HOST_NOT_ALLOWED, UNAUTHORIZED, NO_TOKEN ->
                whoever(failure, attempt);
        };
    }

    /// What does not depend on whom the message is for.
    private static Outcome whoever(ConnectorException failure, Attempt attempt) {
        return switch (failure.kind()) {
            case NOT_PERMITTED -> naming(failure, Reason.NOT_PERMITTED);
            case TOO_BIG -> new Outcome.Ended(Reason.MESSAGE_TOO_BIG);
            case REDIRECTED -> new Outcome.Ended(Reason.REDIRECTED);
            case HOST_NOT_ALLOWED -> new Outcome.Ended(Reason.HOST_NOT_ALLOWED);
            case UNAUTHORIZED -> new Outcome.Deferred(Reason.BOT_STOPPED, attempt.now());
            case NO_TOKEN -> new Outcome.Deferred(Reason.NO_TOKEN, attempt.now());
            default -> naming(failure, Reason.BAD_REQUEST);
        };
    }

    private static void note(ConnectorException failure, Attempt attempt) {
        LOG.info(
                "Delivery {}.{}: {} (HTTP {}, code {}, {})",
                attempt.segment().id().campaign().text(),
                attempt.send().item().ordinal(),
                failure.kind(),
                failure.status(),
                failure.code().orElse("none"),
                failure.correlation());
    }

    private @Nullable String region(Circumstances in) {
        Place place = in.sending();
        return (place == null
                        ? directory.serviceUrl(in.tenancy()).or(in.bot()::serviceUrl)
                        : Optional.of(place.serviceUrl()))
                .map(Region::of)
                .orElse(null);
    }

    /// Whether a failure is a matter of this delivery alone, or of all that share bot or region with it.
    private static void tellOthers(ConnectorException failure, Bot bot, Attempt attempt, @Nullable String region) {
        ItemId item = attempt.send().item();
        switch (failure.kind()) {
            case UNAUTHORIZED -> {
                LOG.error("Bot '{}' is stopped: {}", bot.name(), Reason.BOT_STOPPED.sentence());
                attempt.tell(new Result.Trouble(item, Scope.BOT, region, Reason.BOT_STOPPED.word()));
            }
            case NO_TOKEN -> {
                LOG.error("Bot '{}' is stopped: {}", bot.name(), Reason.NO_TOKEN.sentence());
                attempt.tell(new Result.Trouble(item, Scope.BOT, region, Reason.NO_TOKEN.word()));
            }
            case BUSY, UNCERTAIN -> {
                if (failure.status() != 412) {
                    attempt.tell(new Result.Trouble(
                            item, Scope.SERVICE, region, busy(failure.status()).word()));
                }
            }
            default -> {
                if (failure.status() != 0 && region != null) {
                    attempt.tell(new Result.Fine(item, region));
                }
            }
        }
    }

    /// Where Teams' own code says more than the reason does.
    private static Outcome naming(ConnectorException failure, Reason reason) {
        LOG.warn("Refused as {}: HTTP {}, {}", reason.word(), failure.status(), failure.getMessage());
        return new Outcome.Ended(
                reason,
                failure.code()
                        .map(code -> reason.sentence() + " Teams' code: " + code + ".")
                        .orElse(null));
    }

    private Outcome throttled(ConnectorException failure, Attempt attempt) {
        ItemId item = attempt.send().item();
        Duration pause = failure.retryAfter().orElseGet(() -> setbacks.next(item));
        attempt.tell(new Result.Throttled(item, attempt.send().conversation(), pause));
        return new Outcome.Deferred(Reason.THROTTLED, attempt.now().plus(pause));
    }

    private static Reason busy(int status) {
        return switch (status) {
            case 0 -> Reason.NOT_CONNECTED;
            case 412 -> Reason.CONVERSATION_BUSY;
            default -> Reason.UNAVAILABLE;
        };
    }

    private Outcome uncertain(ConnectorException failure, Circumstances in) {
        if (in.sending() == null) {
            return later(failure, in.attempt(), Reason.UNAVAILABLE);
        }
        return switch (in.attempt().segment().onUncertain()) {
            case HOLD -> new Outcome.Ended(failure.status() == 0 ? Reason.NO_ANSWER : Reason.GATEWAY_ERROR);
            case RESEND -> later(failure, in.attempt(), Reason.SENT_AGAIN);
        };
    }

    /// Teams did what it was asked for, and only its answer is lost.
    private Outcome badAnswer(ConnectorException failure, Circumstances in) {
        Place place = in.sending();
        return place == null
                ? later(failure, in.attempt(), Reason.UNAVAILABLE)
                : new Outcome.Delivered(new Delivery.Sent(
                        place.conversationId(),
                        null,
                        place.serviceUrl(),
                        in.attempt().edit()));
    }

    private Outcome later(ConnectorException failure, Attempt attempt, Reason reason) {
        return later(failure.retryAfter(), attempt, reason);
    }

    private Outcome later(Optional<Duration> retryAfter, Attempt attempt, Reason reason) {
        Instant now = attempt.now();
        Segment segment = attempt.segment();
        Instant start = segment.notBefore() == null ? segment.createdAt() : segment.notBefore();
        if (!now.isBefore(start.plus(GIVE_UP_AFTER))) {
            return new Outcome.Ended(Reason.GAVE_UP);
        }
        Duration pause = setbacks.next(attempt.send().item());
        Duration asked = retryAfter.orElse(Duration.ZERO);
        return new Outcome.Deferred(reason, now.plus(asked.compareTo(pause) > 0 ? asked : pause));
    }

    private static Reason notFound(Circumstances in) {
        Place place = in.sending();
        return place != null && place.threaded() ? Reason.THREAD_NOT_FOUND : Reason.CONVERSATION_NOT_FOUND;
    }

    private Reason notInstalled(Circumstances in) {
        Person person = in.person();
        boolean removed = person != null
                && directory
                        .personalInstallation(in.tenancy(), person.id())
                        .filter(installation -> !installation.installed())
                        .isPresent();
        return removed ? Reason.REMOVED_BY_USER : Reason.NOT_INSTALLED;
    }

    private static Reason blocked(ConnectorException failure) {
        return failure.code().filter(BLOCKED_BY_USER::equals).isPresent()
                ? Reason.CONVERSATION_BLOCKED
                : Reason.WRITES_BLOCKED;
    }

    private Outcome parked(Circumstances in, Reason reason, Duration rest) {
        Person person = in.person();
        Instant now = in.attempt().now();
        if (person != null) {
            directory.park(in.tenancy(), person.id(), reason.word(), now.plus(rest), now);
        }
        return new Outcome.Ended(reason);
    }
}
