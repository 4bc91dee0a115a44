package dev.tidings.delivery.store.sql;

import dev.tidings.delivery.store.StoreException;
import dev.tidings.delivery.store.StoreUnavailableException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import org.jdbi.v3.core.ConnectionException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteException;

/// Tells a database that is away from a statement that is wrong.
final class Failures {
    private Failures() {}

    /// The failure in the terms of the stores; what is one already stays as it is.
    static RuntimeException of(RuntimeException failure) {
        if (failure instanceof StoreException || failure instanceof IllegalArgumentException) {
            return failure;
        }
        return unavailable(failure)
                ? new StoreUnavailableException(
                        "The database cannot be used just now; nothing was stored. Cause: " + cause(failure), failure)
                : new StoreException("The database refused a statement. Cause: " + cause(failure), failure);
    }

    /// Whether the same may succeed later without anybody changing the program.
    static boolean unavailable(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof StoreUnavailableException
                    || each instanceof ConnectionException
                    || each instanceof SQLTransientConnectionException
                    || each instanceof SQLNonTransientConnectionException
                    || each instanceof SQLRecoverableException) {
                return true;
            }
            if (each instanceof SQLiteException sqlite) {
                return unavailable(sqlite);
            }
            if (each instanceof SQLException sql) {
                return unavailable(sql.getSQLState());
            }
        }
        return false;
    }

    /// Whether somebody else wrote the same at the same time, so that one had to give way.
    static boolean collided(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof SQLException sql) {
                String state = sql.getSQLState();
                return "40P01".equals(state) || "40001".equals(state);
            }
        }
        return false;
    }

    /// Connection lost, out of resources, shutting down, file system trouble, a transaction that was
    /// frozen for too long, or a primary that became a replica.
    private static boolean unavailable(@Nullable String sqlState) {
        return sqlState != null
                && (sqlState.startsWith("08")
                        || sqlState.startsWith("53")
                        || sqlState.startsWith("57P")
                        || sqlState.startsWith("58")
                        || sqlState.equals("25P03")
                        || sqlState.equals("25006"));
    }

    private static boolean unavailable(SQLiteException failure) {
        // The primary result code is the low byte of an extended one.
        return switch (failure.getResultCode().code & 0xFF) {
            case 5, 6, 7, 8, 10, 11, 13, 14, 26 -> true; // busy, locked, memory, read-only, I/O, corrupt, full, open
            default -> false;
        };
    }

    /// The database's own words without the statement and its values, which may hold message texts.
    private static String cause(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof SQLException sql) {
                return sql.getClass().getSimpleName() + ", SQL state " + sql.getSQLState() + ", code "
                        + sql.getErrorCode();
            }
        }
        return failure.getClass().getSimpleName();
    }
}
