package dev.tidings.delivery.audience;

import dev.tidings.delivery.audience.Way.Create;
import dev.tidings.delivery.audience.Way.LookUp;
import dev.tidings.delivery.audience.Way.None;
import dev.tidings.delivery.audience.Way.Stored;
import dev.tidings.delivery.bot.Bot;
import dev.tidings.delivery.bot.Pace;
import dev.tidings.delivery.directory.Person;
import dev.tidings.delivery.directory.StoredConversation;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.lane.Request;
import dev.tidings.delivery.store.DirectoryStore;
import dev.tidings.teams.activity.ChannelAccount;
import dev.tidings.teams.activity.ConversationAccount;
import dev.tidings.teams.activity.ConversationReference;
import dev.tidings.teams.activity.ConversationType;
import dev.tidings.teams.connector.ConnectorException;
import dev.tidings.teams.connector.ConnectorException.Kind;
import dev.tidings.teams.connector.CreatedConversation;
import dev.tidings.teams.connector.Member;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Goes a [Way] to its end, asking Teams where the directory does not know enough, and keeps what it learns.
///
/// Whatever it asks of Teams can be repeated without harm. Thread-safe.
public final class ResolveRecipient {
    private final DirectoryStore directory;
    private final Rosters rosters;
    private final InstantSource clock;

    public ResolveRecipient(DirectoryStore directory, InstantSource clock) {
        this.directory = directory;
        this.rosters = new Rosters(directory);
        this.clock = clock;
    }

    /// Where the message goes; empty if nobody was found.
    ///
    /// @param pace asked before each request
    /// @throws NoServiceUrlException if no service URL is known for the tenant
    /// @throws ConnectorException if Teams refuses, or cannot be asked
    public Optional<Place> place(Bot bot, Tenancy tenancy, Way way, Pace pace) throws InterruptedException {
        return switch (way) {
            case Stored stored -> Optional.of(place(stored));
            case Create create -> Optional.of(created(bot, tenancy, create, pace));
            case LookUp lookUp -> lookedUp(bot, tenancy, lookUp.name(), pace);
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

    private Place created(Bot bot, Tenancy tenancy, Create create, Pace pace) throws InterruptedException {
        try {
            return create(bot, tenancy, create.memberId(), create.person(), pace);
        } catch (ConnectorException refused) {
            if (refused.kind() != Kind.NOT_INSTALLED || PersonId.formOf(create.memberId()) != PersonId.OBJECT_ID) {
                throw refused;
            }
            // An object id is accepted only where the app is installed for the person; a member of a shared team can
            // be reached all the same, by the bot's own id.
            return lookedUp(bot, tenancy, create.memberId(), pace).orElseThrow(() -> refused);
        }
    }

    private Optional<Place> lookedUp(Bot bot, Tenancy tenancy, String idOrName, Pace pace) throws InterruptedException {
        Optional<Member> member = rosters.find(bot, tenancy, serviceUrl(bot, tenancy), idOrName, pace);
        return member.isEmpty() ? Optional.empty() : Optional.of(create(bot, tenancy, member.get(), idOrName, pace));
    }

    private Place create(Bot bot, Tenancy tenancy, Member member, String idOrName, Pace pace)
            throws InterruptedException {
        return create(bot, tenancy, member.id(), remembered(tenancy, member, idOrName), pace);
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

    private Place create(Bot bot, Tenancy tenancy, String memberId, @Nullable Person person, Pace pace)
            throws InterruptedException {
        String asked = serviceUrl(bot, tenancy);
        pace.reserve(Request.CREATE, person == null ? memberId : person.id());
        CreatedConversation created = bot.client().createPersonal(asked, bot.appId(), tenancy.tenant(), memberId);
        String told = created.serviceUrl();
        String serviceUrl = told == null ? asked : told;
        String personId = person == null ? memberId : person.id();
        directory.keep(tenancy, reference(bot, tenancy, created, serviceUrl, personId), personId, clock.instant());
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
            case LookUp _, None _ -> Optional.empty();
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
