package dev.tidings.faketeams.world;

import dev.tidings.faketeams.directory.Directory;
import dev.tidings.faketeams.directory.Person;
import dev.tidings.faketeams.directory.Tenant;
import dev.tidings.faketeams.wire.Refusal;
import dev.tidings.faketeams.wire.Reply;
import dev.tidings.faketeams.wire.Time;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Who is where: people, places, which bot is installed for whom, and the ids that each bot knows them by.
/// Single-threaded.
public final class World {
    private static final String ONE_ON_ONE = "@unq.gbl.spaces";

    private final long seed;
    private final Directory directory;
    private final Places places;
    private final Map<String, Bot> bots = new LinkedHashMap<>();
    private final Map<String, PairwiseIds> ids = new HashMap<>();
    private final Map<String, PersonalInstalls> installs = new HashMap<>();
    private final Sessions sessions = new Sessions();
    private final Changes changes = new Changes();
    private final Organisation organisation = new Organisation();
    private final Board board;

    /// A world as the seed makes it, before anything happened.
    public World(long seed, Directory directory, List<Bot> bots, int keptMessages, Time time) {
        this.seed = seed;
        this.directory = directory;
        this.places = new Places(directory);
        this.board = new Board(new Messages(keptMessages), changes, time);
        bots.forEach(bot -> this.bots.put(bot.appId(), bot));
    }

    /// The people and tenants.
    public Directory directory() {
        return directory;
    }

    /// The teams, channels and group chats.
    public Places places() {
        return places;
    }

    /// What administrators have decided.
    public Organisation organisation() {
        return organisation;
    }

    /// The messages.
    public Board board() {
        return board;
    }

    /// Who is told of what happens.
    public Changes changes() {
        return changes;
    }

    /// All bots.
    public List<Bot> bots() {
        return List.copyOf(bots.values());
    }

    /// The bot with this app id, or with this `28:` id.
    public Optional<Bot> bot(String appIdOrId) {
        return Optional.ofNullable(bots.get(appIdOrId.startsWith("28:") ? appIdOrId.substring(3) : appIdOrId));
    }

    // ---- ids

    /// The id that one bot knows a person by.
    public String userId(Bot bot, Person person) {
        return ids(bot).user(tenantOf(person).index(), person.index());
    }

    /// The person behind a `29:` id of this bot.
    public Optional<Person> personBehind(Bot bot, String userId) {
        return ids(bot).user(userId).map(this::personAt);
    }

    /// The 1:1 chat of a bot and a person, whether or not anything was said in it.
    public Conversation.Personal personal(Bot bot, Person person) {
        Tenant tenant = tenantOf(person);
        return new Conversation.Personal(ids(bot).chat(tenant.index(), person.index()), bot, tenant, person);
    }

    /// Opens one more session of a bot with a person; they share everything but the id with the 1:1 chat.
    public Conversation.Personal openSession(Bot bot, Person person) {
        return sessions.open(bot, tenantOf(person), person);
    }

    /// The sessions of a bot with a person, the oldest first.
    public List<Conversation.Personal> sessions(Bot bot, Person person) {
        return sessions.of(bot, person);
    }

    /// Where a bot's conversation id leads, whether or not the bot may write there. Refused when it leads
    /// nowhere.
    public Spot spot(Bot bot, String conversationId) {
        String base = Spot.base(conversationId);
        String root = Spot.root(conversationId);
        if (base.startsWith("a:")) {
            return new Spot(sessions.find(base, bot).orElseGet(() -> personalChat(bot, base)), null);
        }
        if (base.endsWith(ONE_ON_ONE)) {
            return new Spot(oneOnOne(bot, base), null);
        }
        Conversation found = places.find(base).orElseThrow(Refusal::conversationNotFound);
        if (root != null && (!(found instanceof Conversation.Channel) || !root.matches("[1-9][0-9]*"))) {
            throw Refusal.conversationNotFound();
        }
        return new Spot(found, root);
    }

    /// Graph's name of the chat between a person and a bot, which the connector takes too.
    private Conversation.Personal oneOnOne(Bot bot, String id) {
        String[] both =
                id.substring(0, id.length() - ONE_ON_ONE.length()).substring(3).split("_", -1);
        if (both.length != 2 || !both[1].equals(bot.appId())) {
            throw Refusal.conversationNotFound();
        }
        Person person = directory.person(both[0]).orElseThrow(Refusal::conversationNotFound);
        if (!installs(bot, tenantOf(person)).known(person.index())) {
            throw Refusal.conversationNotFound();
        }
        return personal(bot, person);
    }

    private Conversation.Personal personalChat(Bot bot, String id) {
        PairwiseIds.Spot spot =
                ids(bot).chat(id).orElseThrow(() -> Refusal.badArgument("Failed to decrypt conversation id"));
        Person person = personAt(spot);
        if (!installs(bot, tenantOf(person)).known(person.index())) {
            throw Refusal.conversationNotFound();
        }
        return personal(bot, person);
    }

    /// Whose personal chat this id is, for any of the bots.
    public Optional<Conversation.Personal> personal(String conversationId) {
        return Stream.concat(
                        bots.values().stream().flatMap(bot -> sessions.find(conversationId, bot).stream()),
                        bots.values().stream()
                                .flatMap(bot ->
                                        ids(bot)
                                                .chat(conversationId)
                                                .map(spot -> personal(bot, personAt(spot)))
                                                .stream()))
                .findFirst();
    }

