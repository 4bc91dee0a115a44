package dev.tidings.delivery.store.sql;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.notification.Choices;
import dev.tidings.delivery.notification.Subscriber;
import dev.tidings.delivery.notification.Topic;
import dev.tidings.delivery.notification.Wish;
import dev.tidings.delivery.store.Page;
import dev.tidings.delivery.store.PageRequest;
import dev.tidings.delivery.store.TopicStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/// [TopicStore] in SQL.
record SqlTopicStore(Database database) implements TopicStore {
    private static final String TOPIC = "SELECT t.name, t.mandatory, " + count("subscribed") + " AS subscribed, "
            + count("opted-out") + " AS opted_out FROM topics t WHERE t.bot = :bot AND t.tenant = :tenant";

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
    public Optional<String> meant(Tenancy tenancy, String text) {
        List<String> alike = database.read(
                handle -> handle.createQuery("SELECT name FROM topics WHERE bot = :bot AND tenant = :tenant"
                                + " AND lower(name) = lower(:text)")
                        .bind("bot", tenancy.bot())
                        .bind("tenant", tenancy.tenant())
                        .bind("text", text)
                        .mapTo(String.class)
                        .list());
        return alike.contains(text) || alike.size() == 1
                ? Optional.of(alike.contains(text) ? text : alike.getFirst())
                : Optional.empty();
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
        database.write(handle -> {
            name(handle, tenancy, topic, now);
            return of(handle, tenancy, person).subscribe(topic, now);
        });
    }

    /// Subscribed or opted out under any of the person's ids is said already.
    @Override
    public void subscribeAll(Tenancy tenancy, String topic, List<String> people, Instant now) {
        database.write(handle -> {
            name(handle, tenancy, topic, now);
            int added = 0;
            for (String person : people) {
                added += of(handle, tenancy, person).subscribeUnlessSaid(topic, now);
            }
            return added;
        });
    }

    @Override
    public void optOut(Tenancy tenancy, String topic, String person, Instant now) {
        choose(tenancy, topic, person, Wish.NOTHING, now);
    }

    @Override
    public void choose(Tenancy tenancy, String topic, String person, Wish wish, Instant now) {
        database.write(handle -> {
            name(handle, tenancy, topic, now);
            return of(handle, tenancy, person).choose(topic, wish, now);
        });
    }

    @Override
    public void optOutOfAll(Tenancy tenancy, String person, Instant now) {
        database.write(handle -> of(handle, tenancy, person).choose(Subscriptions.EVERY_TOPIC, Wish.NOTHING, now));
    }

    @Override
    public void takeBack(Tenancy tenancy, String person) {
        database.write(handle -> of(handle, tenancy, person).forget(Subscriptions.EVERY_TOPIC));
    }

    @Override
    public Page<Subscriber> subscribers(Tenancy tenancy, String topic, PageRequest page) {
        return database.read(handle -> Page.of(
                handle.createQuery(
                                "SELECT * FROM subscriptions WHERE bot = :bot AND tenant = :tenant AND topic = :topic"
                                        + " AND person > :after ORDER BY person LIMIT :limit")
                        .bind("bot", tenancy.bot())
                        .bind("tenant", tenancy.tenant())
                        .bind("topic", topic)
                        .bind("after", page.after())
                        .bind("limit", page.limit() + 1)
                        .map(Subscriptions::subscriber)
                        .list(),
                page,
                Subscriber::person));
    }

    @Override
    public Choices choices(Tenancy tenancy, String person, int limit) {
        return database.snapshot(handle -> new Choosing(handle, tenancy).choices(of(handle, tenancy, person), limit));
    }

    private Subscriptions of(Handle handle, Tenancy tenancy, String person) {
        return Subscriptions.of(handle, database.connections(), tenancy, person);
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
