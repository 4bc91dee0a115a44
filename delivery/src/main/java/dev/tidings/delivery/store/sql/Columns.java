package dev.tidings.delivery.store.sql;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.notification.Priority;
import dev.tidings.delivery.store.StoreException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How single values stand in columns.
final class Columns {
    private Columns() {}

    static @Nullable Long millis(@Nullable Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return Instant.ofEpochMilli(row.getLong(column));
    }

    static @Nullable Instant optionalInstant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    static Tenancy tenancy(ResultSet row) throws SQLException {
        return new Tenancy(row.getString("bot"), row.getString("tenant"));
    }

    /// A number that sorts the urgent first.
    static int rank(Priority priority) {
        return switch (priority) {
            case HIGH -> 0;
            case NORMAL -> 1;
            case BULK -> 2;
        };
    }

    static Priority priority(int rank) {
        return switch (rank) {
            case 0 -> Priority.HIGH;
            case 1 -> Priority.NORMAL;
            case 2 -> Priority.BULK;
            default -> throw new StoreException("The database has the unknown priority " + rank + ".", null);
        };
    }

    /// The constant that a stored word means.
    static <T> T known(Optional<T> constant, String word) {
        return constant.orElseThrow(() -> new StoreException("The database has the unknown word " + word + ".", null));
    }
}
