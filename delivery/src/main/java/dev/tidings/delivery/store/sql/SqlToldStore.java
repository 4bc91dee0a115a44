package dev.tidings.delivery.store.sql;

import dev.tidings.delivery.store.Told;
import dev.tidings.delivery.store.ToldStore;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// [ToldStore] in SQL.
record SqlToldStore(Database database) implements ToldStore {
    /// Each node has a session in which it holds the lock, or tries to get it.
    private static final String NODES = "SELECT count(*) FROM pg_stat_activity WHERE application_name = '"
            + PostgresConnections.LEASE + "' AND datname = current_database()";

    /// Clocks of nodes differ by less.
    private static final Duration LONG = Duration.ofHours(1);

    @Override
    public int nodes() {
        return database.read(
                handle -> handle.createQuery(NODES).mapTo(Integer.class).one());
    }

    @Override
    public void tell(String node, List<Told> happened) {
        database.write(handle -> {
            var insert = handle.prepareBatch(
                    "INSERT INTO told (node, bot, tenant, kind, body, told_at) VALUES (?, ?, ?, ?, ?, ?)");
            for (Told each : happened) {
                insert.bind(0, node)
                        .bind(1, each.tenancy().bot())
                        .bind(2, each.tenancy().tenant())
                        .bind(3, each.kind())
                        .bind(4, each.body())
                        .bind(5, each.at().toEpochMilli())
                        .add();
            }
            return insert.execute();
        });
    }

    @Override
    public Map<String, Long> latest() {
        return database.read(handle -> {
            Map<String, Long> latest = new HashMap<>();
            handle.createQuery("SELECT node, max(number) AS latest FROM told GROUP BY node")
                    .map((row, context) -> Map.entry(row.getString("node"), row.getLong("latest")))
                    .forEach(entry -> latest.put(entry.getKey(), entry.getValue()));
            return latest;
        });
    }

    @Override
    public List<Told> after(String node, long number, int limit) {
        return database.read(handle -> handle.createQuery(
                        "SELECT * FROM told WHERE node = ? AND number > ? ORDER BY number LIMIT ?")
                .bind(0, node)
                .bind(1, number)
                .bind(2, limit)
                .map((row, context) -> new Told(
                        row.getLong("number"),
                        Columns.tenancy(row),
                        row.getString("kind"),
                        row.getString("body"),
                        Columns.instant(row, "told_at")))
                .list());
    }

    @Override
    public void forget(String node, Instant before) {
        database.write(handle -> handle.execute(
                "DELETE FROM told WHERE (node = ? AND told_at < ?) OR told_at < ?",
                node,
                before.toEpochMilli(),
                before.minus(LONG).toEpochMilli()));
    }
}
