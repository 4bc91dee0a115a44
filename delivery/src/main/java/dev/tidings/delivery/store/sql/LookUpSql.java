package dev.tidings.delivery.store.sql;

/// The statements by which recipients are looked up. The rows that are looked up are `w`.
final class LookUpSql {
    /// The index of the few installations that are gone.
    static final String GONE = "installations_gone";

    /// `choice` is what the person said last of the topic: whether to get none of it, and twice a number for how.
    private static final String SELECT = """
            SELECT w.n, w.bot, w.tenant, p.id, p.object_id, p.user_principal_name, p.name, p.locale, p.time_zone, p.mailbox_zone,
                p.quiet_hours, p.parked, p.parked_at, p.parked_until, p.heard_at, c.reference, c.reference_at, c.person, c.team,
                CASE WHEN y.moved_to_at > c.reference_at THEN y.moved_to END AS moved_to,
                CASE WHEN w.topic IS NOT NULL THEN (
                    SELECT max(s.changed_at * 2 + CASE WHEN s.state = 'opted-out' THEN 1 ELSE 0 END) % 2
                        + 2 * COALESCE(max(CASE WHEN s.topic = w.topic THEN s.changed_at * 4
                            + CASE s.delivery WHEN 'hourly' THEN 1 WHEN 'digest' THEN 2 ELSE 0 END END) % 4, 0)
                    FROM subscriptions s WHERE s.bot = w.bot AND s.tenant = w.tenant AND s.topic IN (w.topic, '')
                        AND s.person IN (p.id, p.object_id, p.user_principal_name, w.person, w.given)) END AS choice,
                CASE WHEN w.topic IS NOT NULL AND EXISTS (SELECT 1 FROM topics t WHERE t.bot = w.bot
                        AND t.tenant = w.tenant AND t.name = w.topic AND t.mandatory = 1) THEN 1
                    ELSE 0 END AS mandatory,
                (SELECT b.busy_until FROM busy b WHERE b.bot = w.bot AND b.tenant = w.tenant
                    AND b.conversation = c.id) AS busy_until,
                got.times, got.digest_due
            FROM\s""";
    private static final String PERSON =
            "\nLEFT JOIN people p ON p.bot = w.bot AND p.tenant = w.tenant AND p.id = COALESCE(%s)";
    private static final String CONVERSATION =
            "\nLEFT JOIN conversations c ON c.bot = w.bot AND c.tenant = w.tenant AND ";
    private static final String SPEAKING = """
            %1$s.reference IS NOT NULL AND COALESCE(%1$s.existence, '') <> 'removed'
                AND NOT EXISTS (SELECT 1 FROM installations i%2$s WHERE i.bot = %1$s.bot AND i.tenant = %1$s.tenant
                    AND i.id = COALESCE(%1$s.team, %1$s.id) AND i.existence = 'removed')
                AND NOT EXISTS (SELECT 1 FROM teams g WHERE g.bot = %1$s.bot AND g.tenant = %1$s.tenant
                    AND g.id = %1$s.team AND g.existence = 'removed')""";
    private static final String TENANCY = "\nLEFT JOIN tenancies y ON y.bot = w.bot AND y.tenant = w.tenant"
            + "\nLEFT JOIN received got ON got.person_key = CAST(w.tab AS BIGINT)";

    private final String peopleJoins;
    private final String placesJoins;

    /// @see LookUp.Asking
    LookUpSql(String key, String hint) {
        this.peopleJoins = PERSON.formatted(PersonIds.found("w"))
                + CONVERSATION + "c." + key + " = (SELECT x." + key
                + " FROM conversations x WHERE x.bot = w.bot AND x.tenant = w.tenant"
                + " AND x.person = COALESCE(p.id, w.person) AND x.type = 'personal' AND "
                + SPEAKING.formatted("x", hint) + "\nORDER BY x.reference_at DESC, x.id LIMIT 1)" + TENANCY;
        this.placesJoins = CONVERSATION + "c.id = w.place AND " + SPEAKING.formatted("c", hint)
                + PERSON.formatted("c.person, " + PersonIds.found("w")) + TENANCY;
    }

    /// For persons with their 1:1 chats.
    String people(String rows) {
        return SELECT + rows + " w" + peopleJoins;
    }

    /// For conversations with the persons whose chats they are.
    String places(String rows) {
        return SELECT + rows + " w" + placesJoins;
    }
}
