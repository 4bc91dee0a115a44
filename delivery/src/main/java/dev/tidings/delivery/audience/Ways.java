package dev.tidings.delivery.audience;

import static java.util.Objects.requireNonNull;

import dev.tidings.delivery.audience.Way.Create;
import dev.tidings.delivery.audience.Way.Join;
import dev.tidings.delivery.audience.Way.LookUp;
import dev.tidings.delivery.audience.Way.None;
import dev.tidings.delivery.audience.Way.Post;
import dev.tidings.delivery.audience.Way.Stored;
import dev.tidings.delivery.bot.Bot;
import dev.tidings.delivery.bot.Bots;
import dev.tidings.delivery.directory.Chat;
import dev.tidings.delivery.directory.Person;
import dev.tidings.delivery.directory.StoredConversation;
import dev.tidings.delivery.directory.Team;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.notification.Target;
import dev.tidings.delivery.store.DirectoryStore;
import dev.tidings.delivery.store.PageRequest;
import dev.tidings.delivery.store.Whereabouts;
import dev.tidings.teams.graph.InstallPlace;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Finds the way to a target in the directory alone. Thread-safe.
public final class Ways {
    private static final String THREAD = ";messageid=";

    private final DirectoryStore directory;
    private final Predicate<String> looksUp;
    private final Predicate<String> joins;

    /// Where nobody is looked up by name in Microsoft Graph.
    public Ways(DirectoryStore directory) {
        this(directory, bot -> false, bot -> false);
    }

    /// @param bots those with a way to Microsoft Graph look people up there by name
    public Ways(DirectoryStore directory, Bots bots) {
        this(
                directory,
                name -> bots.find(name).map(Bot::graph).isPresent(),
                name -> bots.find(name)
                        .map(Bot::graph)
                        .filter(graph -> graph.app().installs() && graph.app().places())
                        .isPresent());
    }

    private Ways(DirectoryStore directory, Predicate<String> looksUp, Predicate<String> joins) {
        this.directory = directory;
        this.looksUp = looksUp;
        this.joins = joins;
    }

    /// The best way known.
    public Way to(Tenancy tenancy, Target target) {
        return switch (target) {
            case Target.User user -> toPerson(tenancy, user.id());
            case Target.Chat chat -> toChat(tenancy, chat.id());
            case Target.Channel channel -> toChannel(tenancy, channel);
            case Target.Conversation conversation -> toConversation(tenancy, conversation.id());
        };
    }

    /// The best way, given what the directory knows about the recipient already.
    public Way to(Tenancy tenancy, Target target, Whereabouts at) {
        StoredConversation conversation = at.conversation();
        Person person = at.person();
        if (conversation != null) {
            return new Stored(conversation, thread(target), person);
        }
        return switch (target) {
            case Target.User user -> person == null ? toNobody(tenancy, user.id()) : new Create(person.id(), person);
            case Target.Channel channel -> unheard(tenancy, channel);
            case Target.Chat chat -> joining(tenancy, chat.id());
            case Target.Conversation _ -> new None();
        };
    }

    private static @Nullable String thread(Target target) {
        return switch (target) {
            case Target.Channel channel -> channel.thread();
            case Target.Conversation conversation -> {
                int suffix = conversation.id().indexOf(THREAD);
                yield suffix < 0 ? null : conversation.id().substring(suffix + THREAD.length());
            }
            case Target.User _, Target.Chat _ -> null;
        };
    }

    /// The person that an id or a name means, if the directory knows them.
    public Optional<Person> person(Tenancy tenancy, String id) {
        return switch (PersonId.formOf(id)) {
            case PAIRWISE -> directory.person(tenancy, id);
            case OBJECT_ID -> directory.personByObjectId(tenancy, id);
            case PRINCIPAL_NAME -> directory.personByUserPrincipalName(tenancy, id);
            case OTHER -> directory.person(tenancy, id).or(() -> directory.personByObjectId(tenancy, id));
        };
    }

    /// The persons whom ids and names mean, by the one spelling of each that is known.
    public Map<String, Person> people(Tenancy tenancy, Collection<String> ids) {
        Map<PersonId, Set<String>> asked =
                ids.stream().map(PersonId::normal).collect(Collectors.groupingBy(PersonId::formOf, Collectors.toSet()));
        Map<String, Person> found = new HashMap<>();
        asked.forEach((form, some) -> found.putAll(
                switch (form) {
                    case PAIRWISE -> directory.people(tenancy, some);
                    case OBJECT_ID -> directory.peopleByObjectId(tenancy, some);
                    case PRINCIPAL_NAME -> directory.peopleByUserPrincipalName(tenancy, some);
                    case OTHER -> others(tenancy, some);
                }));
        return found;
    }

    private Map<String, Person> others(Tenancy tenancy, Set<String> some) {
        Map<String, Person> found = new HashMap<>(directory.peopleByObjectId(tenancy, some));
        found.putAll(directory.people(tenancy, some));
        return found;
    }

    private Way toPerson(Tenancy tenancy, String id) {
        return person(tenancy, id).map(person -> toPerson(tenancy, person)).orElseGet(() -> switch (PersonId.formOf(
                id)) {
            case PAIRWISE, OBJECT_ID -> toPerson(tenancy, stranger(tenancy, id));
            case PRINCIPAL_NAME, OTHER -> toNobody(tenancy, id);
        });
    }

