package dev.tidings.delivery.store.sql;

import dev.tidings.delivery.fact.FactChanges;
import dev.tidings.delivery.fact.FactStore;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The table of facts.
final class Facts {
    static final String PUT = "INSERT INTO facts (k, v) VALUES (?, ?) ON CONFLICT (k) DO UPDATE SET v = excluded.v";

    private static final String DELETE = "DELETE FROM facts WHERE k = ?";
    static final String SCAN = "SELECT k, v FROM facts WHERE k >= ? AND k < ? ORDER BY k LIMIT ?";
    private static final String KEYS = "SELECT k FROM facts WHERE k >= ? AND k < ? ORDER BY k LIMIT ?";

    /// How many facts a scan reads at once: few, since some hold hundreds of recipients.
    private static final int PART = 100;

    private Facts() {}

    /// A fact with its key.
    @SuppressWarnings("ArrayRecordComponent") // nobody compares facts
    record Fact(String key, byte[] value) {}

    static byte @Nullable [] get(Handle handle, String key) {
        return handle.createQuery("SELECT v FROM facts WHERE k = ?")
                .bind(0, key)
                .map((row, context) -> row.getBytes(1))
                .findOne()
                .orElse(null);
    }

    static byte @Nullable [] get(Prepared prepared, String key) throws SQLException {
        PreparedStatement query = prepared.statement("SELECT v FROM facts WHERE k = ?");
        query.setString(1, key);
        try (ResultSet row = query.executeQuery()) {
            return row.next() ? row.getBytes(1) : null;
        }
    }

    static boolean any(Handle handle, String from, String to) {
        return !keys(handle, from, to, 1).isEmpty();
    }

    static List<String> keys(Handle handle, String from, String to, int limit) {
        return handle.createQuery(KEYS)
                .bind(0, from)
                .bind(1, to)
                .bind(2, limit)
                .map((row, context) -> row.getString(1))
                .list();
    }

    static List<Fact> part(Handle handle, String from, String to, int limit) {
        return handle.createQuery(SCAN)
                .bind(0, from)
                .bind(1, to)
                .bind(2, limit)
                .map((row, context) -> new Fact(row.getString(1), row.getBytes(2)))
                .list();
    }

    /// Reads part by part; a part is read by its own transaction unless the handle is in one.
    static void scan(PartReader reader, String from, String to, FactStore.Visitor visitor) {
        String next = from;
        while (true) {
            List<Fact> facts = reader.part(next, to, PART);
            for (Fact fact : facts) {
                if (!visitor.fact(fact.key(), fact.value())) {
                    return;
                }
            }
            if (facts.size() < PART) {
                return;
            }
            next = after(facts.getLast().key());
        }
    }

    /// Reads some facts of a range.
    interface PartReader {
        List<Fact> part(String from, String to, int limit);
    }

    /// The first key that may follow one.
    static String after(String key) {
        return key + " ";
    }

    static int apply(Prepared prepared, FactChanges changes) throws SQLException {
        PreparedStatement put = prepared.statement(PUT);
        PreparedStatement delete = prepared.statement(DELETE);
        List<String> gone = new ArrayList<>();
        changes.forEach((key, value) -> {}, gone::add);
        put(put, added(changes));
        for (String key : gone) {
            delete.setString(1, key);
            delete.addBatch();
        }
        if (!gone.isEmpty()) {
            Prepared.run(delete);
        }
        return changes.size();
    }

    static List<Fact> added(FactChanges changes) {
        List<Fact> added = new ArrayList<>(changes.size());
        changes.forEach((key, value) -> added.add(new Fact(key, value)), key -> {});
        return added;
    }

    static void put(PreparedStatement put, List<Fact> facts) throws SQLException {
        for (Fact fact : facts) {
            put.setString(1, fact.key());
            put.setBytes(2, fact.value());
            put.addBatch();
        }
        if (!facts.isEmpty()) {
            Prepared.run(put);
        }
    }

    /// How many segments of work are among changes.
    static int segments(FactChanges changes) {
        AtomicInteger count = new AtomicInteger();
        changes.forEach(
                (key, value) -> {
                    if (key.startsWith("q/")) {
                        count.incrementAndGet();
                    }
                },
                key -> {});
        return count.get();
    }
}
