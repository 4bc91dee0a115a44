package dev.tidings.delivery.send;

import dev.tidings.delivery.audience.Journey;
import dev.tidings.delivery.audience.NoServiceUrlException;
import dev.tidings.delivery.audience.Place;
import dev.tidings.delivery.audience.ResolveRecipient;
import dev.tidings.delivery.audience.Sessions;
import dev.tidings.delivery.audience.Trail;
import dev.tidings.delivery.audience.UnreachableException;
import dev.tidings.delivery.audience.Way;
import dev.tidings.delivery.audience.Ways;
import dev.tidings.delivery.bot.Bot;
import dev.tidings.delivery.directory.Person;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.lane.Result;
import dev.tidings.delivery.notification.Delivery;
import dev.tidings.delivery.notification.Target;
import dev.tidings.delivery.notification.Topic;
import dev.tidings.delivery.store.DirectoryStore;
import dev.tidings.delivery.wording.NotSayableException;
import dev.tidings.teams.activity.Message;
import dev.tidings.teams.connector.ConnectorException;
import dev.tidings.teams.connector.ConnectorException.Kind;
import dev.tidings.teams.connector.CreatedConversation;
import dev.tidings.teams.connector.SentActivity;
import dev.tidings.teams.graph.GraphException;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One delivery on its way: finds the place, sends, and heals once what can be healed. Not thread-safe.
final class Carriage {
    private final Means means;
    private final Bot bot;
    private final Attempt attempt;
    private final Tenancy tenancy;
    private final Journey journey;
    private Way way;
    private boolean healed;
    private boolean reopened;
    private boolean installed;
    private boolean switched;

    /// What every carriage uses.
    record Means(
            Courier.Parts parts,
            Ways ways,
            ResolveRecipient recipients,
            Sessions sessions,
            Verdicts verdicts,
            InstantSource clock) {
        DirectoryStore directory() {
            return parts.directory();
        }
    }

    Carriage(Means means, Bot bot, Attempt attempt) {
        this.means = means;
        this.bot = bot;
        this.attempt = attempt;
        this.tenancy = attempt.segment().lane();
        this.way = means.ways().to(tenancy, target(), attempt.at());
        this.journey = new Journey(
                bot,
                tenancy,
                attempt.pace(),
                new Trail(means.parts().facts(), attempt.send().item(), means.clock()),
                attempt.segment().recipients().size() > 1,
                this::mandatory);
    }

    private boolean mandatory() {
        String topic = attempt.segment().topic();
        return topic != null
                && means.parts()
                        .topics()
                        .topic(tenancy, topic)
                        .filter(Topic::mandatory)
                        .isPresent();
    }

    private Target target() {
        return attempt.send().recipient().target();
    }

    Outcome run() throws InterruptedException {
        Optional<Outcome> outcome;
        do {
            outcome = once();
        } while (outcome.isEmpty());
        return outcome.get();
    }

    /// Empty if something was healed, so that it is worth another try.
    private Optional<Outcome> once() throws InterruptedException {
        Optional<Place> place;
        try {
            place = means.recipients().place(journey, way);
            if (place.isPresent() && target() instanceof Target.User) {
                place = Optional.of(means.sessions().place(journey, place.get()));
            }
        } catch (NoServiceUrlException unknown) {
            return Optional.of(new Outcome.Ended(Reason.NO_SERVICE_URL));
        } catch (ConnectorException failure) {
            return react(failure, null);
        } catch (GraphException failure) {
            return Optional.of(means.verdicts().onGraph(failure, in(null)));
        } catch (UnreachableException nobody) {
            return Optional.of(means.verdicts().onUnreachable(nobody.reason(), attempt));
        }
        return place.isEmpty() ? Optional.of(new Outcome.Ended(nobody())) : sendTo(place.get());
    }

    private Reason nobody() {
        return switch (target()) {
            case Target.User _ -> Reason.UNKNOWN_PERSON;
            case Target.Chat _, Target.Channel _, Target.Conversation _ -> Reason.CONVERSATION_NOT_FOUND;
        };
    }

    private Optional<Outcome> sendTo(Place place) throws InterruptedException {
        if (attempt.at().overruled()) {
            journey.trail().overruled();
        }
        Reason stopped = attempt.begin(counted(place));
        if (stopped != null) {
            return Optional.of(new Outcome.Ended(stopped));
        }
        try {
            Message message = introduced(attempt.message(), place);
            attempt.handingOver();
            Delivery.Sent sent = place.newThread() ? newThread(place, message) : message(place, message);
            attempt.tell(new Result.Fine(attempt.send().item(), Region.of(place.serviceUrl())));
            return Optional.of(new Outcome.Delivered(sent));
        } catch (NotSayableException missing) {
            return Optional.of(new Outcome.Ended(Reason.MISSING_VALUE));
        } catch (ConnectorException failure) {
            return react(failure, place);
        }
    }

