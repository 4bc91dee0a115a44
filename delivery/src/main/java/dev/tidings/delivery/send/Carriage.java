package dev.tidings.delivery.send;

import dev.tidings.delivery.audience.NoServiceUrlException;
import dev.tidings.delivery.audience.Place;
import dev.tidings.delivery.audience.ResolveRecipient;
import dev.tidings.delivery.audience.Way;
import dev.tidings.delivery.audience.Ways;
import dev.tidings.delivery.bot.Bot;
import dev.tidings.delivery.directory.Person;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.notification.Delivery;
import dev.tidings.delivery.notification.Target;
import dev.tidings.delivery.store.DirectoryStore;
import dev.tidings.teams.activity.Message;
import dev.tidings.teams.connector.ConnectorException;
import dev.tidings.teams.connector.ConnectorException.Kind;
import dev.tidings.teams.connector.CreatedConversation;
import dev.tidings.teams.connector.SentActivity;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One delivery on its way: finds the place, sends, and heals once what can be healed. Not thread-safe.
final class Carriage {
    private final Means means;
    private final Bot bot;
    private final Attempt attempt;
    private final Tenancy tenancy;
    private Way way;
    private boolean healed;
    private boolean switched;

    /// What every carriage uses.
    record Means(
            DirectoryStore directory,
            Ways ways,
            ResolveRecipient recipients,
            Conversations conversations,
            Verdicts verdicts,
            BotAlarms alarms) {}

    Carriage(Means means, Bot bot, Attempt attempt) {
        this.means = means;
        this.bot = bot;
        this.attempt = attempt;
        this.tenancy = attempt.delivery().tenancy();
        this.way = means.ways().to(tenancy, attempt.delivery().target());
    }

    Outcome run() throws InterruptedException {
        if (parked()) {
            return new Outcome.Refused(Reason.PARKED);
        }
        Optional<Outcome> outcome;
        do {
            outcome = once();
        } while (outcome.isEmpty());
        return outcome.get();
    }

    private boolean parked() {
        Person person = person();
        Person.Parked parked = person == null ? null : person.parked();
        return parked != null && attempt.now().isBefore(parked.until());
    }

    private @Nullable Person person() {
        return switch (way) {
            case Way.Stored stored -> stored.person();
            case Way.Create create -> create.person();
            case Way.LookUp _, Way.None _ -> null;
        };
    }

    /// Empty if something was healed, so that it is worth another try.
    private Optional<Outcome> once() throws InterruptedException {
        Optional<Place> place;
        try {
            place = means.recipients().place(bot, tenancy, way);
        } catch (NoServiceUrlException unknown) {
            return Optional.of(new Outcome.Refused(Reason.NO_SERVICE_URL));
        } catch (ConnectorException failure) {
            return react(failure, null);
        }
        return place.isEmpty() ? Optional.of(new Outcome.Refused(nobody())) : sendTo(place.get());
    }

    private Reason nobody() {
        return switch (attempt.delivery().target()) {
            case Target.User _ -> Reason.UNKNOWN_PERSON;
            case Target.Chat _, Target.Channel _, Target.Conversation _ -> Reason.CONVERSATION_NOT_FOUND;
        };
    }

    private Optional<Outcome> sendTo(Place place) throws InterruptedException {
        Conversations.Key key = Conversations.Key.of(bot.name(), place.conversationId());
        try (Conversations.Turn _ = means.conversations().enter(key)) {
            return Optional.of(inTurn(place, key));
        } catch (ConnectorException failure) {
            return react(failure, place);
        }
    }

    private Outcome inTurn(Place place, Conversations.Key key) throws InterruptedException {
        var blocked = means.conversations().blockedUntil(key, attempt.now());
        if (blocked.isPresent()) {
            return new Outcome.Deferred(Reason.THROTTLED, blocked.get());
        }
        Message message = Message.read(attempt.notification().message());
        if (!attempt.begin()) {
            return attempt.expired() ? new Outcome.Expired() : new Outcome.Overtaken();
        }
        Delivery.Sent sent = place.newThread() ? newThread(place, message) : message(place, message);
        means.alarms().accepted(bot.name());
        return new Outcome.Delivered(sent);
    }

    private Delivery.Sent newThread(Place place, Message message) {
        CreatedConversation thread =
                bot.client().createThread(place.serviceUrl(), tenancy.tenant(), place.conversationId(), message);
        return new Delivery.Sent(thread.conversationId(), thread.activityId(), place.serviceUrl());
    }

    private Delivery.Sent message(Place place, Message message) {
        SentActivity sent = bot.client().send(place.serviceUrl(), place.conversationId(), message);
        return new Delivery.Sent(place.conversationId(), sent.activityId(), place.serviceUrl());
    }

    /// @param sending where the message itself was being sent to, or null if that had not begun
    private Optional<Outcome> react(ConnectorException failure, @Nullable Place sending) {
        if (failure.status() != 0 && failure.kind() != Kind.UNAUTHORIZED) {
            means.alarms().accepted(bot.name());
        }
        if (heals(failure.kind())) {
            return Optional.empty();
        }
        return Optional.of(means.verdicts().on(failure, new Verdicts.Circumstances(bot, attempt, person(), sending)));
    }

    private boolean heals(Kind kind) {
        return switch (kind) {
            case WRONG_HOST -> switchesHost();
            case CONVERSATION_NOT_FOUND -> findsAnotherWay(false);
            case FOREIGN_ID -> findsAnotherWay(true);
            case THROTTLED,
                    BUSY,
                    UNCERTAIN,
                    FAILED,
                    ACTIVITY_NOT_FOUND,
                    NOT_INSTALLED,
                    WRITES_BLOCKED,
                    DISABLED_BY_ADMIN,
                    NOT_PERMITTED,
                    UNAUTHORIZED,
                    BAD_REQUEST,
                    TOO_BIG,
                    REDIRECTED,
                    HOST_NOT_ALLOWED,
                    NO_TOKEN,
                    BAD_ANSWER -> false;
        };
    }

    private boolean switchesHost() {
        Optional<String> other = bot.otherServiceUrl();
        if (switched || other.isEmpty()) {
            return false;
        }
        switched = true;
        means.directory().moved(tenancy, other.get(), attempt.now());
        way = means.ways().to(tenancy, attempt.delivery().target());
        return true;
    }

    private boolean findsAnotherWay(boolean foreignId) {
        Optional<Way> other = healed ? Optional.empty() : means.recipients().afterFailure(tenancy, way, foreignId);
        healed = true;
        other.ifPresent(found -> way = found);
        return other.isPresent();
    }
}
