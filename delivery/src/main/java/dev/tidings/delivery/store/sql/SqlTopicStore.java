package dev.tidings.delivery.store.sql;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.notification.Topic;
import dev.tidings.delivery.store.Page;
import dev.tidings.delivery.store.PageRequest;
import dev.tidings.delivery.store.TopicStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/// [TopicStore] in SQL.
record SqlTopicStore(Database database) implements TopicStore {
    private static final String TOPIC = "SELECT t.name, t.mandatory, " + count("subscribed") + " AS subscribed, "
            + count("opted-out") + " AS opted_out FROM topics t WHERE t.bot = :bot AND t.tenant = :tenant";
    private static final String IDS = "SELECT p.id, p.object_id, p.user_principal_name"
            + " FROM (SELECT CAST(:bot AS TEXT) AS bot, CAST(:tenant AS TEXT) AS tenant,"
            + " CAST(:pairwise AS TEXT) AS pairwise, CAST(:person AS TEXT) AS person) w"
            + " JOIN people p ON p.bot = w.bot AND p.tenant = w.tenant AND p.id = COALESCE(" + PersonIds.found("w")
            + ")";

    @Override
    public Page<Topic> topics(Tenancy tenancy, PageRequest page) {
        return database.read(handle -> Page.of(
                handle.createQuery(TOPIC + " AND t.name > :after ORDER BY t.name LIMIT :limit")
                        .bind("bot", tenancy.bot())
                        .bind("tenant", tenancy.tenant())
                        .bind("after", page.after())
                        .bind("limit", page.limit() + 1)
                        .map(SqlTopicStore::row)
                        .list(),
                page,
                Topic::name));
    }

    @Override
    public Optional<Topic> topic(Tenancy tenancy, String name) {
        return database.read(handle -> handle.createQuery(TOPIC + " AND t.name = :name")
                .bind("bot", tenancy.bot())
                .bind("tenant", tenancy.tenant())
                .bind("name", name)
                .map(SqlTopicStore::row)
                .findOne());
    }

    @Override
    public Optional<Boolean> mandatory(Tenancy tenancy, String name) {
        return database.read(handle -> handle.createQuery(
                        "SELECT mandatory FROM topics WHERE bot = :bot AND tenant = :tenant AND name = :name")
                .bind("bot", tenancy.bot())
                .bind("tenant", tenancy.tenant())
                .bind("name", name)
                .mapTo(Integer.class)
                .findOne()
                .map(mandatory -> mandatory != 0));
    }

    @Override
    public void name(Tenancy tenancy, String name, Instant now) {
        database.write(handle -> name(handle, tenancy, name, now));
    }

    static int name(Handle handle, Tenancy tenancy, String name, Instant now) {
        return handle.execute(
                "INSERT INTO topics (bot, tenant, name, mandatory, created_at) VALUES (?, ?, ?, 0, ?)"
                        + " ON CONFLICT (bot, tenant, name) DO NOTHING",
                tenancy.bot(),
                tenancy.tenant(),
                name,
                now.toEpochMilli());
    }

    @Override
    public void mandatory(Tenancy tenancy, String name, boolean mandatory, Instant now) {
        database.write(handle -> handle.execute(
                "INSERT INTO topics (bot, tenant, name, mandatory, created_at) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT (bot, tenant, name) DO UPDATE SET mandatory = excluded.mandatory",
                tenancy.bot(),
                tenancy.tenant(),
                name,
                mandatory ? 1 : 0,
                now.toEpochMilli()));
    }

    @Override
    public void subscribe(Tenancy tenancy, String topic, String person, Instant now) {
        change(tenancy, topic, person, "subscribed", now);
    }

    /// Subscribed or opted out under any of the person's ids is said already.
    @Override
    public void subscribeAll(Tenancy tenancy, String topic, List<String> people, Instant now) {
        database.write(handle -> {
            name(handle, tenancy, topic, now);
            int added = 0;
            for (String person : people) {
                List<String> ids = ids(handle, tenancy, person);
                added += handle.createUpdate("INSERT INTO subscriptions (bot, tenant, topic, person, state, changed_at)"
                                + " SELECT :bot, :tenant, :topic, :person, 'subscribed', :now WHERE NOT EXISTS"
                                + " (SELECT 1 FROM subscriptions WHERE bot = :bot AND tenant = :tenant"
                                + " AND topic = :topic AND person IN (<ids>))")
                        .bind("bot", tenancy.bot())
                        .bind("tenant", tenancy.tenant())
                        .bind("topic", topic)
                        .bind("person", ids.getFirst())
                        .bind("now", now.toEpochMilli())
                        .bindList("ids", ids)
                        .execute();
            }
            return added;
        });
    }

    @Override
    public void optOut(Tenancy tenancy, String topic, String person, Instant now) {
        change(tenancy, topic, person, "opted-out", now);
    }

    /// What was recorded under any id of the person is replaced by one row, under the bot's own id if
    /// it is known.
    private void change(Tenancy tenancy, String topic, String person, String state, Instant now) {
        database.write(handle -> {
            name(handle, tenancy, topic, now);
            List<String> ids = ids(handle, tenancy, person);
            handle.createUpdate("DELETE FROM subscriptions WHERE bot = :bot AND tenant = :tenant AND topic = :topic"
                            + " AND person IN (<ids>)")
                    .bind("bot", tenancy.bot())
                    .bind("tenant", tenancy.tenant())
                    .bind("topic", topic)
                    .bindList("ids", ids)
                    .execute();
            return handle.execute(
                    "INSERT INTO subscriptions (bot, tenant, topic, person, state, changed_at) VALUES (?, ?, ?, ?, ?, ?)",
                    tenancy.bot(),
                    tenancy.tenant(),
                    topic,
                    ids.getFirst(),
                    state,
                    now.toEpochMilli());
        });
    }

    /// All ids of a person, the bot's own first if the person is known.
    private static List<String> ids(Handle handle, Tenancy tenancy, String person) {
        List<String> known = handle.createQuery(IDS)
                .bind("bot", tenancy.bot())
                .bind("tenant", tenancy.tenant())
                .bind("pairwise", PersonIds.pairwise(person))
                .bind("person", PersonIds.kept(person))
                .map((row, context) -> present(row.getString(1), row.getString(2), row.getString(3)))
                .findOne()
                .orElse(List.of());
        return Stream.concat(known.stream(), Stream.of(PersonIds.kept(person)))
                .distinct()
                .toList();
    }

    private static List<String> present(@Nullable String... ids) {
        return Stream.of(ids)
                .<String>mapMulti((id, next) -> {
                    if (id != null) {
                        next.accept(id);
                    }
                })
                .toList();
    }

    private static String count(String state) {
        return "(SELECT count(*) FROM subscriptions s WHERE s.bot = t.bot AND s.tenant = t.tenant AND s.topic = t.name"
                + " AND s.state = '" + state + "')";
    }

    private static Topic row(ResultSet row, StatementContext context) throws SQLException {
        return new Topic(
                row.getString("name"),
                row.getInt("mandatory") != 0,
                row.getLong("subscribed"),
                row.getLong("opted_out"));
    }
}
