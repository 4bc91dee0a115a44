package dev.tidings.delivery.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Statements that stay prepared on the writer's connection, in plain JDBC: JDBI prepares them anew in each
/// transaction, and thousands run per second.
///
/// Used by the writer's thread alone.
final class Prepared {
    private final Map<String, PreparedStatement> statements = new HashMap<>();
    private @Nullable Connection connection;

    /// Something to do with prepared statements.
    interface Work<T extends @Nullable Object> {
        T run(Prepared prepared) throws SQLException;
    }

    /// Does work in the transaction of a handle.
    <T extends @Nullable Object> T with(Handle handle, Work<T> work) {
        try {
            use(handle.getConnection().unwrap(Connection.class));
            return work.run(this);
        } catch (SQLException failure) {
            throw new IllegalStateException("a prepared statement failed", failure);
        }
    }

    /// The statement; whoever gets it sets all its values and closes its results.
    PreparedStatement statement(String sql) throws SQLException {
        PreparedStatement known = statements.get(sql);
        if (known != null) {
            return known;
        }
        if (connection == null) {
            throw new IllegalStateException("there is no connection yet");
        }
        PreparedStatement prepared = connection.prepareStatement(sql);
        statements.put(sql, prepared);
        return prepared;
    }

    /// Executes a statement once.
    ///
    /// @param values texts, whole numbers, bytes and nulls
    static void execute(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int index = 0; index < values.length; index++) {
            switch (values[index]) {
                case String text -> statement.setString(index + 1, CleanText.clean(text));
                case Long number -> statement.setLong(index + 1, number);
                case Integer number -> statement.setInt(index + 1, number);
                case byte[] bytes -> statement.setBytes(index + 1, bytes);
                case null -> statement.setObject(index + 1, null);
                case Object other -> throw new IllegalArgumentException("not a value: " + other.getClass());
            }
        }
        statement.executeUpdate();
    }

    /// Executes a statement for all the values added to it.
    static void run(PreparedStatement batch) throws SQLException {
        try {
            batch.executeBatch();
        } finally {
            batch.clearBatch();
        }
    }

    /// The pool replaces connections at times; statements end with theirs.
    @SuppressWarnings("ReferenceEquality") // the very same connection is meant
    private void use(Connection current) {
        if (current != connection) {
            statements.clear();
            connection = current;
        }
    }
}
