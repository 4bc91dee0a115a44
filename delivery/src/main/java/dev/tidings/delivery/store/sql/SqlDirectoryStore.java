package dev.tidings.delivery.store.sql;

import dev.tidings.delivery.directory.Channel;
import dev.tidings.delivery.directory.Chat;
import dev.tidings.delivery.directory.Installation;
import dev.tidings.delivery.directory.Knowledge;
import dev.tidings.delivery.directory.Knowledge.Thing;
import dev.tidings.delivery.directory.Person;
import dev.tidings.delivery.directory.Property;
import dev.tidings.delivery.directory.Roster;
import dev.tidings.delivery.directory.Session;
import dev.tidings.delivery.directory.StoredConversation;
import dev.tidings.delivery.directory.Subject;
import dev.tidings.delivery.directory.Team;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.store.DirectoryStore;
import dev.tidings.delivery.store.Page;
import dev.tidings.delivery.store.PageRequest;
import dev.tidings.teams.activity.ConversationReference;
import dev.tidings.teams.activity.ConversationType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/// [DirectoryStore] in SQL.
record SqlDirectoryStore(Database database) implements DirectoryStore {
    private static final String FENCED = " WHERE bot = :bot AND tenant = :tenant";
    private static final String PERSONAL_INSTALLATIONS = "SELECT i.* FROM conversations c JOIN installations i"
            + " ON i.bot = c.bot AND i.tenant = c.tenant AND i.id = c.id AND i.existence IS NOT NULL"
            + " WHERE c.bot = :bot AND c.tenant = :tenant AND c.person = :id AND c.type = 'personal'";
    private static final String PAGED = " AND id > :after ORDER BY id LIMIT :limit";
    private static final String CHAT =
            "SELECT c.*, i.existence AS installed FROM conversations c LEFT JOIN installations i"
                    + " ON i.bot = c.bot AND i.tenant = c.tenant AND i.id = c.id"
                    + " WHERE c.bot = :bot AND c.tenant = :tenant AND c.type = 'groupChat'";
    private static final String TEAM = "SELECT t.*, i.existence AS installed FROM teams t LEFT JOIN installations i"
            + " ON i.bot = t.bot AND i.tenant = t.tenant AND i.id = t.id"
            + " WHERE t.bot = :bot AND t.tenant = :tenant";

    @Override
    public Optional<Person> person(Tenancy tenancy, String id) {
        return one(tenancy, "SELECT * FROM people" + FENCED + " AND id = :id", id, DirectoryRows::person);
    }

    @Override
    public Optional<Person> personByObjectId(Tenancy tenancy, String objectId) {
        return one(
                tenancy,
                "SELECT * FROM people" + FENCED + " AND object_id = :id ORDER BY heard_at DESC, id LIMIT 1",
                objectId.toLowerCase(Locale.ROOT),
                DirectoryRows::person);
    }

    @Override
    public Optional<Person> personByUserPrincipalName(Tenancy tenancy, String name) {
        return one(
                tenancy,
                "SELECT * FROM people" + FENCED
                        + " AND user_principal_name = :id ORDER BY user_principal_name_at DESC, id LIMIT 1",
                name.toLowerCase(Locale.ROOT),
                DirectoryRows::person);
    }

    @Override
    public Map<String, Person> people(Tenancy tenancy, Collection<String> ids) {
        return database.read(handle -> ManyPeople.byId(handle, tenancy, ids));
    }

    @Override
    public Map<String, Person> peopleByObjectId(Tenancy tenancy, Collection<String> objectIds) {
        return database.read(handle -> ManyPeople.byObjectId(handle, tenancy, objectIds));
    }

    @Override
    public Map<String, Person> peopleByUserPrincipalName(Tenancy tenancy, Collection<String> names) {
        return database.read(handle -> ManyPeople.byUserPrincipalName(handle, tenancy, names));
    }

