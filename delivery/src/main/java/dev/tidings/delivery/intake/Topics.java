package dev.tidings.delivery.intake;

import dev.tidings.delivery.audience.PersonId;
import dev.tidings.delivery.audience.Ways;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.intake.NotAcceptedException.Problem;
import dev.tidings.delivery.notification.Choices;
import dev.tidings.delivery.notification.Subscriber;
import dev.tidings.delivery.notification.Topic;
import dev.tidings.delivery.notification.Wish;
import dev.tidings.delivery.store.Page;
import dev.tidings.delivery.store.PageRequest;
import dev.tidings.delivery.store.TopicStore;
import java.io.StringReader;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What people can subscribe to, and opt out of. Naming a topic makes it known.
///
/// Thread-safe; blocks. Every method throws [NotAcceptedException] if the scope, the name or the person
/// cannot be meant, and a `StoreUnavailableException` while the database is away.
public final class Topics {
    /// How many characters a topic's name has at most.
    public static final int LONGEST_NAME = 128;

    private final TopicStore topics;
    private final Ways ways;
    private final Tenancies tenancies;
    private final InstantSource clock;

    public Topics(Books books, Tenancies tenancies, InstantSource clock) {
        this.topics = books.topics();
        this.ways = new Ways(books.directory());
        this.tenancies = tenancies;
        this.clock = clock;
    }

    /// The topics that have been named so far, in the order of names.
    public Page<Topic> list(Scope scope, PageRequest page) {
        return topics.topics(tenancies.meant(scope), page);
    }

    /// A topic by its name, if it has been named before.
    public Optional<Topic> find(Scope scope, String name) {
        return topics.topic(named(scope, name), name);
    }

    /// Makes a topic known; harmless if it is.
    public void name(Scope scope, String name) {
        topics.name(named(scope, name), name, clock.instant());
    }

    /// Says whether opting out of a topic has an effect.
    public void mandatory(Scope scope, String name, boolean mandatory) {
        topics.mandatory(named(scope, name), name, mandatory, clock.instant());
    }

    /// Subscribes a person, and takes an opt-out back. Who subscribes already goes on getting it as
    /// they do.
    ///
    /// @param user an Entra object id, a `29:...` id, or a user principal name
    public void subscribe(Scope scope, String topic, String user) {
        topics.subscribe(about(scope, topic, user), topic, user, clock.instant());
    }

    /// Records what a person wants of a topic, whatever they wanted before.
    ///
    /// @param user an Entra object id, a `29:...` id, or a user principal name
    public void choose(Scope scope, String topic, String user, Wish wish) {
        topics.choose(about(scope, topic, user), topic, user, wish, clock.instant());
    }

    /// Who has said what they want of a topic, in the order of ids.
    public Page<Subscriber> subscribers(Scope scope, String topic, PageRequest page) {
        return topics.subscribers(named(scope, topic), topic, page);
    }

    /// What a person gets of the topics, and what else there is to choose.
    ///
    /// @param user an Entra object id, a `29:...` id, or a user principal name
    /// @param limit how many topics are told at most
    public Choices choices(Scope scope, String user, int limit) {
        Tenancy tenancy = tenancies.meant(scope);
        Checks.requirePerson(ways, tenancy, "user", user);
        return topics.choices(tenancy, user, limit);
    }

    /// Records that a person wants nothing of any topic, those named later included, or takes that back.
    ///
    /// @param user an Entra object id, a `29:...` id, or a user principal name
    public void stopped(Scope scope, String user, boolean stopped) {
        Tenancy tenancy = tenancies.meant(scope);
        Checks.requirePerson(ways, tenancy, "user", user);
        if (stopped) {
            topics.optOutOfAll(tenancy, user, clock.instant());
        } else {
            topics.takeBack(tenancy, user);
        }
    }

    /// Subscribes everybody whom a file names, or nobody if a line of it names nobody; who has opted
    /// out stays so.
    ///
    /// @param file comma-separated values with a line of names, as [PeopleLines] reads them
    /// @return how many people it names
    /// @throws NotAcceptedException if a line names nobody
    public int subscribeAll(Scope scope, String topic, String file) {
        Tenancy tenancy = named(scope, topic);
        List<String> people = List.copyOf(people(tenancy, file));
        topics.subscribeAll(tenancy, topic, people, clock.instant());
        return people.size();
    }

    private Collection<String> people(Tenancy tenancy, String file) {
        Map<String, String> people = new LinkedHashMap<>();
        PeopleLines.read(new StringReader(file), (line, id, row) -> {
            if (PersonId.formOf(id) == PersonId.OTHER
                    && ways.person(tenancy, id).isEmpty()) {
                return Targets.FORMS;
            }
            people.putIfAbsent(PersonId.normal(id), id);
            return null;
        });
        return people.values();
    }

    /// Records that a person wants nothing of a topic, whether or not they subscribed; it lasts.
    ///
    /// @param user an Entra object id, a `29:...` id, or a user principal name
    public void optOut(Scope scope, String topic, String user) {
        topics.optOut(about(scope, topic, user), topic, user, clock.instant());
    }

    private Tenancy about(Scope scope, String topic, String user) {
        Tenancy tenancy = named(scope, topic);
        Checks.requirePerson(ways, tenancy, "user", user);
        return tenancy;
    }

    private Tenancy named(Scope scope, String name) {
        requireName("topic", name);
        return tenancies.meant(scope);
    }

    /// @throws NotAcceptedException if this cannot be the name of a topic
    static void requireName(String field, String name) {
        if (name.isBlank() || name.length() > LONGEST_NAME || name.codePoints().anyMatch(Character::isISOControl)) {
            throw new NotAcceptedException(
                    Problem.BAD_TOPIC,
                    field,
                    "A topic's name has 1 to " + LONGEST_NAME + " characters, not only blanks and no line breaks.");
        }
    }
}
