package dev.tidings.delivery.audience;

import dev.tidings.delivery.audience.Way.Create;
import dev.tidings.delivery.audience.Way.Install;
import dev.tidings.delivery.audience.Way.Join;
import dev.tidings.delivery.audience.Way.LookUp;
import dev.tidings.delivery.audience.Way.None;
import dev.tidings.delivery.audience.Way.Post;
import dev.tidings.delivery.audience.Way.Stored;
import dev.tidings.delivery.bot.Bot;
import dev.tidings.delivery.bot.GraphAccess;
import dev.tidings.delivery.directory.Person;
import dev.tidings.delivery.directory.StoredConversation;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.lane.Request;
import dev.tidings.delivery.notification.Target;
import dev.tidings.delivery.store.ColleagueStore;
import dev.tidings.delivery.store.DirectoryStore;
import dev.tidings.teams.activity.ChannelAccount;
import dev.tidings.teams.activity.ConversationAccount;
import dev.tidings.teams.activity.ConversationReference;
import dev.tidings.teams.activity.ConversationType;
import dev.tidings.teams.connector.ConnectorException;
import dev.tidings.teams.connector.ConnectorException.Kind;
import dev.tidings.teams.connector.CreatedConversation;
import dev.tidings.teams.connector.Member;
import dev.tidings.teams.graph.GraphException;
import dev.tidings.teams.graph.GraphUser;
import dev.tidings.teams.graph.InstallPlace;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Goes a [Way] to its end, asking Teams where the directory does not know enough, and keeps what it learns.
///
/// Whatever it asks of Teams can be repeated without harm. Thread-safe.
public final class ResolveRecipient {
    private final DirectoryStore directory;
    private final Ways ways;
    private final Rosters rosters;
    private final Installs installs;
    private final Checks checks;
    private final InstantSource clock;

    public ResolveRecipient(DirectoryStore directory, ColleagueStore colleagues, Ways ways, InstantSource clock) {
        this.directory = directory;
        this.ways = ways;
        this.rosters = new Rosters(directory, clock);
        this.installs = new Installs(directory, colleagues, clock);
        this.checks = new Checks(installs, clock);
        this.clock = clock;
    }

    /// The catalog of an organisation has the bot's app under an id, so that it need not be asked for it.
    public void catalogHas(Tenancy tenancy, String app) {
        installs.catalogHas(tenancy, app);
    }

    /// Where the message goes; empty if nobody was found.
    ///
    /// @throws NoServiceUrlException if no service URL is known for the tenant
    /// @throws ConnectorException if Teams refuses, or cannot be asked
    /// @throws GraphException if Microsoft Graph refuses, or cannot be asked
    /// @throws UnreachableException if the person cannot be reached for another reason
    public Optional<Place> place(Journey on, Way way) throws InterruptedException {
        return switch (way) {
            case Stored stored -> Optional.of(place(stored));
            case Create create -> Optional.of(created(on, create));
            case Install(String objectId, Person person) -> Optional.of(installed(on, objectId, person));
            case LookUp lookUp -> lookedUp(on, lookUp.name());
            case Post(String channel, String thread) -> Optional.of(place(on, channel, thread));
            case Join join -> Optional.of(joined(on, join));
            case None() -> Optional.empty();
        };
    }

    private static Place place(Stored stored) {
        StoredConversation conversation = stored.conversation();
        String thread = stored.thread();
        boolean channel = conversation.reference().conversation().type() == ConversationType.CHANNEL;
        String id = thread == null ? conversation.id() : ConversationAccount.threadId(conversation.id(), thread);
        return new Place(conversation.reference().serviceUrl(), id, channel && thread == null, conversation.personId());
    }

    private Place place(Journey on, String channel, @Nullable String thread) {
        String id = thread == null ? channel : ConversationAccount.threadId(channel, thread);
        return new Place(serviceUrl(on.bot(), on.tenancy()), id, thread == null, null);
    }

    private Place joined(Journey on, Join join) throws InterruptedException {
        GraphAccess graph = Objects.requireNonNull(on.graph());
        return switch (join.place()) {
            case InstallPlace.Team team -> {
                installs.join(on, graph, team, team.groupId());
                yield place(on, join.conversationId(), join.thread());
            }
            case InstallPlace.Chat chat -> {
                installs.join(on, graph, chat, chat.id());
                yield new Place(serviceUrl(on.bot(), on.tenancy()), join.conversationId(), false, null);
            }
            case InstallPlace.User _ -> throw new IllegalArgumentException("a person is not joined");
        };
    }

