package dev.tidings.delivery.audience;

import dev.tidings.delivery.audience.Way.Create;
import dev.tidings.delivery.audience.Way.LookUp;
import dev.tidings.delivery.audience.Way.None;
import dev.tidings.delivery.audience.Way.Stored;
import dev.tidings.delivery.directory.Chat;
import dev.tidings.delivery.directory.Person;
import dev.tidings.delivery.directory.StoredConversation;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.notification.Target;
import dev.tidings.delivery.store.DirectoryStore;
import dev.tidings.delivery.store.PageRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds the way to a target in the directory alone. Thread-safe.
public final class Ways {
    private static final String THREAD = ";messageid=";

    private final DirectoryStore directory;

    public Ways(DirectoryStore directory) {
        this.directory = directory;
    }

    /// The best way known.
    public Way to(Tenancy tenancy, Target target) {
        return switch (target) {
            case Target.User user -> toPerson(tenancy, user.id());
            case Target.Chat chat -> stored(tenancy, chat.id(), null);
            case Target.Channel channel -> stored(tenancy, channel.id(), channel.thread());
            case Target.Conversation conversation -> toConversation(tenancy, conversation.id());
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

    private Way toPerson(Tenancy tenancy, String id) {
        Optional<Person> known = person(tenancy, id);
        Optional<StoredConversation> stored =
                directory.personalConversation(tenancy, known.map(Person::id).orElse(id));
        if (stored.isPresent()) {
            return new Stored(stored.get(), null, known.orElse(null));
        }
        return known.<Way>map(person -> new Create(person.id(), person)).orElseGet(() -> toStranger(tenancy, id));
    }

    private Way toStranger(Tenancy tenancy, String id) {
        return switch (PersonId.formOf(id)) {
            case PAIRWISE, OBJECT_ID -> new Create(id, null);
            case PRINCIPAL_NAME -> hasRosters(tenancy) ? new LookUp(id) : new None();
            case OTHER -> new None();
        };
    }

    private boolean hasRosters(Tenancy tenancy) {
        PageRequest first = PageRequest.first(PageRequest.MAX_LIMIT);
        return directory.teams(tenancy, first).items().stream().anyMatch(team -> team.installed() && !team.deleted())
                || directory.chats(tenancy, first).items().stream().anyMatch(Chat::installed);
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
        return personId == null ? null : directory.person(tenancy, personId).orElse(null);
    }
}
