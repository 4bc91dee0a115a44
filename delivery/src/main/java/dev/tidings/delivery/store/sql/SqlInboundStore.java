package dev.tidings.delivery.store.sql;

import dev.tidings.delivery.directory.Knowledge;
import dev.tidings.delivery.store.Arrival;
import dev.tidings.delivery.store.InboundStore;
import dev.tidings.delivery.store.RecordedActivity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;

/// [InboundStore] in SQL.
record SqlInboundStore(Database database) implements InboundStore {
    private static final String COLUMNS = "sequence, bot, conversation, body, received_at, tries, trouble";

    @Override
    public boolean record(Arrival arrival) {
        return database.write(handle -> handle.execute(
                        "INSERT INTO activities (bot, conversation, activity_key, body, state, tries, received_at)"
                                + " VALUES (?, ?, ?, ?, 'pending', 0, ?) ON CONFLICT (bot, conversation, activity_key) DO NOTHING",
                        arrival.bot(),
                        arrival.conversation(),
                        arrival.key(),
                        arrival.body(),
                        arrival.receivedAt().toEpochMilli()))
                > 0;
    }

    @Override
    public List<RecordedActivity> pending(int limit) {
        return inState("pending", limit);
    }

    @Override
    public void processed(List<RecordedActivity> activities, Knowledge learnt, Instant now) {
        database.write(handle -> {
            KnowledgeWriter.write(handle, learnt);
            database.growth().by(handle, learnt.things().size());
            PreparedBatch done = handle.prepareBatch(
                    "UPDATE activities SET state = 'done', body = NULL, done_at = ? WHERE sequence = ?");
            activities.forEach(activity -> done.add(now.toEpochMilli(), activity.sequence()));
            return done.execute().length;
        });
    }

    @Override
    public int failed(RecordedActivity activity) {
        return database.write(handle -> handle.createQuery(
                        "UPDATE activities SET tries = tries + 1 WHERE sequence = ? RETURNING tries")
                .bind(0, activity.sequence())
                .mapTo(Integer.class)
                .one());
    }

    @Override
    public void setAside(RecordedActivity activity, String reason, Instant now) {
        database.write(handle -> handle.execute(
                "UPDATE activities SET state = 'aside', trouble = ?, done_at = ? WHERE sequence = ?",
                reason,
                now.toEpochMilli(),
                activity.sequence()));
    }

    @Override
    public List<RecordedActivity> setAside(int limit) {
        return inState("aside", limit);
    }

    @Override
    public int forgetBefore(Instant instant) {
        return database.write(handle ->
                handle.execute("DELETE FROM activities WHERE state = 'done' AND done_at < ?", instant.toEpochMilli()));
    }

    /// The state is written into the statement, since the index is only used for a state that the planner
    /// sees.
    private List<RecordedActivity> inState(String state, int limit) {
        return database.read(handle -> handle.createQuery("SELECT " + COLUMNS + " FROM activities WHERE state = '"
                        + state + "' ORDER BY sequence LIMIT ?")
                .bind(0, limit)
                .map(SqlInboundStore::row)
                .list());
    }

    private static RecordedActivity row(ResultSet row, StatementContext context) throws SQLException {
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
