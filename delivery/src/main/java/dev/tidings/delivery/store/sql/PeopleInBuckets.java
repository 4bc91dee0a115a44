package dev.tidings.delivery.store.sql;

import dev.tidings.delivery.fact.FactChanges;
import dev.tidings.delivery.fact.Keys;
import dev.tidings.delivery.fact.People;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.flywaydb.core.api.migration.Context;

/// Puts the hashes of persons into buckets, which earlier versions kept by segment alone:
/// `h/lane/campaign/segment`.
final class PeopleInBuckets extends FactsMigration {
    private static final String OLD = "SELECT k, v FROM facts WHERE k >= 'h/' AND k < 'h/~' ORDER BY k LIMIT 200";

    PeopleInBuckets() {
        super("7", "people in buckets");
    }

    @Override
    public void migrate(Context context) throws SQLException {
        Connection connection = context.getConnection();
        try (PreparedStatement old = connection.prepareStatement(OLD);
                PreparedStatement put = connection.prepareStatement(Facts.PUT);
                PreparedStatement delete = connection.prepareStatement("DELETE FROM facts WHERE k = ?")) {
            List<Facts.Fact> some = read(old);
            while (!some.isEmpty()) {
                move(some, put, delete);
                some = read(old);
            }
        }
    }

    private static List<Facts.Fact> read(PreparedStatement old) throws SQLException {
        List<Facts.Fact> some = new ArrayList<>();
        try (ResultSet row = old.executeQuery()) {
            while (row.next()) {
                some.add(new Facts.Fact(row.getString(1), row.getBytes(2)));
            }
        }
        return some;
    }

    private static void move(List<Facts.Fact> some, PreparedStatement put, PreparedStatement delete)
            throws SQLException {
        FactChanges changes = new FactChanges();
        for (Facts.Fact fact : some) {
            People.add(changes, Keys.laneOf(fact.key()), Keys.lastSegmentOf(fact.key()), entries(fact.value()));
            delete.setString(1, fact.key());
            delete.addBatch();
        }
        Facts.put(put, Facts.added(changes));
        delete.executeBatch();
    }

    private static List<People.Entry> entries(byte[] hashes) {
        int[] numbers = new int[hashes.length / Integer.BYTES];
        ByteBuffer.wrap(hashes).asIntBuffer().get(numbers);
        return Arrays.stream(numbers)
                .mapToObj(hash -> new People.Entry(hash, 0))
                .toList();
    }
}
