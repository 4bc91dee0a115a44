package dev.tidings.delivery.store.sql;

import static java.util.stream.Collectors.joining;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/// Asks PostgreSQL for all recipients at once: a server on the network is asked twice and not hundreds of
/// times.
final class PostgresAsking implements LookUp.Asking {
    private static final String ROWS = "(SELECT u.*, u.ordinality - 1 AS n FROM unnest("
            + Wanted.COLUMNS.stream().map(name -> "?::text[]").collect(joining(", "))
            + ") WITH ORDINALITY u(" + String.join(", ", Wanted.COLUMNS) + ", ordinality))";

    @Override
    public int together(int left) {
        return left;
    }

    @Override
    public String rows(int together) {
        return ROWS;
    }

    @Override
    public void bind(PreparedStatement query, List<Wanted> wanted) throws SQLException {
        for (int column = 0; column < Wanted.COLUMNS.size(); column++) {
            int index = column;
            Object[] values =
                    wanted.stream().map(row -> row.values().get(index)).toArray();
            query.setArray(column + 1, query.getConnection().createArrayOf("text", values));
        }
    }

    @Override
    public String key() {
        return "id";
    }
}