    private Place created(Journey on, Create create) throws InterruptedException {
        boolean stranger = PersonId.formOf(create.memberId()) == PersonId.OBJECT_ID;
        if (stranger && on.oneOfMany() && !checks.knowsInstalled(on, create.memberId())) {
            return installed(on, create.memberId(), create.person());
        }
        try {
            return create(on, create.memberId(), create.person());
        } catch (ConnectorException refused) {
            if (refused.kind() != Kind.NOT_INSTALLED) {
                throw refused;
            }
            on.trail().missed(String.valueOf(refused.getMessage()));
            return otherwise(on, create, refused);
        }
    }

    private static @Nullable String objectId(Create create) {
        Person person = create.person();
        if (PersonId.formOf(create.memberId()) == PersonId.OBJECT_ID) {
            return create.memberId();
        }
        return person == null ? null : person.objectId();
    }

    /// The app is not installed for the person.
    private Place otherwise(Journey on, Create create, ConnectorException refused) throws InterruptedException {
        // An object id is accepted only where the app is installed for the person; a member of a shared team can
        // be reached all the same, by the bot's own id.
        if (PersonId.formOf(create.memberId()) == PersonId.OBJECT_ID) {
            Optional<Place> found = onRosters(on, create.memberId());
            if (found.isPresent()) {
                return found.get();
            }
        }
        String objectId = objectId(create);
        if (objectId == null || !mayInstall(on)) {
            throw refused;
        }
        return installed(on, objectId, create.person());
    }

    private static boolean mayInstall(Journey on) {
        GraphAccess graph = on.graph();
        return graph != null && graph.app().installs();
    }

    private Place installed(Journey on, String objectId, @Nullable Person person) throws InterruptedException {
        GraphAccess graph = Objects.requireNonNull(on.graph());
        if (removed(on, person)) {
            throw new UnreachableException(UnreachableException.Cause.REMOVED);
        }
        return installs.install(on, graph, objectId, serviceUrl(on.bot(), on.tenancy()));
    }

    /// A removal that was seen is not undone, unless the message has to arrive.
    private boolean removed(Journey on, @Nullable Person person) {
        return person != null
                && directory
                        .personalInstallation(on.tenancy(), person.id())
                        .filter(installation -> !installation.installed())
                        .isPresent()
                && !on.insists().getAsBoolean();
    }

    private Optional<Place> lookedUp(Journey on, String name) throws InterruptedException {
        GraphAccess graph = on.graph();
        if (graph != null) {
            Optional<Place> found = inGraph(on, graph, name);
            if (found.isPresent()) {
                return found;
            }
        }
        return onRosters(on, name);
    }

    private Optional<Place> inGraph(Journey on, GraphAccess graph, String name) throws InterruptedException {
        Optional<GraphUser> user;
        try {
            user = installs.named(on, graph, name);
        } catch (GraphException refused) {
            if (refused.kind() != GraphException.Kind.NO_PERMISSION) {
                throw refused;
            }
            on.trail().missed(Installs.words(refused));
            return Optional.empty();
        }
        return user.isEmpty()
                ? Optional.empty()
                : Optional.of(known(on, user.get().id()));
    }

    private Place known(Journey on, String objectId) throws InterruptedException {
        return switch (ways.to(on.tenancy(), new Target.User(objectId))) {
            case Stored stored -> place(stored);
            case Create create -> created(on, create);
            case Install _, LookUp _, Post _, Join _, None _ ->
                throw new IllegalStateException("an object id is looked up by name");
        };
    }

    private Optional<Place> onRosters(Journey on, String idOrName) throws InterruptedException {
        Optional<Member> member = rosters.find(on, serviceUrl(on.bot(), on.tenancy()), idOrName);
        return member.isEmpty()
                ? Optional.empty()
                : Optional.of(create(on, member.get().id(), remembered(on.tenancy(), member.get(), idOrName)));
    }

    /// What a roster told is kept, so that it need not be asked for this person again.
    private Person remembered(Tenancy tenancy, Member member, String idOrName) {
        boolean asked = PersonId.formOf(idOrName) == PersonId.PRINCIPAL_NAME;
        Person person = new Person(
                tenancy,
                member.id(),
                lowerCase(member.aadObjectId()),
                lowerCase(asked ? idOrName : member.userPrincipalName()),
                member.name(),
                null,
                null,
                null);
        directory.learn(person, clock.instant());
        return person;
    }

