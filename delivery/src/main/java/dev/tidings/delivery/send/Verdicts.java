package dev.tidings.delivery.send;

import dev.tidings.delivery.audience.Place;
import dev.tidings.delivery.bot.Bot;
import dev.tidings.delivery.directory.Person;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.notification.Delivery;
import dev.tidings.delivery.notification.Notification;
import dev.tidings.delivery.store.DirectoryStore;
import dev.tidings.teams.connector.ConnectorException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says what a failure of Teams means for a delivery, and notes what it means for the person, the
/// conversation and the
/// bot. Thread-safe.
final class Verdicts {
    private static final Logger LOG = LoggerFactory.getLogger(Verdicts.class);
    private static final Duration PARKED_BY_PERSON = Duration.ofDays(7);
    private static final Duration PARKED_BY_POLICY = Duration.ofDays(1);
    private static final Duration GIVE_UP_AFTER = Duration.ofDays(1);
    private static final String BLOCKED_BY_USER = "ConversationBlockedByUser";

    private final DirectoryStore directory;
    private final Conversations conversations;
    private final Setbacks setbacks;
    private final BotAlarms alarms;

    Verdicts(DirectoryStore directory, Conversations conversations, Setbacks setbacks, BotAlarms alarms) {
        this.directory = directory;
        this.conversations = conversations;
        this.setbacks = setbacks;
        this.alarms = alarms;
    }

    /// In what a call failed.
    ///
    /// @param person whom the delivery is for, if known
    /// @param sending where the message itself was being sent to; null if that had not begun, so it is
    ///     certain that
    ///     nothing has arrived
    record Circumstances(
            Bot bot,
            Attempt attempt,
            @Nullable Person person,
            @Nullable Place sending) {

        Tenancy tenancy() {
            return attempt.delivery().tenancy();
        }
    }

    Outcome on(ConnectorException failure, Circumstances in) {
        LOG.info(
                "Delivery {}: {} (HTTP {}, code {}, {})",
                in.attempt().delivery().id().value(),
                failure.kind(),
                failure.status(),
                failure.code().orElse("none"),
                failure.correlation());
        return switch (failure.kind()) {
            case THROTTLED -> throttled(failure, in);
            case BUSY -> later(failure, in, busy(failure.status()));
            case UNCERTAIN -> uncertain(failure, in);
            case FAILED ->
                in.sending() == null ? refused(Reason.TEAMS_FAILED) : new Outcome.Uncertain(Reason.SERVER_ERROR);
            case BAD_ANSWER -> badAnswer(failure, in);
            case CONVERSATION_NOT_FOUND -> refused(notFound(in));
            case ACTIVITY_NOT_FOUND -> refused(Reason.THREAD_NOT_FOUND);
            case FOREIGN_ID -> refused(Reason.FOREIGN_ID);
            case WRONG_HOST -> refused(Reason.WRONG_HOST);
            case NOT_INSTALLED -> refused(notInstalled(in));
            case WRITES_BLOCKED -> parked(in, blocked(failure), PARKED_BY_PERSON);
            case DISABLED_BY_ADMIN -> parked(in, Reason.DISABLED_BY_ADMIN, PARKED_BY_POLICY);
            case NOT_PERMITTED -> naming(failure, Reason.NOT_PERMITTED);
            case BAD_REQUEST -> naming(failure, Reason.BAD_REQUEST);
            case TOO_BIG -> refused(Reason.MESSAGE_TOO_BIG);
            case REDIRECTED -> refused(Reason.REDIRECTED);
            case HOST_NOT_ALLOWED -> refused(Reason.HOST_NOT_ALLOWED);
            case UNAUTHORIZED -> stopped(failure, in, Reason.BOT_STOPPED);
            case NO_TOKEN -> stopped(failure, in, Reason.NO_TOKEN);
        };
    }

    private static Outcome refused(Reason reason) {
        return new Outcome.Refused(reason);
    }

    /// Where Teams' own code says more than the reason does.
    private static Outcome naming(ConnectorException failure, Reason reason) {
        LOG.warn("Refused as {}: HTTP {}, {}", reason.word(), failure.status(), failure.getMessage());
        return failure.code()
                .map(code -> new Outcome.Refused(reason, reason.sentence() + " Teams' code: " + code + "."))
                .orElseGet(() -> new Outcome.Refused(reason));
    }

    private Outcome throttled(ConnectorException failure, Circumstances in) {
        Instant now = in.attempt().now();
        Duration pause = failure.retryAfter()
                .orElseGet(() -> setbacks.next(in.attempt().delivery().id()));
        Place place = in.sending();
        if (place != null) {
            conversations.block(Conversations.Key.of(in.bot().name(), place.conversationId()), now.plus(pause), now);
        }
        return new Outcome.Deferred(Reason.THROTTLED, now.plus(pause));
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
            return later(failure, in, Reason.UNAVAILABLE);
        }
        Reason reason = failure.status() == 0 ? Reason.NO_ANSWER : Reason.GATEWAY_ERROR;
        return switch (in.attempt().notification().onUncertain()) {
            case HOLD -> new Outcome.Uncertain(reason);
            case RESEND -> later(failure, in, Reason.SENT_AGAIN);
        };
    }

    /// Teams did what it was asked for, and only its answer is lost.
    private Outcome badAnswer(ConnectorException failure, Circumstances in) {
        Place place = in.sending();
        return place == null
                ? later(failure, in, Reason.UNAVAILABLE)
                : new Outcome.Delivered(new Delivery.Sent(place.conversationId(), null, place.serviceUrl()));
    }

    private Outcome later(ConnectorException failure, Circumstances in, Reason reason) {
        Instant now = in.attempt().now();
        Notification notification = in.attempt().notification();
        Instant start = notification.notBefore() == null ? notification.createdAt() : notification.notBefore();
        if (!now.isBefore(start.plus(GIVE_UP_AFTER))) {
            return refused(Reason.GAVE_UP);
        }
        Duration pause = setbacks.next(in.attempt().delivery().id());
        Duration asked = failure.retryAfter().orElse(Duration.ZERO);
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
        return refused(reason);
    }

    private Outcome stopped(ConnectorException failure, Circumstances in, Reason reason) {
        BotAlarms.Alarm alarm = alarms.stop(
                in.bot().name(), reason, failure.code().orElse(""), in.attempt().now());
        return new Outcome.Deferred(alarm.reason(), alarm.until());
    }
}
