package dev.tidings.delivery.store.sql;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.notification.Subscriber;
import dev.tidings.delivery.notification.Wish;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/// What one person has said about topics, under whichever of their ids.
///
/// @param hint see [Connections#through]
/// @param ids all ids of the person, the bot's own first if the person is known
record Subscriptions(Handle handle, String hint, Tenancy tenancy, List<String> ids) {
    /// Stands for all topics; no topic can have this name.
    static final String EVERY_TOPIC = "";

    private static final String ONES = " WHERE bot = :bot AND tenant = :tenant AND person IN (<ids>)";
    private static final String ABOUT = ONES + " AND topic = :topic";
    private static final String IDS = "SELECT p.id, p.object_id, p.user_principal_name"
            + " FROM (SELECT CAST(:bot AS TEXT) AS bot, CAST(:tenant AS TEXT) AS tenant,"
            + " CAST(:pairwise AS TEXT) AS pairwise, CAST(:person AS TEXT) AS person) w"
            + " JOIN people p ON p.bot = w.bot AND p.tenant = w.tenant AND p.id = COALESCE(" + PersonIds.found("w")
            + ")";

    /// What was said about a topic.
    record Said(Wish wish, Instant at) {}

    static Subscriptions of(Handle handle, Connections connections, Tenancy tenancy, String person) {
        List<String> known = handle.createQuery(IDS)
                .bind("bot", tenancy.bot())
                .bind("tenant", tenancy.tenant())
                .bind("pairwise", PersonIds.pairwise(person))
                .bind("person", PersonIds.kept(person))
                .map((row, context) -> present(row.getString(1), row.getString(2), row.getString(3)))
                .findOne()
                .orElse(List.of());
        return new Subscriptions(
                handle,
                connections.through("subscriptions_of_person"),
                tenancy,
                Stream.concat(known.stream(), Stream.of(PersonIds.kept(person)))
                        .distinct()
                        .toList());
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

    int subscribe(String topic, Instant now) {
        Said said = latest().get(topic);
        return choose(topic, said == null || said.wish() == Wish.NOTHING ? Wish.ALL : said.wish(), now);
    }

    int subscribeUnlessSaid(String topic, Instant now) {
        return latest().containsKey(topic) ? 0 : insert(topic, Wish.ALL, now.toEpochMilli());
    }

    /// What was recorded under any id of the person is replaced by one row, under the bot's own id if
    /// it is known.
    int choose(String topic, Wish wish, Instant now) {
        forget(topic);
        long earliest = topic.equals(EVERY_TOPIC) ? latestOfAny() : afterAll();
        return insert(topic, wish, Math.max(now.toEpochMilli(), earliest));
    }

    int forget(String topic) {
        return about(handle.createUpdate("DELETE FROM subscriptions" + ABOUT), topic)
                .execute();
    }

    /// What is said about all topics is not earlier than what was said about any, also where the clock was set back.
    private long latestOfAny() {
        return mine(handle.createQuery("SELECT COALESCE(max(changed_at), 0) FROM subscriptions" + hint + ONES))
                .mapTo(Long.class)
                .one();
    }

    /// What is said about one topic is later than what was said about all of them, also within a
    /// millisecond.
    private long afterAll() {
        return about(
                        handle.createQuery("SELECT COALESCE(max(changed_at) + 1, 0) FROM subscriptions" + ABOUT),
                        EVERY_TOPIC)
                .mapTo(Long.class)
                .one();
    }

    private int insert(String topic, Wish wish, long at) {
        return handle.createUpdate("INSERT INTO subscriptions (bot, tenant, topic, person, state, delivery, changed_at)"
                        + " VALUES (:bot, :tenant, :topic, :person, :state, :delivery, :at)")
                .bind("bot", tenancy.bot())
                .bind("tenant", tenancy.tenant())
                .bind("topic", topic)
                .bind("person", ids.getFirst())
                .bind("state", wish == Wish.NOTHING ? "opted-out" : "subscribed")
                .bind("delivery", wish == Wish.NOTHING ? Wish.ALL.word() : wish.word())
                .bind("at", at)
                .execute();
    }

    private <S extends SqlStatement<S>> S about(S statement, String topic) {
        return mine(statement).bind("topic", topic);
    }

    private <S extends SqlStatement<S>> S mine(S statement) {
        return statement
                .bind("bot", tenancy.bot())
                .bind("tenant", tenancy.tenant())
                .bindList("ids", ids);
    }

    /// Whatever a person has said, the earliest first.
    static String ofPerson(String hint) {
        return "SELECT * FROM subscriptions" + hint + ONES + " ORDER BY changed_at";
    }

    /// What the person said last about each topic.
    Map<String, Said> latest() {
        Map<String, Said> latest = new HashMap<>();
        mine(handle.createQuery(ofPerson(hint)))
                .map((row, context) -> Map.entry(row.getString("topic"), said(row)))
                .forEach(entry -> latest.put(entry.getKey(), entry.getValue()));
        return latest;
    }

    static Subscriber subscriber(ResultSet row, StatementContext context) throws SQLException {
        Said said = said(row);
        return new Subscriber(row.getString("person"), said.wish(), said.at());
    }

    private static Said said(ResultSet row) throws SQLException {
        Wish wish = row.getString("state").equals("opted-out")
                ? Wish.NOTHING
                : Wish.ofWord(row.getString("delivery")).orElse(Wish.ALL);
        return new Said(wish, Instant.ofEpochMilli(row.getLong("changed_at")));
    }
}
