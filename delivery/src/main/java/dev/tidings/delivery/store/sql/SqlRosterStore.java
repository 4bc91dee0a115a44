package dev.tidings.delivery.store.sql;

import dev.tidings.delivery.directory.Knowledge;
import dev.tidings.delivery.directory.Roster;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.store.RosterStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/// [RosterStore] in SQL.
record SqlRosterStore(Database database) implements RosterStore {
    private static final String HERE = " bot = :bot AND tenant = :tenant";
    private static final String INSTALLED = "EXISTS (SELECT 1 FROM installations i WHERE i.bot = %1$s.bot"
            + " AND i.tenant = %1$s.tenant AND i.id = %1$s.id AND i.existence = 'present')";
    private static final String UNNOTED = "NOT EXISTS (SELECT 1 FROM rosters r WHERE r.bot = %1$s.bot"
            + " AND r.tenant = %1$s.tenant AND r.id = %1$s.id)";
    private static final String PLACES = "SELECT t.bot, t.tenant, t.id, 0, 0, :now FROM teams t WHERE"
            + " COALESCE(t.existence, '') <> 'removed' AND " + INSTALLED.formatted("t") + " AND "
            + UNNOTED.formatted("t")
            + " UNION SELECT c.bot, c.tenant, c.id, 0, 0, :now FROM conversations c WHERE c.type = 'groupChat'"
            + " AND COALESCE(c.existence, '') <> 'removed' AND " + INSTALLED.formatted("c") + " AND "
            + UNNOTED.formatted("c");
    private static final String KEEP = """
            INSERT INTO rosters (bot, tenant, id, begun_at, link, seen, read_at, members, trouble, tries, due_at)
            VALUES (:bot, :tenant, :id, :begun, :link, :seen, :read, :members, :trouble, :tries, :due)
            ON CONFLICT (bot, tenant, id) DO UPDATE SET begun_at = excluded.begun_at, link = excluded.link,
                seen = excluded.seen, read_at = excluded.read_at, members = excluded.members,
                trouble = excluded.trouble, tries = excluded.tries, due_at = excluded.due_at""";

    @Override
    public int notice(Instant now) {
        boolean any = database.read(handle -> handle.createQuery(PLACES + " LIMIT 1")
                .bind("now", now.toEpochMilli())
                .mapTo(String.class)
                .findFirst()
                .isPresent());
        return any ? database.write(handle -> noticed(handle, now)) : 0;
    }

    private static int noticed(Handle handle, Instant now) {
        return handle.createUpdate("INSERT INTO rosters (bot, tenant, id, seen, tries, due_at) " + PLACES)
                .bind("now", now.toEpochMilli())
                .execute();
    }

    @Override
    public void again(Tenancy tenancy, String place, Instant now) {
        database.write(handle -> in(
                        handle.createUpdate(
                                "UPDATE rosters SET due_at = :now WHERE id = :id AND begun_at IS NULL AND" + HERE),
                        tenancy)
                .bind("id", place)
                .bind("now", now.toEpochMilli())
                .execute());
    }

    @Override
    public List<Tenancy> due(Instant now) {
        return database.read(
                handle -> handle.createQuery("SELECT DISTINCT bot, tenant FROM rosters WHERE due_at <= :now")
                        .bind("now", now.toEpochMilli())
                        .map((row, context) -> Columns.tenancy(row))
                        .list());
    }

    @Override
    public List<Roster> due(Tenancy tenancy, Instant now, int limit) {
        database.write(handle -> in(
                        handle.createUpdate("DELETE FROM rosters WHERE due_at <= :now AND NOT "
                                + INSTALLED.formatted("rosters") + " AND" + HERE),
                        tenancy)
                .bind("now", now.toEpochMilli())
                .execute());
        return database.read(handle -> in(
                        handle.createQuery("SELECT * FROM rosters WHERE due_at <= :now AND" + HERE
                                + " ORDER BY due_at, id LIMIT :limit"),
                        tenancy)
                .bind("now", now.toEpochMilli())
                .bind("limit", limit)
                .map(SqlRosterStore::roster)
                .list());
    }

    @Override
    public void keep(Roster roster, Knowledge learnt) {
        database.write(handle -> kept(handle, roster, learnt));
    }

    private int kept(Handle handle, Roster roster, Knowledge learnt) {
        database.prepared(handle, prepared -> KnowledgeWriter.write(prepared, learnt));
        return in(handle.createUpdate(KEEP), roster.tenancy())
                .bind("id", roster.place())
                .bind("begun", Columns.millis(roster.begunAt()))
                .bind("link", roster.link())
                .bind("seen", roster.seen())
                .bind("read", Columns.millis(roster.readAt()))
                .bind("members", roster.members())
                .bind("trouble", roster.trouble())
                .bind("tries", roster.tries())
                .bind("due", roster.dueAt().toEpochMilli())
                .execute();
    }

    @Override
    public void complete(Roster roster, Knowledge learnt) {
        Instant begun = Objects.requireNonNull(roster.readAt());
        database.write(handle -> {
            int kept = kept(handle, roster, learnt);
            return kept
                    + in(
                                    handle.createUpdate("UPDATE memberships SET existence = 'removed', existence_at ="
                                            + " :begun WHERE id = :id AND existence = 'present'"
                                            + " AND existence_at < :begun AND" + HERE),
                                    roster.tenancy())
                            .bind("id", roster.place())
                            .bind("begun", begun.toEpochMilli())
                            .execute();
        });
    }

    static Roster roster(ResultSet row, StatementContext context) throws SQLException {
        int counted = row.getInt("members");
        @Nullable Integer members = row.wasNull() ? null : counted;
        return new Roster(
                Columns.tenancy(row),
                row.getString("id"),
                Columns.optionalInstant(row, "begun_at"),
                row.getString("link"),
                row.getInt("seen"),
                Columns.optionalInstant(row, "read_at"),
                members,
                row.getString("trouble"),
                row.getInt("tries"),
                Columns.instant(row, "due_at"));
    }

    private static <S extends SqlStatement<S>> S in(S statement, Tenancy tenancy) {
        return statement.bind("bot", tenancy.bot()).bind("tenant", tenancy.tenant());
    }
}
