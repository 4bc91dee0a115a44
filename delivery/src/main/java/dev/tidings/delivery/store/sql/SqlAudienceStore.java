package dev.tidings.delivery.store.sql;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.notification.Audience;
import dev.tidings.delivery.store.AudienceStore;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.statement.Query;

/// [AudienceStore] in SQL. Each query walks one index in the order of ids.
record SqlAudienceStore(Database database) implements AudienceStore {
    /// Who is parked counts again as soon as a further attempt is worth it, or once heard of.
    static final String EVERYONE = """
            SELECT DISTINCT c.person FROM conversations c
            WHERE c.bot = :bot AND c.tenant = :tenant AND c.person > :after
                AND c.type = 'personal' AND c.reference IS NOT NULL AND COALESCE(c.existence, '') <> 'removed'
                AND NOT EXISTS (SELECT 1 FROM installations i WHERE i.bot = c.bot AND i.tenant = c.tenant
                    AND i.id = c.id AND i.existence = 'removed')
                AND NOT EXISTS (SELECT 1 FROM people p WHERE p.bot = c.bot AND p.tenant = c.tenant AND p.id = c.person
                    AND p.parked IS NOT NULL AND p.heard_at < p.parked_at AND CAST(p.parked_until AS BIGINT) > :now)
            ORDER BY c.person LIMIT :limit""";

    static final String MEMBERS = """
            SELECT m.member FROM memberships m
            WHERE m.bot = :bot AND m.tenant = :tenant AND m.id = :id AND m.member > :after AND m.existence = 'present'
            ORDER BY m.member LIMIT :limit""";

    /// Whoever subscribed under another id before the bot knew them, and again since, is one person.
    static final String SUBSCRIBERS = """
            SELECT s.person FROM subscriptions s
            WHERE s.bot = :bot AND s.tenant = :tenant AND s.topic = :id AND s.state = 'subscribed' AND s.person > :after
                AND (s.person LIKE '29:%' OR NOT EXISTS (SELECT 1 FROM people p
                    JOIN subscriptions o ON o.bot = p.bot AND o.tenant = p.tenant AND o.person = p.id
                        AND o.topic = :id AND o.state = 'subscribed'
                    WHERE p.bot = :bot AND p.tenant = :tenant AND p.object_id = s.person
                    UNION ALL SELECT 1 FROM people p
                    JOIN subscriptions o ON o.bot = p.bot AND o.tenant = p.tenant AND o.person = p.id
                        AND o.topic = :id AND o.state = 'subscribed'
                    WHERE p.bot = :bot AND p.tenant = :tenant AND p.user_principal_name = s.person))
            ORDER BY s.person LIMIT :limit""";

    @Override
    public List<String> people(Tenancy tenancy, Audience audience, String after, int limit, Instant now) {
        return switch (audience) {
            case Audience.Everyone() -> read(EVERYONE, tenancy, "", after, limit, now);
            case Audience.Members(String id) -> read(MEMBERS, tenancy, id, after, limit, now);
            case Audience.Subscribers(String topic) -> read(SUBSCRIBERS, tenancy, topic, after, limit, now);
            case Audience.One _, Audience.Users _ ->
                throw new IllegalArgumentException("this audience names its people itself");
        };
    }

    private List<String> read(String sql, Tenancy tenancy, String id, String after, int limit, Instant now) {
        return database.read(handle -> {
            Query query = handle.createQuery(sql);
            return query.bind("bot", tenancy.bot())
                    .bind("tenant", tenancy.tenant())
                    .bind("id", id)
                    .bind("after", after)
                    .bind("now", now.toEpochMilli())
                    .bind("limit", limit)
                    .map((row, context) -> row.getString(1))
                    .list();
        });
    }
}