    @Override
    public Optional<Person> personByConversation(Tenancy tenancy, String conversationId) {
        return one(
                tenancy,
                "SELECT * FROM people" + FENCED + " AND id = (SELECT person FROM conversations" + FENCED
                        + " AND id = :id AND type = 'personal')",
                conversationId,
                DirectoryRows::person);
    }

    @Override
    public Page<Person> people(Tenancy tenancy, PageRequest page) {
        // Of somebody who was only ever refused under an object id nothing else is known.
        String sql = "SELECT * FROM people" + FENCED
                + " AND (parked IS NULL OR heard IS NOT NULL OR name IS NOT NULL OR object_id IS NOT NULL)" + PAGED;
        return page(tenancy, sql, page, DirectoryRows::person, Person::id);
    }

    @Override
    public List<Person> withoutTimeZone(Tenancy tenancy, Instant askedBefore, int limit) {
        String sql = "SELECT * FROM people" + FENCED + " AND time_zone IS NULL AND object_id IS NOT NULL"
                + " AND mailbox_zone_at < :before ORDER BY mailbox_zone_at LIMIT :limit";
        return database.read(handle -> handle.createQuery(sql)
                .bind("bot", tenancy.bot())
                .bind("tenant", tenancy.tenant())
                .bind("before", askedBefore.toEpochMilli())
                .bind("limit", limit)
                .map((row, context) -> DirectoryRows.person(row))
                .list());
    }

    @Override
    public Optional<Team> team(Tenancy tenancy, String id) {
        return one(tenancy, TEAM + " AND t.id = :id", id, DirectoryRows::team);
    }

    @Override
    public Page<Team> teams(Tenancy tenancy, PageRequest page) {
        return page(
                tenancy, TEAM + " AND t.id > :after ORDER BY t.id LIMIT :limit", page, DirectoryRows::team, Team::id);
    }

    @Override
    public Optional<Channel> channel(Tenancy tenancy, String id) {
        return one(
                tenancy,
                "SELECT * FROM conversations" + FENCED + " AND id = :id AND type = 'channel'",
                id,
                DirectoryRows::channel);
    }

    @Override
    public Page<Channel> channels(Tenancy tenancy, String teamId, PageRequest page) {
        String sql = "SELECT * FROM conversations" + FENCED + " AND team = :team AND type = 'channel'" + PAGED;
        return page(tenancy, sql, Map.of("team", teamId), page, DirectoryRows::channel, Channel::id);
    }

    @Override
    public Optional<Chat> chat(Tenancy tenancy, String id) {
        return one(tenancy, CHAT + " AND c.id = :id", id, DirectoryRows::chat);
    }

    @Override
    public Page<Chat> chats(Tenancy tenancy, PageRequest page) {
        return page(
                tenancy, CHAT + " AND c.id > :after ORDER BY c.id LIMIT :limit", page, DirectoryRows::chat, Chat::id);
    }

    @Override
    public Page<Person> members(Tenancy tenancy, String place, PageRequest page) {
        String sql = "SELECT p.* FROM memberships m JOIN people p"
                + " ON p.bot = m.bot AND p.tenant = m.tenant AND p.id = m.member"
                + " WHERE m.bot = :bot AND m.tenant = :tenant AND m.id = :place AND m.existence = 'present'"
                + " AND m.member > :after ORDER BY m.member LIMIT :limit";
        return page(tenancy, sql, Map.of("place", place), page, DirectoryRows::person, Person::id);
    }

    @Override
    public Optional<Roster> roster(Tenancy tenancy, String place) {
        return one(tenancy, "SELECT * FROM rosters" + FENCED + " AND id = :id", place, SqlRosterStore::roster);
    }