    // ---- installations

    /// Whether the app is installed for a person.
    public boolean installedFor(Bot bot, Person person) {
        return installs(bot, tenantOf(person)).installed(person.index());
    }

    /// Installs the app.
    public void install(Bot bot, Person person) {
        installs(bot, tenantOf(person)).install(person.index());
    }

    /// Removes the bot for a person; quietly means that sends are then refused as blocked writes.
    public void uninstall(Bot bot, Person person, boolean quietly) {
        installs(bot, tenantOf(person)).uninstall(person.index(), quietly);
    }

    /// The conversation exists from now on.
    public void open(Conversation.Personal chat) {
        installs(chat.bot(), chat.tenant()).know(chat.person().index());
    }

    /// Whether the bot is in a team or group chat together with the person.
    public boolean meets(Bot bot, Person person) {
        Stream<Roster> teams = places.teams().stream()
                .filter(team ->
                        isHere(team.tenant(), person) && team.installed().contains(bot.appId()))
                .map(Team::roster);
        Stream<Roster> groups = places.groups().stream()
                .filter(group ->
                        isHere(group.tenant(), person) && group.installed().contains(bot.appId()))
                .map(Conversation.Group::roster);
        return Stream.concat(teams, groups).anyMatch(roster -> roster.contains(person.index()));
    }

    /// Whether the app is installed in a conversation.
    public boolean installedIn(Bot bot, Conversation conversation) {
        return switch (conversation) {
            case Conversation.Personal chat -> installedFor(bot, chat.person());
            case Conversation.Group group -> group.installed().contains(bot.appId());
            case Conversation.Channel channel -> channel.team().installed().contains(bot.appId());
        };
    }

    /// Refuses unless the bot may read and write here.
    public void mustBeIn(Bot bot, Conversation conversation) {
        switch (conversation) {
            case Conversation.Personal chat -> mustNotBeRemoved(bot, chat.person());
            case Conversation.Group group -> mustBeInstalled(group.installed().contains(bot.appId()));
            case Conversation.Channel channel -> {
                if (channel.deleted() || channel.team().deleted()) {
                    throw Refusal.conversationNotFound();
                }
                mustBeInstalled(channel.team().installed().contains(bot.appId()));
            }
        }
    }

    private void mustNotBeRemoved(Bot bot, Person person) {
        PersonalInstalls here = installs(bot, tenantOf(person));
        if (here.removedQuietly(person.index())) {
            throw new Refusal(Reply.writesBlocked());
        }
        mustBeInstalled(!here.removed(person.index()));
    }

    private static void mustBeInstalled(boolean installed) {
        if (!installed) {
            throw Refusal.of(403, "BotNotInConversationRoster", "The bot is not part of the conversation roster.");
        }
    }

    /// How many people of a tenant have the bot.
    public int installCount(Bot bot, Tenant tenant) {
        return installs(bot, tenant).count();
    }

    /// The personal chats of a bot in a tenant that exist, in order of the directory.
    public List<Conversation.Personal> personalChats(Bot bot, Tenant tenant, int limit) {
        PersonalInstalls here = installs(bot, tenant);
        List<Conversation.Personal> found = new ArrayList<>();
        for (int i = here.nextKnown(0); i >= 0 && found.size() < limit; i = here.nextKnown(i + 1)) {
            found.add(personal(bot, tenant.person(i)));
        }
        return found;
    }

    // ---- members

    /// The people in a conversation, from an offset.
    public List<Person> members(Conversation conversation, int offset, int limit) {
        return switch (conversation) {
            case Conversation.Personal chat -> offset == 0 ? List.of(chat.person()) : List.of();
            case Conversation.Group group ->
                people(group.tenant(), group.roster().page(offset, limit));
            case Conversation.Channel channel ->
                people(channel.tenant(), channel.team().roster().page(offset, limit));
        };
    }

    /// How many people are in a conversation.
    public int memberCount(Conversation conversation) {
        return switch (conversation) {
            case Conversation.Personal chat -> 1;
            case Conversation.Group group -> group.roster().size();
            case Conversation.Channel channel -> channel.team().roster().size();
        };
    }

    /// Whether a person is in a conversation.
    public boolean isMember(Conversation conversation, Person person) {
        return isHere(conversation.tenant(), person)
                && switch (conversation) {
                    case Conversation.Personal chat -> chat.person().index() == person.index();
                    case Conversation.Group group -> group.roster().contains(person.index());
                    case Conversation.Channel channel -> channel.team().roster().contains(person.index());
                };
    }

    private static List<Person> people(Tenant tenant, List<Integer> indexes) {
        return indexes.stream().map(tenant::person).toList();
    }

    private static boolean isHere(Tenant tenant, Person person) {
        return tenant.id().equals(person.tenantId());
    }

    /// The tenant of a person.
    public Tenant tenantOf(Person person) {
        return directory.tenant(person.tenantId()).orElseThrow();
    }

    private Person personAt(PairwiseIds.Spot spot) {
        return directory.tenant(spot.tenant()).person(spot.person());
    }

    private PairwiseIds ids(Bot bot) {
        return ids.computeIfAbsent(bot.appId(), appId -> new PairwiseIds(seed, appId));
    }

    private PersonalInstalls installs(Bot bot, Tenant tenant) {
        return installs.computeIfAbsent(bot.appId() + "|" + tenant.id(), fresh -> new PersonalInstalls());
    }
}
