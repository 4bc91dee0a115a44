package dev.tidings.delivery.audience;

import dev.tidings.delivery.directory.Installation;
import dev.tidings.delivery.directory.Person;
import dev.tidings.delivery.directory.Session;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.lane.Request;
import dev.tidings.delivery.store.DirectoryStore;
import dev.tidings.teams.activity.Message;
import dev.tidings.teams.connector.ConnectorException;
import dev.tidings.teams.connector.ConnectorException.Kind;
import dev.tidings.teams.connector.CreatedConversation;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The session of each person with a bot whose app has sessions: one is opened before the first
/// notification, and all go there. Where none can be opened, the 1:1 chat serves, which Teams keeps as a
/// session too. Thread-safe.
public final class Sessions {
    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);
    /// Nobody knows whether a call that was refused or cut off has opened one; so it is not repeated soon.
    private static final Duration REST = Duration.ofDays(1);
    /// What stands against a message just as well.
    private static final Set<Kind> OF_ANY_CALL = EnumSet.of(
            Kind.THROTTLED, Kind.BUSY, Kind.UNAUTHORIZED, Kind.NO_TOKEN, Kind.DISABLED_BY_ADMIN, Kind.WRITES_BLOCKED);

    private final DirectoryStore directory;
    private final InstantSource clock;

    public Sessions(DirectoryStore directory, InstantSource clock) {
        this.directory = directory;
        this.clock = clock;
    }

    /// Where a message for a person goes, instead of their 1:1 chat.
    ///
    /// @throws ConnectorException if Teams cannot be asked to open one for now
    public Place place(Journey on, Place chat) throws InterruptedException {
        String title = on.bot().session();
        String personId = chat.personId();
        if (title == null || personId == null) {
            return chat;
        }
        Person person = person(on.tenancy(), personId);
        List<String> ids = ids(person, personId);
        Optional<Session> known = directory.session(on.tenancy(), ids);
        if (known.isPresent() && rests(known.get())) {
            return known.get().opened() ? chat.in(known.get().conversationId()) : chat;
        }
        String member = member(on.tenancy(), person, personId);
        return member == null ? chat : opened(on, chat, ids.getFirst(), member, Message.text(title));
    }

    private boolean rests(Session session) {
        return session.opened() || clock.instant().isBefore(session.since().plus(REST));
    }

    private @Nullable Person person(Tenancy tenancy, String personId) {
        return directory
                .person(tenancy, personId)
                .or(() -> directory.personByObjectId(tenancy, personId))
                .orElse(null);
    }

    /// A person is first met by one id, and known by another one later.
    private static List<String> ids(@Nullable Person person, String personId) {
        Set<String> ids = new LinkedHashSet<>();
        if (person != null && person.objectId() != null) {
            ids.add(person.objectId());
        }
        if (person != null) {
            ids.add(person.id());
        }
        ids.add(personId);
        return List.copyOf(ids);
    }

    /// By their object id only those can be met for whom the app is installed, and with others there are no
    /// sessions: the title would go into the chat.
    private @Nullable String member(Tenancy tenancy, @Nullable Person person, String personId) {
        if (person != null && person.objectId() != null) {
            return person.objectId();
        }
        boolean installed = PersonId.formOf(personId) == PersonId.OBJECT_ID
                || directory
                        .personalInstallation(tenancy, personId)
                        .filter(Installation::installed)
                        .isPresent();
        return installed ? personId : null;
    }

    private Place opened(Journey on, Place chat, String key, String member, Message title) throws InterruptedException {
        on.pace().reserve(Request.CREATE, key);
        on.trail().before(Approach.OPEN_SESSION);
        Instant now = clock.instant();
        CreatedConversation created;
        try {
            created = on.bot()
                    .client()
                    .createSession(
                            chat.serviceUrl(), on.bot().appId(), on.tenancy().tenant(), member, title);
        } catch (ConnectorException refused) {
            if (OF_ANY_CALL.contains(refused.kind())) {
                throw refused;
            }
            LOG.info("{} can open no session with {}: {}", on.bot(), key, refused.getMessage());
            directory.keep(on.tenancy(), key, new Session(chat.conversationId(), false, now));
            return chat;
        }
        boolean opened = created.activityId() != null;
        if (!opened) {
            LOG.warn(
                    "{} has a title for sessions, but Teams opened none: does its manifest say supportsSessions?",
                    on.bot());
        }
        directory.keep(on.tenancy(), key, new Session(created.conversationId(), opened, now));
        return opened ? chat.in(created.conversationId()) : chat;
    }

    /// Drops a session that Teams does not know any more.
    ///
    /// @return whether the place was one
    public boolean forget(Tenancy tenancy, Place place) {
        String personId = place.personId();
        return personId != null
                && directory.forgetSession(tenancy, ids(person(tenancy, personId), personId), place.conversationId());
    }
}