    /// As limits count: a person by the id that is known, a stranger by the chat, everything else
    /// without its thread.
    private String counted(Place place) {
        Person person = attempt.at().person();
        if (person != null && place.personId() != null) {
            return person.id();
        }
        int thread = place.conversationId().indexOf(";messageid=");
        return thread < 0 ? place.conversationId() : place.conversationId().substring(0, thread);
    }

    private Delivery.Sent newThread(Place place, Message message) {
        CreatedConversation thread =
                bot.client().createThread(place.serviceUrl(), tenancy.tenant(), place.conversationId(), message);
        return new Delivery.Sent(thread.conversationId(), thread.activityId(), place.serviceUrl(), attempt.edit());
    }

    private Delivery.Sent message(Place place, Message message) {
        SentActivity sent = bot.client().send(place.serviceUrl(), place.conversationId(), message);
        return new Delivery.Sent(place.conversationId(), sent.activityId(), place.serviceUrl(), attempt.edit());
    }

    private Message introduced(Message message, Place place) {
        boolean installed = means.parts().introduces()
                && journey.trail().installed(attempt.send().attempt() > 1);
        return installed ? FirstWords.with(message, language(place)) : message;
    }

    /// As the event told that came with the installation, if it is there already.
    private Locale language(Place place) {
        return Optional.ofNullable(place.personId())
                .flatMap(id -> means.directory()
                        .person(tenancy, id)
                        .or(() -> means.directory().personByObjectId(tenancy, id)))
                .map(Person::locale)
                .map(Locale::forLanguageTag)
                .orElse(Locale.ENGLISH);
    }

    /// @param sending where the message itself was being sent to, or null if that had not begun
    private Optional<Outcome> react(ConnectorException failure, @Nullable Place sending) {
        if (losesSession(failure.kind(), sending) || heals(failure.kind())) {
            attempt.notTaken();
            return Optional.empty();
        }
        if (failure.kind() == Kind.NOT_INSTALLED && means.ways().lacksGroup(tenancy, target())) {
            return Optional.of(new Outcome.Ended(Reason.TEAM_GROUP_UNKNOWN));
        }
        return Optional.of(means.verdicts().on(failure, in(sending)));
    }

    private Verdicts.Circumstances in(@Nullable Place sending) {
        return new Verdicts.Circumstances(bot, attempt, person(), sending);
    }

    private @Nullable Person person() {
        return switch (way) {
            case Way.Stored stored -> stored.person();
            case Way.Create create -> create.person();
            case Way.Install install -> install.person();
            case Way.LookUp _, Way.Post _, Way.Join _, Way.None _ -> null;
        };
    }

    private boolean heals(Kind kind) {
        return switch (kind) {
            case WRONG_HOST -> switchesHost();
            case CONVERSATION_NOT_FOUND -> findsAnotherWay(false);
            case FOREIGN_ID -> findsAnotherWay(true);
            case NOT_INSTALLED -> installs();
            case THROTTLED,
                    BUSY,
                    UNCERTAIN,
                    FAILED,
                    ACTIVITY_NOT_FOUND,
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

    /// The session is gone; another one is opened.
    private boolean losesSession(Kind kind, @Nullable Place sending) {
        boolean lost = !reopened
                && sending != null
                && (kind == Kind.CONVERSATION_NOT_FOUND || kind == Kind.FOREIGN_ID)
                && means.sessions().forget(tenancy, sending);
        reopened |= lost;
        return lost;
    }

    private boolean switchesHost() {
        Optional<String> other = bot.otherServiceUrl();
        if (switched || other.isEmpty()) {
            return false;
        }
        switched = true;
        means.directory().moved(tenancy, other.get(), attempt.now());
        way = means.ways().to(tenancy, target());
        return true;
    }

    private boolean installs() {
        Optional<Way> other = installed ? Optional.empty() : means.recipients().installing(journey, way);
        installed = true;
        other.ifPresent(found -> way = found);
        return other.isPresent();
    }

    private boolean findsAnotherWay(boolean foreignId) {
        Optional<Way> other = healed ? Optional.empty() : means.recipients().afterFailure(tenancy, way, foreignId);
        healed = true;
        other.ifPresent(found -> way = found);
        return other.isPresent();
    }
}
