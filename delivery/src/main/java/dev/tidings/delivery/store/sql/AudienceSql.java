package dev.tidings.delivery.store.sql;

/// The statements by which audiences are read. Each walks one index in the order of ids, and leaves people
/// out by indexes that hold nobody else.
final class AudienceSql {
    static final String MEMBERS = """
            SELECT m.member FROM memberships m
            WHERE m.bot = :bot AND m.tenant = :tenant AND m.id = :id AND m.member > :after AND m.existence = 'present'
            ORDER BY m.member LIMIT :limit""";

    /// Whoever subscribed under another id before the bot knew them, and again since, is one person.
    static final String SUBSCRIBERS = """
            SELECT s.person FROM subscriptions s
            WHERE s.bot = :bot AND s.tenant = :tenant AND s.topic = :id AND s.state = 'subscribed' AND s.person > :after
                AND (s.person LIKE '29:%%' OR NOT EXISTS (%s UNION ALL %s))
            ORDER BY s.person LIMIT :limit""".formatted(subscribedAs("object_id"), subscribedAs("user_principal_name"));

    /// Whom the organisation's listing does not name, neither by the object id nor through the directory.
    static final String UNLISTED = """
                    AND NOT EXISTS (SELECT 1 FROM colleagues g WHERE g.bot = c.bot AND g.tenant = c.tenant
                        AND g.object_id = c.person)
                    AND NOT EXISTS (SELECT 1 FROM people o JOIN colleagues g ON g.bot = o.bot AND g.tenant = o.tenant
                        AND g.object_id = o.object_id WHERE o.bot = c.bot AND o.tenant = c.tenant AND o.id = c.person)
                """;

    private AudienceSql() {}

    /// Who is parked counts again as soon as a further attempt is worth it, or once heard of.
    static String everyone(Connections connections) {
        return everyone(connections, "");
    }

    /// @param further a condition on the conversation `c`
    static String everyone(Connections connections, String further) {
        return """
                SELECT DISTINCT c.person FROM conversations c%s
                WHERE c.bot = :bot AND c.tenant = :tenant AND c.person > :after
                    AND c.type = 'personal' AND c.reference IS NOT NULL AND COALESCE(c.existence, '') <> 'removed'
                    AND NOT EXISTS (SELECT 1 FROM installations i%s WHERE i.bot = c.bot AND i.tenant = c.tenant
                        AND i.id = c.id AND i.existence = 'removed')
                    AND NOT EXISTS (SELECT 1 FROM people p%s WHERE p.bot = c.bot AND p.tenant = c.tenant
                        AND p.id = c.person AND p.parked IS NOT NULL AND p.heard_at < p.parked_at
                        AND CAST(p.parked_until AS BIGINT) > :now)
                %s
                ORDER BY c.person LIMIT :limit""".formatted(
                        connections.through("conversations_with_people"),
                        connections.through(LookUpSql.GONE),
                        connections.through("people_parked"),
                        further);
    }

    /// Whether the person who has this as one of their other ids subscribes under the bot's own id as well.
    private static String subscribedAs(String column) {
        return "SELECT 1 FROM people p JOIN subscriptions o ON o.bot = p.bot AND o.tenant = p.tenant AND o.person = p.id"
                + " AND o.topic = :id AND o.state = 'subscribed'"
                + " WHERE p.bot = :bot AND p.tenant = :tenant AND p." + column + " = s.person";
    }
}