    /// To somebody of whom neither a conversation nor anything else is known.
    private Way toNobody(Tenancy tenancy, String id) {
        return switch (PersonId.formOf(id)) {
            case PAIRWISE, OBJECT_ID -> {
                Person stranger = stranger(tenancy, id);
                yield new Create(stranger.id(), stranger);
            }
            case PRINCIPAL_NAME -> looksUp.test(tenancy.bot()) || hasRosters(tenancy) ? new LookUp(id) : new None();
            case OTHER -> new None();
        };
    }

    private Way toPerson(Tenancy tenancy, Person person) {
        return directory
                .personalConversation(tenancy, person.id())
                .<Way>map(stored -> new Stored(stored, null, person))
                .orElseGet(() -> new Create(person.id(), person));
    }

    /// Somebody of whom nothing is known but what the caller has said, or what Teams has refused.
    private Person stranger(Tenancy tenancy, String id) {
        boolean objectId = PersonId.formOf(id) == PersonId.OBJECT_ID;
        String key = objectId ? id.toLowerCase(Locale.ROOT) : id;
        return directory
                .person(tenancy, key)
                .orElseGet(() -> new Person(tenancy, key, objectId ? key : null, null, null, null, null, null));
    }

    private boolean hasRosters(Tenancy tenancy) {
        PageRequest first = PageRequest.first(PageRequest.MAX_LIMIT);
        return directory.teams(tenancy, first).items().stream().anyMatch(team -> team.installed() && !team.deleted())
                || directory.chats(tenancy, first).items().stream().anyMatch(Chat::installed);
    }

    private Way toChannel(Tenancy tenancy, Target.Channel channel) {
        Way stored = stored(tenancy, channel.id(), channel.thread());
        return stored instanceof None ? unheard(tenancy, channel) : stored;
    }

    /// To a channel that was listed, but from which nothing was heard; if something was and the bot cannot
    /// speak there any more, there is no way.
    private Way unheard(Tenancy tenancy, Target.Channel channel) {
        return directory
                .channel(tenancy, channel.id())
                .filter(known -> !known.deleted() && known.teamId() != null)
                .flatMap(known -> directory.team(tenancy, requireNonNull(known.teamId())))
                .filter(team -> !team.deleted())
                .map(team -> within(tenancy, team, channel))
                .orElseGet(None::new);
    }

    private Way within(Tenancy tenancy, Team team, Target.Channel channel) {
        if (team.installed()) {
            return new Post(channel.id(), channel.thread());
        }
        return team.groupId() == null || !mayJoin(tenancy, team.id())
                ? new None()
                : new Join(new InstallPlace.Team(team.groupId()), channel.id(), channel.thread());
    }

    private Way toChat(Tenancy tenancy, String id) {
        Way stored = stored(tenancy, id, null);
        return stored instanceof None ? joining(tenancy, id) : stored;
    }

    private Way joining(Tenancy tenancy, String chat) {
        return mayJoin(tenancy, chat) ? new Join(new InstallPlace.Chat(chat), chat, null) : new None();
    }

    /// Not where a removal was seen: that is respected.
    private boolean mayJoin(Tenancy tenancy, String place) {
        return joins.test(tenancy.bot())
                && directory
                        .installation(tenancy, place)
                        .filter(seen -> !seen.installed())
                        .isEmpty();
    }

    /// What can be tried where the app turns out not to be installed in the chat, or in the team of the
    /// channel; empty if it may not be installed there.
    Optional<Way> joining(Tenancy tenancy, StoredConversation refused, @Nullable String thread) {
        String team = refused.teamId();
        return team == null
                ? Optional.of(joining(tenancy, refused.id())).filter(Join.class::isInstance)
                : joining(tenancy, team, refused.id(), thread);
    }

    /// The same for a channel of a team.
    Optional<Way> joining(Tenancy tenancy, String team, String channel, @Nullable String thread) {
        return directory
                .team(tenancy, team)
                .filter(known -> known.groupId() != null && mayJoin(tenancy, team))
                .map(known -> new Join(new InstallPlace.Team(requireNonNull(known.groupId())), channel, thread));
    }

    /// Whether the app would be installed in the team of a channel if it were known which group is behind
    /// the team.
    public boolean lacksGroup(Tenancy tenancy, Target target) {
        return target instanceof Target.Channel channel
                && directory
                        .channel(tenancy, channel.id())
                        .flatMap(known -> Optional.ofNullable(known.teamId()))
                        .flatMap(team -> directory.team(tenancy, team))
                        .filter(team -> team.groupId() == null && !team.deleted() && mayJoin(tenancy, team.id()))
                        .isPresent();
    }

    private Way toConversation(Tenancy tenancy, String id) {
        int suffix = id.indexOf(THREAD);
        return suffix < 0
                ? stored(tenancy, id, null)
                : stored(tenancy, id.substring(0, suffix), id.substring(suffix + THREAD.length()));
    }

    private Way stored(Tenancy tenancy, String conversationId, @Nullable String thread) {
        return directory
                .conversation(tenancy, conversationId)
                .<Way>map(found -> new Stored(found, thread, personOf(tenancy, found)))
                .orElseGet(None::new);
    }

    private @Nullable Person personOf(Tenancy tenancy, StoredConversation conversation) {
        String personId = conversation.personId();
        return personId == null ? null : stranger(tenancy, personId);
    }
}
