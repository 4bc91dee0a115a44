package dev.tidings.delivery.store;

import dev.tidings.delivery.directory.Channel;
import dev.tidings.delivery.directory.Chat;
import dev.tidings.delivery.directory.Installation;
import dev.tidings.delivery.directory.Person;
import dev.tidings.delivery.directory.Roster;
import dev.tidings.delivery.directory.Session;
import dev.tidings.delivery.directory.StoredConversation;
import dev.tidings.delivery.directory.Team;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.teams.activity.ConversationReference;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who can be reached and where. What arrives teaches it; a sender adds what it finds out.
///
/// Thread-safe; blocks. Writing returns when it is durable. Every method throws
/// [StoreUnavailableException] while the database is away. Nothing of one tenancy is ever seen from
/// another.
public interface DirectoryStore {

    /// The person with the bot's own id, `29:...`.
    Optional<Person> person(Tenancy tenancy, String id);

    /// The person with an Entra object id, in any case.
    Optional<Person> personByObjectId(Tenancy tenancy, String objectId);

    /// The person of whom a user principal name, in any case, was told last; empty if it never was.
    Optional<Person> personByUserPrincipalName(Tenancy tenancy, String name);

    /// Those of whom these are the bot's own ids, by these.
    Map<String, Person> people(Tenancy tenancy, Collection<String> ids);

    /// Those of whom these are the object ids, by these, in lower case.
    Map<String, Person> peopleByObjectId(Tenancy tenancy, Collection<String> objectIds);

    /// Those of whom these are the user principal names, by these, in lower case.
    Map<String, Person> peopleByUserPrincipalName(Tenancy tenancy, Collection<String> names);

    /// The person on the other side of a 1:1 chat.
    Optional<Person> personByConversation(Tenancy tenancy, String conversationId);

    /// Some of those of whom no activity has told a time zone, and whose mailbox was not asked for one
    /// since a moment.
    List<Person> withoutTimeZone(Tenancy tenancy, Instant askedBefore, int limit);

    /// Everybody known, in the order of ids; nobody of whom only a refusal is known.
    Page<Person> people(Tenancy tenancy, PageRequest page);

    /// A team by its id.
    Optional<Team> team(Tenancy tenancy, String id);

    /// The teams, in the order of ids, those that are gone included.
    Page<Team> teams(Tenancy tenancy, PageRequest page);

    /// A channel by its id; the id of a thread is not one.
    Optional<Channel> channel(Tenancy tenancy, String id);

    /// The channels of a team, in the order of ids, those that are gone included.
    Page<Channel> channels(Tenancy tenancy, String teamId, PageRequest page);

    /// A group or meeting chat by its id.
    Optional<Chat> chat(Tenancy tenancy, String id);

    /// The group and meeting chats, in the order of ids, those that are gone included.
    Page<Chat> chats(Tenancy tenancy, PageRequest page);

    /// The people who are members of a team or a group chat, as far as its roster and events have told,
    /// in the order of ids.
    Page<Person> members(Tenancy tenancy, String place, PageRequest page);

    /// How far the roster of a team or group chat was read; empty if nobody reads it.
    Optional<Roster> roster(Tenancy tenancy, String place);

    /// Those of some places whose members were read in full since a moment.
    Set<String> rostersReadSince(Tenancy tenancy, Collection<String> places, Instant since);

    /// Whether the bot is installed in a 1:1 chat, a group chat or a team; empty if nothing is known.
    Optional<Installation> installation(Tenancy tenancy, String place);

    /// The conversation with an id, if the bot can speak there: it is not gone, and neither is the bot.
    ///
    /// @param conversationId that of a 1:1 chat, a group chat, a channel or a thread; for a thread
    /// its channel
    Optional<StoredConversation> conversation(Tenancy tenancy, String conversationId);

    /// The 1:1 chat with a person, if the bot can speak there.
    ///
    /// @param personId as in [Person#id()], or an object id under which a sender has kept a
    /// conversation
    Optional<StoredConversation> personalConversation(Tenancy tenancy, String personId);

    /// Whether the latest thing seen of a person's 1:1 chats was that the bot was removed from it.
    Optional<Installation> personalInstallation(Tenancy tenancy, String personId);

    /// Every conversation of a bot, of all tenants, in which it can speak.
    Page<StoredConversation> everyStoredConversation(String bot, PageRequest page);

    /// Where a conversation id is known for a bot; a conversation belongs to one tenant, so this
    /// names it.
    Optional<Tenancy> tenancyOf(String bot, String conversationId);

    /// The tenants in which a bot has been heard of.
    List<Tenancy> tenancies(String bot);

    /// The latest service URL by which a tenant was heard.
    Optional<String> serviceUrl(Tenancy tenancy);

    /// Keeps a conversation that a sender has created or found.
    ///
    /// @param personId whose 1:1 chat it is, or null if it is none
    void keep(Tenancy tenancy, ConversationReference reference, @Nullable String personId, Instant now);

    /// Keeps the names and ids that a roster has told of a person; that they did something is not
    /// among it.
    void learn(Person person, Instant now);

    /// Keeps when a person does not want to be disturbed.
    ///
    /// @param hours see [Person#quietHours()]
    void quietHours(Tenancy tenancy, String personId, String hours, Instant now);

    /// Keeps which time zone a person's mailbox has.
    ///
    /// @param zone an IANA name, or an empty text if it is not known
    /// @param now since when that is known
    void mailboxZone(Tenancy tenancy, String personId, String zone, Instant now);

    /// The session in which a person gets notifications, if one was opened or tried to.
    ///
    /// @param personIds all that are known, in which form soever
    Optional<Session> session(Tenancy tenancy, List<String> personIds);

    /// Keeps it instead of what was kept under the same id.
    void keep(Tenancy tenancy, String personId, Session session);

    /// Drops a session that Teams does not know any more.
    ///
    /// @return whether it was there
    boolean forgetSession(Tenancy tenancy, List<String> personIds, String conversationId);

    /// Drops a conversation that Teams does not know any more; whatever arrives from it later
    /// brings it back.
    void forget(Tenancy tenancy, String conversationId, Instant now);

    /// Keeps the service URL to which a tenant has moved, also for the conversations already stored.
    void moved(Tenancy tenancy, String serviceUrl, Instant now);

    /// Sends nothing to a person for now, also if nothing was known of them; anything the person does
    /// with the bot after `now` ends it.
    void park(Tenancy tenancy, String personId, String reason, Instant until, Instant now);
}
