package dev.tidings.delivery.store.sql;

import dev.tidings.delivery.directory.Colleague;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.store.ColleagueStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.SqlStatement;

/// [ColleagueStore] in SQL.
record SqlColleagueStore(Database database) implements ColleagueStore {
    private static final String HERE = " bot = :bot AND tenant = :tenant";
    private static final String KNOWN = "(SELECT p.id FROM people p WHERE p.bot = g.bot AND p.tenant = g.tenant"
            + " AND p.object_id = g.object_id ORDER BY p.heard_at DESC, p.id LIMIT 1)";
    private static final String COLLEAGUES = "SELECT g.object_id, g.guest, " + KNOWN + " AS person FROM colleagues g"
            + " WHERE g.bot = :bot AND g.tenant = :tenant";
    /// Of somebody who was refused under the object id, too.
    private static final String NOT_PARKED = " AND NOT EXISTS (SELECT 1 FROM people q WHERE q.bot = g.bot"
            + " AND q.tenant = g.tenant AND (q.object_id = g.object_id OR q.id = g.object_id) AND q.parked IS NOT NULL"
            + " AND q.heard_at < q.parked_at AND CAST(q.parked_until AS BIGINT) > :now)";
    private static final int TOGETHER = 200;

    @Override
    public Optional<Listing> listing(Tenancy tenancy) {
        return database.read(handle -> in(
                        handle.createQuery("SELECT link, complete FROM listings WHERE link IS NOT NULL AND" + HERE),
                        tenancy)
                .map((row, context) -> new Listing(row.getString("link"), row.getInt("complete") != 0))
                .findOne());
    }

    @Override
    public void keep(Tenancy tenancy, List<Colleague> present, List<String> gone, Listing listing) {
        database.write(handle -> {
            int round = round(handle, tenancy);
            add(handle, tenancy, present, round);
            for (String objectId : gone) {
                in(handle.createUpdate("DELETE FROM colleagues WHERE object_id = :id AND" + HERE), tenancy)
                        .bind("id", objectId)
                        .execute();
            }
            if (listing.complete()) {
                in(handle.createUpdate("DELETE FROM colleagues WHERE round < :round AND" + HERE), tenancy)
                        .bind("round", round)
                        .execute();
            }
            return record(handle, tenancy, listing, round);
        });
    }

    private static int round(Handle handle, Tenancy tenancy) {
        return in(handle.createQuery("SELECT round FROM listings WHERE" + HERE), tenancy)
                .mapTo(Integer.class)
                .findOne()
                .orElse(0);
    }

    private static void add(Handle handle, Tenancy tenancy, List<Colleague> present, int round) {
        PreparedBatch batch = handle.prepareBatch("INSERT INTO colleagues (bot, tenant, object_id, guest, round)"
                + " VALUES (:bot, :tenant, :id, :guest, :round) ON CONFLICT (bot, tenant, object_id)"
                + " DO UPDATE SET guest = excluded.guest, round = excluded.round");
        for (Colleague colleague : present) {
            in(batch, tenancy)
                    .bind("id", colleague.objectId())
                    .bind("guest", colleague.guest() ? 1 : 0)
                    .bind("round", round);
            batch.add();
        }
        batch.execute();
    }

    private static int record(Handle handle, Tenancy tenancy, Listing listing, int round) {
        return in(
                        handle.createUpdate("INSERT INTO listings (bot, tenant, link, complete, round)"
                                + " VALUES (:bot, :tenant, :link, :complete, :round) ON CONFLICT (bot, tenant)"
                                + " DO UPDATE SET link = excluded.link, complete = excluded.complete"),
                        tenancy)
                .bind("link", listing.link())
                .bind("complete", listing.complete() ? 1 : 0)
                .bind("round", round)
                .execute();
    }

    @Override
    public void beginAnew(Tenancy tenancy) {
        database.write(handle -> in(
                        handle.createUpdate(
                                "UPDATE listings SET link = NULL, complete = 0, round = round + 1 WHERE" + HERE),
                        tenancy)
                .execute());
    }

    @Override
    public Optional<Colleague> find(Tenancy tenancy, String objectId) {
        return database.read(handle -> in(handle.createQuery(COLLEAGUES + " AND g.object_id = :id"), tenancy)
                .bind("id", PersonIds.kept(objectId))
                .map((row, context) -> colleague(row))
                .findOne());
    }

    @Override
    public List<Colleague> colleagues(Tenancy tenancy, String after, int limit, Instant now) {
        return database.read(handle -> in(
                        handle.createQuery(COLLEAGUES + " AND g.object_id > :after" + NOT_PARKED
                                + " ORDER BY g.object_id LIMIT :limit"),
                        tenancy)
                .bind("after", after)
                .bind("now", now.toEpochMilli())
                .bind("limit", limit)
                .map((row, context) -> colleague(row))
                .list());
    }

    @Override
    public List<String> others(Tenancy tenancy, String after, int limit, Instant now) {
        return database.read(handle -> in(
                        handle.createQuery(AudienceSql.everyone(database.connections(), AudienceSql.UNLISTED)), tenancy)
                .bindMap(Map.of("id", "", "after", after, "now", now.toEpochMilli(), "limit", limit))
                .map((row, context) -> row.getString(1))
                .list());
    }

    @Override
    public List<Colleague> known(Tenancy tenancy, Collection<String> objectIds) {
        List<String> all = List.copyOf(objectIds);
        List<Colleague> known = new ArrayList<>();
        for (int from = 0; from < all.size(); from += TOGETHER) {
            List<String> some = all.subList(from, Math.min(all.size(), from + TOGETHER));
            known.addAll(database.read(handle -> in(
                            handle.createQuery("SELECT p.object_id, 0 AS guest, p.id AS person FROM people p"
                                    + " WHERE p.object_id IN (<ids>) AND" + HERE + " ORDER BY p.heard_at, p.id DESC"),
                            tenancy)
                    .bindList("ids", some)
                    .map((row, context) -> colleague(row))
                    .list()));
        }
        return known;
    }

    private static Colleague colleague(ResultSet row) throws SQLException {
        return new Colleague(row.getString("object_id"), row.getInt("guest") != 0, row.getString("person"));
    }

    private static <S extends SqlStatement<S>> S in(S statement, Tenancy tenancy) {
        return statement.bind("bot", tenancy.bot()).bind("tenant", tenancy.tenant());
    }
}
