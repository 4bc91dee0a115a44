package dev.tidings.delivery.store.sql;

import dev.tidings.delivery.store.Collected;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rows of deliveries that wait for a digest.
final class CollectedRows {
    private static final String ADD = "INSERT INTO collected (bot, tenant, person, campaign, ordinal, person_key,"
            + " topic, collected_at, expires_at, due, capped) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";
    private static final String WAITS = "INSERT INTO received (person_key, times, digest_due) VALUES (?, ?, ?)"
            + " ON CONFLICT (person_key) DO UPDATE SET digest_due = excluded.digest_due"
            + " WHERE received.digest_due IS NULL OR received.digest_due > excluded.digest_due";
    private static final byte[] NO_TIMES = {};

    private CollectedRows() {}

    static void add(Prepared prepared, List<Collected> collected) throws SQLException {
        if (collected.isEmpty()) {
            return;
        }
        PreparedStatement add = prepared.statement(ADD);
        PreparedStatement waits = prepared.statement(WAITS);
        for (Collected one : collected) {
            bind(add, one);
            add.addBatch();
            if (one.capped()) {
                waits.setLong(1, one.personKey());
                waits.setBytes(2, NO_TIMES);
                waits.setLong(3, one.due().toEpochMilli());
                waits.addBatch();
            }
        }
        Prepared.run(add);
        Prepared.run(waits);
    }

    private static void bind(PreparedStatement add, Collected one) throws SQLException {
        add.setString(1, one.lane().bot());
        add.setString(2, one.lane().tenant());
        add.setString(3, CleanText.clean(one.person()));
        add.setString(4, one.campaign().text());
        add.setLong(5, one.ordinal());
        add.setLong(6, one.personKey());
        add.setString(7, one.topic() == null ? null : CleanText.clean(one.topic()));
        add.setLong(8, one.at().toEpochMilli());
        bind(add, 9, one.expiresAt());
        add.setLong(10, one.due().toEpochMilli());
        add.setInt(11, one.capped() ? 1 : 0);
    }

    private static void bind(PreparedStatement add, int index, @Nullable Instant instant) throws SQLException {
        if (instant == null) {
            add.setNull(index, Types.BIGINT);
        } else {
            add.setLong(index, instant.toEpochMilli());
        }
    }
}
