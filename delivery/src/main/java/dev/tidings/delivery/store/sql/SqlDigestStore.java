package dev.tidings.delivery.store.sql;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.fact.CampaignId;
import dev.tidings.delivery.fact.FactChanges;
import dev.tidings.delivery.notification.Notification;
import dev.tidings.delivery.store.Collected;
import dev.tidings.delivery.store.DigestStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/// [DigestStore] in SQL.
record SqlDigestStore(Database database) implements DigestStore {
    /// A digest tells so many at most; what is left over is told in the next.
    private static final int MOST = 500;

    @Override
    public List<Gathering> due(Instant now, int people) {
        return database.read(handle -> handle
                .createQuery("SELECT bot, tenant, person, min(due) AS first FROM collected WHERE due <= ?"
                        + " GROUP BY bot, tenant, person ORDER BY first, bot, tenant, person LIMIT ?")
                .bind(0, now.toEpochMilli())
                .bind(1, people)
                .map((row, context) -> waiting(handle, Columns.tenancy(row), row.getString("person"), now))
                .list()
                .stream()
                .filter(waiting -> !waiting.isEmpty())
                .map(SqlDigestStore::gathering)
                .toList());
    }

    private static List<Collected> waiting(Handle handle, Tenancy lane, String person, Instant now) {
        return handle.createQuery("SELECT * FROM collected WHERE bot = ? AND tenant = ? AND person = ? AND due <= ?"
                        + " ORDER BY collected_at, campaign, ordinal LIMIT " + MOST)
                .bind(0, lane.bot())
                .bind(1, lane.tenant())
                .bind(2, person)
                .bind(3, now.toEpochMilli())
                .map(SqlDigestStore::collected)
                .list();
    }

    private static Gathering gathering(List<Collected> waiting) {
        Collected first = waiting.getFirst();
        return new Gathering(first.lane(), first.person(), first.personKey(), waiting);
    }

    private static Collected collected(ResultSet row, StatementContext context) throws SQLException {
        return new Collected(
                Columns.tenancy(row),
                row.getString("person"),
                row.getLong("person_key"),
                CampaignId.parse(row.getString("campaign")),
                row.getLong("ordinal"),
                row.getString("topic"),
                Columns.instant(row, "collected_at"),
                Columns.optionalInstant(row, "expires_at"),
                Columns.instant(row, "due"),
                row.getInt("capped") != 0);
    }

    @Override
    public boolean tell(Gathering gathering, Notification digest, FactChanges work) {
        return database.write(handle -> {
            boolean waited = forget(handle, gathering) > 0;
            if (waited) {
                SqlNotificationStore.insert(database, handle, digest, work);
            }
            return waited;
        });
    }

    @Override
    public void drop(Gathering gathering) {
        database.write(handle -> forget(handle, gathering));
    }

    /// What came meanwhile goes on waiting.
    ///
    /// @return how many there were that nobody else had told
    private static int forget(Handle handle, Gathering gathering) {
        int forgotten = 0;
        for (Collected told : gathering.waiting()) {
            forgotten += handle.execute(
                    "DELETE FROM collected WHERE bot = ? AND tenant = ? AND person = ? AND campaign = ? AND ordinal = ?",
                    told.lane().bot(),
                    told.lane().tenant(),
                    told.person(),
                    told.campaign().text(),
                    told.ordinal());
        }
        handle.execute(
                "UPDATE received SET digest_due = (SELECT min(c.due) FROM collected c WHERE c.bot = ? AND c.tenant = ?"
                        + " AND c.person = ? AND c.capped = 1) WHERE person_key = ?",
                gathering.lane().bot(),
                gathering.lane().tenant(),
                gathering.person(),
                gathering.personKey());
        return forgotten;
    }
}
