package dev.tidings.delivery.store.sql;

import static java.util.stream.Collectors.joining;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Asks SQLite for twenty recipients at a time and for the rest one by one, so that two statements do for any
/// number.
final class SqliteAsking implements LookUp.Asking {
    private static final int TOGETHER = 20;

    private final String one = values(1);
    private final String many = values(TOGETHER);

    @Override
    public int together(int left) {
        return left < TOGETHER ? 1 : TOGETHER;
    }

    @Override
    public String rows(int together) {
        return together == 1 ? one : many;
    }

    @Override
    public void bind(PreparedStatement query, List<Wanted> wanted) throws SQLException {
        int position = 1;
        for (Wanted row : wanted) {
            for (@Nullable String value : row.values()) {
                query.setString(position++, value);
            }
        }
    }

    @Override
    public String key() {
        return "rowid";
    }

    private static String values(int together) {
        String names = IntStream.range(0, Wanted.COLUMNS.size())
                .mapToObj(index -> "column" + (index + 2) + " AS " + Wanted.COLUMNS.get(index))
                .collect(joining(", "));
        String row = ", ?".repeat(Wanted.COLUMNS.size()) + ")";
        return "(SELECT column1 AS n, " + names + " FROM (VALUES "
                + IntStream.range(0, together)
                        .mapToObj(index -> "(" + index + row)
                        .collect(joining(", "))
                + "))";
    }
}