    private static @Nullable String lowerCase(@Nullable String text) {
        return text == null ? null : text.toLowerCase(Locale.ROOT);
    }

    private Place create(Journey on, String memberId, @Nullable Person person) throws InterruptedException {
        Tenancy tenancy = on.tenancy();
        String asked = serviceUrl(on.bot(), tenancy);
        on.pace().reserve(Request.CREATE, person == null ? memberId : person.id());
        boolean byObjectId = PersonId.formOf(memberId) == PersonId.OBJECT_ID;
        on.trail().before(byObjectId ? Approach.CREATE_BY_OBJECT_ID : Approach.CREATE_BY_ID);
        CreatedConversation created =
                on.bot().client().createPersonal(asked, on.bot().appId(), tenancy.tenant(), memberId);
        String told = created.serviceUrl();
        String serviceUrl = told == null ? asked : told;
        String personId = person == null ? memberId : person.id();
        directory.keep(tenancy, reference(on.bot(), tenancy, created, serviceUrl, personId), personId, clock.instant());
        return new Place(serviceUrl, created.conversationId(), false, personId);
    }

    private static ConversationReference reference(
            Bot bot, Tenancy tenancy, CreatedConversation created, String serviceUrl, String personId) {
        var conversation =
                new ConversationAccount(created.conversationId(), ConversationType.PERSONAL, tenancy.tenant(), null);
        return new ConversationReference(
                null,
                ChannelAccount.of(personId),
                bot.account(),
                conversation,
                ConversationReference.MS_TEAMS,
                serviceUrl,
                null);
    }

    /// The service URL for a tenant.
    ///
    /// @throws NoServiceUrlException if none is known or configured
    public String serviceUrl(Bot bot, Tenancy tenancy) {
        return directory
                .serviceUrl(tenancy)
                .or(bot::serviceUrl)
                .orElseThrow(() -> new NoServiceUrlException(bot.name()));
    }

    /// What to try when Teams does not know the conversation or the id it was given; what is stored is dropped.
    ///
    /// @param foreignId whether the ids themselves were refused, rather than the conversation gone
    /// @return empty if there is nothing else to try
    public Optional<Way> afterFailure(Tenancy tenancy, Way failed, boolean foreignId) {
        return switch (failed) {
            case Stored stored -> withoutConversation(tenancy, stored, foreignId);
            case Create create -> Optional.of(otherwise(create));
            case Install _, LookUp _, Post _, Join _, None _ -> Optional.empty();
        };
    }

    /// What to try when the app turns out not to be installed for the person of a stored conversation, or in
    /// the place.
    ///
    /// @return empty if nothing may be installed there
    public Optional<Way> installing(Journey on, Way failed) {
        return switch (failed) {
            case Stored(StoredConversation _, String thread, Person person)
            when person != null ->
                thread == null && person.objectId() != null && mayInstall(on)
                        ? Optional.of(new Install(person.objectId(), person))
                        : Optional.empty();
            case Stored(StoredConversation refused, String thread, Person _) ->
                ways.joining(on.tenancy(), refused, thread);
            case Post(String channel, String thread) ->
                directory
                        .channel(on.tenancy(), channel)
                        .flatMap(known -> Optional.ofNullable(known.teamId()))
                        .flatMap(team -> ways.joining(on.tenancy(), team, channel, thread));
            case Create _, Install _, LookUp _, Join _, None _ -> Optional.empty();
        };
    }

    private Optional<Way> withoutConversation(Tenancy tenancy, Stored stored, boolean foreignId) {
        if (stored.thread() != null) {
            return Optional.empty();
        }
        directory.forget(tenancy, stored.conversation().id(), clock.instant());
        Person person = stored.person();
        if (person != null) {
            return Optional.of(new Create(memberId(person, foreignId), person));
        }
        return Optional.ofNullable(stored.conversation().personId()).map(kept -> new Create(kept, null));
    }

    private static String memberId(Person person, boolean foreignId) {
        String objectId = person.objectId();
        return foreignId && objectId != null ? objectId : person.id();
    }

    /// The other id of the person if there is one; else the same once more, since this error was seen to pass.
    private static Create otherwise(Create create) {
        Person person = create.person();
        return person == null
                ? create
                : new Create(memberId(person, create.memberId().equals(person.id())), person);
    }
}