    @Override
    public Set<String> rostersReadSince(Tenancy tenancy, Collection<String> places, Instant since) {
        String sql = "SELECT id FROM rosters" + FENCED + " AND id IN (<ids>) AND read_at >= :since";
        return places.isEmpty()
                ? Set.of()
                : Set.copyOf(database.read(handle -> handle.createQuery(sql)
                        .bind("bot", tenancy.bot())
                        .bind("tenant", tenancy.tenant())
                        .bindList("ids", List.copyOf(places))
                        .bind("since", since.toEpochMilli())
                        .mapTo(String.class)
                        .list()));
    }

    @Override
    public Optional<Installation> installation(Tenancy tenancy, String place) {
        return one(
                tenancy,
                "SELECT * FROM installations" + FENCED + " AND id = :id AND existence IS NOT NULL",
                place,
                DirectoryRows::installation);
    }

    @Override
    public Optional<Installation> personalInstallation(Tenancy tenancy, String personId) {
        return one(
                tenancy,
                PERSONAL_INSTALLATIONS
                        + " AND c.reference IS NOT NULL AND COALESCE(c.existence, '') <> 'removed' UNION ALL "
                        + PERSONAL_INSTALLATIONS
                        + " AND (c.reference IS NULL OR COALESCE(c.existence, '') = 'removed')"
                        + " ORDER BY existence_at DESC, id LIMIT 1",
                personId,
                DirectoryRows::installation);
    }

    @Override
    public Optional<StoredConversation> conversation(Tenancy tenancy, String conversationId) {
        return one(
                tenancy,
                SpeakingPlaces.SQL + " AND c.bot = :bot AND c.tenant = :tenant AND c.id = :id",
                SpeakingPlaces.withoutThread(conversationId),
                SpeakingPlaces::row);
    }

    @Override
    public Optional<StoredConversation> personalConversation(Tenancy tenancy, String personId) {
        return one(
                tenancy,
                SpeakingPlaces.SQL + " AND c.bot = :bot AND c.tenant = :tenant AND c.person = :id"
                        + " AND c.type = 'personal' ORDER BY c.reference_at DESC, c.id LIMIT 1",
                personId,
                SpeakingPlaces::row);
    }

    @Override
    public Page<StoredConversation> everyStoredConversation(String bot, PageRequest page) {
        return SpeakingPlaces.all(database, bot, page);
    }

    @Override
    public Optional<Tenancy> tenancyOf(String bot, String conversationId) {
        return database.read(
                handle -> handle.createQuery("SELECT bot, tenant FROM conversations WHERE bot = ? AND id = ?"
                                + " ORDER BY reference_at DESC, tenant LIMIT 1")
                        .bind(0, bot)
                        .bind(1, SpeakingPlaces.withoutThread(conversationId))
                        .map((row, context) -> Columns.tenancy(row))
                        .findOne());
    }

    @Override
    public List<Tenancy> tenancies(String bot) {
        return database.read(
                handle -> handle.createQuery("SELECT bot, tenant FROM tenancies WHERE bot = ? ORDER BY tenant")
                        .bind(0, bot)
                        .map((row, context) -> Columns.tenancy(row))
                        .list());
    }

    @Override
    public Optional<String> serviceUrl(Tenancy tenancy) {
        String sql = "SELECT CASE WHEN moved_to_at > url_at THEN moved_to ELSE url END AS url FROM tenancies" + FENCED;
        return database.read(handle -> handle.createQuery(sql)
                .bind("bot", tenancy.bot())
                .bind("tenant", tenancy.tenant())
                .mapTo(String.class)
                .findOne());
    }

    @Override
    public void keep(Tenancy tenancy, ConversationReference reference, @Nullable String personId, Instant now) {
        Thing conversation = new Thing(
                tenancy, Subject.CONVERSATION, reference.conversation().channelOrChatId(), "");
        ConversationType type = reference.conversation().type();
        write(new Knowledge()
                .learn(
                        conversation,
                        Property.REFERENCE,
                        StoredConversation.lasting(reference).toJson(),
                        now)
                .learn(conversation, Property.TYPE, type == null ? null : type.wire(), now)
                .learn(conversation, Property.PERSON, personId, now)
                .learn(conversation, Property.EXISTENCE, Knowledge.PRESENT, now));
    }

