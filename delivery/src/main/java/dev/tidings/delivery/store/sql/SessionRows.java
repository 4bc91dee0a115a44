package dev.tidings.delivery.store.sql;

import dev.tidings.delivery.directory.Session;
import dev.tidings.delivery.directory.Tenancy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The sessions in which people get notifications.
final class SessionRows {
    private static final String OF_PERSON = " WHERE bot = :bot AND tenant = :tenant AND person IN (<ids>)";

    private SessionRows() {}

    static Optional<Session> find(Handle handle, Tenancy tenancy, List<String> personIds) {
        return handle.createQuery("SELECT * FROM sessions" + OF_PERSON + " ORDER BY opened DESC, since DESC LIMIT 1")
                .bind("bot", tenancy.bot())
                .bind("tenant", tenancy.tenant())
                .bindList("ids", personIds)
                .map((row, context) -> new Session(
                        row.getString("conversation"),
                        row.getInt("opened") == 1,
                        Instant.ofEpochMilli(row.getLong("since"))))
                .findOne();
    }

    static int keep(Handle handle, Tenancy tenancy, String personId, Session session) {
        return handle.createUpdate("INSERT INTO sessions (bot, tenant, person, conversation, opened, since)"
                        + " VALUES (:bot, :tenant, :person, :conversation, :opened, :since)"
                        + " ON CONFLICT (bot, tenant, person) DO UPDATE SET conversation = excluded.conversation,"
                        + " opened = excluded.opened, since = excluded.since")
                .bind("bot", tenancy.bot())
                .bind("tenant", tenancy.tenant())
                .bind("person", personId)
                .bind("conversation", session.conversationId())
                .bind("opened", session.opened() ? 1 : 0)
                .bind("since", session.since().toEpochMilli())
                .execute();
    }

    static boolean forget(Handle handle, Tenancy tenancy, List<String> personIds, String conversationId) {
        return handle.createUpdate("DELETE FROM sessions" + OF_PERSON + " AND conversation = :conversation")
                        .bind("bot", tenancy.bot())
                        .bind("tenant", tenancy.tenant())
                        .bindList("ids", personIds)
                        .bind("conversation", conversationId)
                        .execute()
                > 0;
    }
}
