package dev.tidings.delivery.store.sql;

import dev.tidings.delivery.directory.Knowledge;
import dev.tidings.delivery.store.Arrival;
import dev.tidings.delivery.store.InboundStore;
import dev.tidings.delivery.store.RecordedActivity;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// [InboundStore] in SQL.
record SqlInboundStore(Database database) implements InboundStore {
    private static final String RECOGNISE =
            "INSERT INTO arrivals (activity_key, conversation, bot, received_at) VALUES (?, ?, ?, ?)"
                    + " ON CONFLICT (activity_key, conversation, bot) DO NOTHING RETURNING sequence";
    private static final String KEEP =
            "INSERT INTO waiting (sequence, bot, conversation, body, received_at, tries) VALUES (?, ?, ?, ?, ?, 0)";
    private static final String WORKED_THROUGH = "DELETE FROM waiting WHERE sequence BETWEEN ? AND ?";
    /// How many are forgotten at once, so that others need not wait for long.
    private static final int PART = 5000;

    private static final String FORGET = "DELETE FROM arrivals WHERE sequence IN (SELECT sequence FROM arrivals"
            + " WHERE sequence < COALESCE((SELECT sequence FROM arrivals WHERE received_at >= :before"
            + " ORDER BY sequence LIMIT 1), 9223372036854775807) ORDER BY sequence LIMIT " + PART + ")";

    @Override
    public Optional<RecordedActivity> record(Arrival arrival) {
        RecordedActivity clean = new RecordedActivity(
                0,
                CleanText.clean(arrival.bot()),
                CleanText.clean(arrival.conversation()),
                CleanText.clean(arrival.body()),
                arrival.receivedAt(),
                0,
                null);
        String key = CleanText.clean(arrival.key());
        return database.writePrepared(prepared -> {
            long sequence = recognise(prepared, key, clean);
            if (sequence == 0) {
                return Optional.empty();
            }
            keep(prepared, sequence, clean);
            return Optional.of(clean.at(sequence));
        });
    }

    /// @return the activity's place, or 0 if it was there before; databases count from 1
    private static long recognise(Prepared prepared, String key, RecordedActivity activity) throws SQLException {
        PreparedStatement recognise = prepared.statement(RECOGNISE);
        recognise.setString(1, key);
        recognise.setString(2, activity.conversation());
        recognise.setString(3, activity.bot());
        recognise.setLong(4, activity.receivedAt().toEpochMilli());
        try (ResultSet added = recognise.executeQuery()) {
            return added.next() ? added.getLong(1) : 0;
        }
    }

    private static void keep(Prepared prepared, long sequence, RecordedActivity activity) throws SQLException {
        PreparedStatement keep = prepared.statement(KEEP);
        keep.setLong(1, sequence);
        keep.setString(2, activity.bot());
        keep.setString(3, activity.conversation());
        keep.setString(4, activity.body());
        keep.setLong(5, activity.receivedAt().toEpochMilli());
        keep.executeUpdate();
    }

    @Override
    public List<RecordedActivity> pending(int limit) {
        return first("waiting", "NULL", limit);
    }

    @Override
    public void processed(List<RecordedActivity> activities, Knowledge learnt) {
        long[] sequences = activities.stream()
                .mapToLong(RecordedActivity::sequence)
                .sorted()
                .toArray();
        database.write(handle -> {
            database.growth().by(handle, database.prepared(handle, prepared -> {
                remove(prepared, sequences);
                return KnowledgeWriter.write(prepared, learnt);
            }));
            return sequences.length;
        });
    }

    /// What arrived one after the other is removed together.
    private static void remove(Prepared prepared, long... sequences) throws SQLException {
        PreparedStatement remove = prepared.statement(WORKED_THROUGH);
        int first = 0;
        for (int next = 1; next <= sequences.length; next++) {
            if (next == sequences.length || sequences[next] != sequences[next - 1] + 1) {
                remove.setLong(1, sequences[first]);
                remove.setLong(2, sequences[next - 1]);
                remove.executeUpdate();
                first = next;
            }
        }
    }

    @Override
    public int failed(RecordedActivity activity) {
        return database.write(
                handle -> handle.createQuery("UPDATE waiting SET tries = tries + 1 WHERE sequence = ? RETURNING tries")
                        .bind(0, activity.sequence())
                        .mapTo(Integer.class)
                        .one());
    }

    @Override
    public void setAside(RecordedActivity activity, String reason) {
        database.write(handle -> {
            handle.execute(
                    "INSERT INTO set_aside (sequence, bot, conversation, body, received_at, tries, trouble)"
                            + " SELECT sequence, bot, conversation, body, received_at, tries, ? FROM waiting"
                            + " WHERE sequence = ?",
                    reason,
                    activity.sequence());
            return handle.execute("DELETE FROM waiting WHERE sequence = ?", activity.sequence());
        });
    }

    @Override
    public List<RecordedActivity> setAside(int limit) {
        return first("set_aside", "trouble", limit);
    }

    @Override
    public int forgetBefore(Instant instant) {
        int forgotten = 0;
        int part = PART;
        while (part == PART) {
            part = database.write(handle -> handle.createUpdate(FORGET)
                    .bind("before", instant.toEpochMilli())
                    .execute());
            forgotten += part;
        }
        return forgotten;
    }

    private List<RecordedActivity> first(String table, String trouble, int limit) {
        return database.read(
                handle -> handle.createQuery("SELECT sequence, bot, conversation, body, received_at, tries, " + trouble
                                + " AS trouble FROM " + table + " ORDER BY sequence LIMIT ?")
                        .bind(0, limit)
                        .map((row, context) -> row(row))
                        .list());
    }

    private static RecordedActivity row(ResultSet row) throws SQLException {
        return new RecordedActivity(
                row.getLong("sequence"),
                row.getString("bot"),
                row.getString("conversation"),
                row.getString("body"),
                Instant.ofEpochMilli(row.getLong("received_at")),
                row.getInt("tries"),
                row.getString("trouble"));
    }
}