    @Override
    public void learn(Person person, Instant now) {
        Thing somebody = new Thing(person.tenancy(), Subject.SOMEBODY, person.id(), "");
        write(new Knowledge()
                .learn(somebody)
                .learn(somebody, Property.NAME, person.name(), now)
                .learn(somebody, Property.OBJECT_ID, person.objectId(), now)
                .learn(somebody, Property.USER_PRINCIPAL_NAME, person.userPrincipalName(), now));
    }

    @Override
    public void quietHours(Tenancy tenancy, String personId, String hours, Instant now) {
        Thing person = new Thing(tenancy, Subject.SOMEBODY, personId, "");
        write(new Knowledge().learn(person, Property.QUIET_HOURS, hours, now));
    }

    @Override
    public void mailboxZone(Tenancy tenancy, String personId, String zone, Instant now) {
        Thing person = new Thing(tenancy, Subject.SOMEBODY, personId, "");
        write(new Knowledge().learn(person, Property.MAILBOX_ZONE, zone, now));
    }

    @Override
    public Optional<Session> session(Tenancy tenancy, List<String> personIds) {
        return database.read(handle -> SessionRows.find(handle, tenancy, personIds));
    }

    @Override
    public void keep(Tenancy tenancy, String personId, Session session) {
        database.write(handle -> SessionRows.keep(handle, tenancy, personId, session));
    }

    @Override
    public boolean forgetSession(Tenancy tenancy, List<String> personIds, String conversationId) {
        return database.write(handle -> SessionRows.forget(handle, tenancy, personIds, conversationId));
    }

    @Override
    public void forget(Tenancy tenancy, String conversationId, Instant now) {
        Thing conversation = new Thing(tenancy, Subject.CONVERSATION, SpeakingPlaces.withoutThread(conversationId), "");
        write(new Knowledge().learn(conversation, Property.EXISTENCE, Knowledge.REMOVED, now));
    }

    @Override
    public void moved(Tenancy tenancy, String serviceUrl, Instant now) {
        Thing itself = new Thing(tenancy, Subject.TENANCY, "", "");
        write(new Knowledge().learn(itself, Property.MOVED_TO, serviceUrl, now));
    }

    @Override
    public void park(Tenancy tenancy, String personId, String reason, Instant until, Instant now) {
        Thing person = new Thing(tenancy, Subject.SOMEBODY, personId, "");
        write(new Knowledge()
                .learn(person, Property.PARKED, reason, now)
                .learn(person, Property.PARKED_UNTIL, Long.toString(until.toEpochMilli()), now));
    }

    private void write(Knowledge knowledge) {
        database.writePrepared(prepared -> KnowledgeWriter.write(prepared, knowledge));
    }

    private <T> Optional<T> one(Tenancy tenancy, String sql, String id, RowMapper<T> mapper) {
        return database.read(handle -> handle.createQuery(sql)
                .bind("bot", tenancy.bot())
                .bind("tenant", tenancy.tenant())
                .bind("id", id)
                .map(mapper)
                .findFirst());
    }

    private <T> Page<T> page(
            Tenancy tenancy, String sql, PageRequest page, RowMapper<T> mapper, Function<T, String> key) {
        return page(tenancy, sql, Map.of(), page, mapper, key);
    }

    private <T> Page<T> page(
            Tenancy tenancy,
            String sql,
            Map<String, String> further,
            PageRequest page,
            RowMapper<T> mapper,
            Function<T, String> key) {
        return database.read(handle -> Page.of(
                handle.createQuery(sql)
                        .bind("bot", tenancy.bot())
                        .bind("tenant", tenancy.tenant())
                        .bindMap(further)
                        .bind("after", page.after())
                        .bind("limit", page.limit() + 1)
                        .map(mapper)
                        .list(),
                page,
                key));
    }
}
