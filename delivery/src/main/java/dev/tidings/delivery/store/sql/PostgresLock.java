package dev.tidings.delivery.store.sql;

import dev.tidings.delivery.store.SessionLock;
import dev.tidings.delivery.store.StoreUnavailableException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An advisory lock of PostgreSQL, on a connection that does nothing else.
///
/// The server ends a session whose process has died at once, and one that says nothing for some seconds by
/// itself, since a process that is frozen, or a machine that is cut off, keeps its connection.
final class PostgresLock implements SessionLock {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresLock.class);

    /// `tidings` in ASCII.
    private static final String TAKE = "SELECT pg_try_advisory_lock(x'74696464696e6773'::bigint)";
    /// Nothing else is locked in this session.
    private static final String HELD = "SELECT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory'"
            + " AND pid = pg_backend_pid() AND granted)";
    /// Longer than a lease lasts, shorter than others want to wait.
    private static final String SESSION = "SET idle_session_timeout = '5s'; SET statement_timeout = '3s';"
            + " SET tcp_keepalives_idle = 2; SET tcp_keepalives_interval = 1; SET tcp_keepalives_count = 3;"
            + " SET tcp_user_timeout = '5s'";

    private static final String UNKNOWN_SETTING = "42704";
    /// Not one of PostgreSQL's.
    private static final String ANOTHER = "TD001";

    private final DataSource source;
    private @Nullable Connection session;
    private boolean held;

    /// @param source gives connections to the server itself: behind a pool that shares them among clients
    ///     nobody holds a lock
    PostgresLock(DataSource source) {
        this.source = source;
    }

    @Override
    public boolean hold() {
        try {
            Connection open = session == null ? open() : session;
            boolean still = yes(open, held ? HELD : TAKE);
            if (held && !still) {
                throw new SQLException("the session is another one than before", ANOTHER);
            }
            held = still;
            return held;
        } catch (SQLException lost) {
            drop();
            throw new StoreUnavailableException(why(lost), lost);
        }
    }

    private static String why(SQLException lost) {
        return switch (String.valueOf(lost.getSQLState())) {
            case UNKNOWN_SETTING ->
                "Nothing is sent: PostgreSQL 14 or newer is needed, to end the session of a process that is frozen.";
            case ANOTHER ->
                "Nothing is sent: the database's connections are shared among clients. Connect to PostgreSQL itself, or"
                        + " through a pool in session mode.";
            default -> "Whether this process may send cannot be found out; SQL state " + lost.getSQLState() + ".";
        };
    }

    private Connection open() throws SQLException {
        Connection opened = source.getConnection();
        session = opened;
        try (Statement statement = opened.createStatement()) {
            statement.execute(SESSION);
        }
        return opened;
    }

    private static boolean yes(Connection session, String question) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet answer = statement.executeQuery(question)) {
            return answer.next() && answer.getBoolean(1);
        }
    }

    /// Ends the session, and the lock with it.
    private void drop() {
        Connection ended = session;
        session = null;
        held = false;
        if (ended != null) {
            try {
                ended.close();
            } catch (SQLException already) {
                LOG.debug("The session had ended", already);
            }
        }
    }

    @Override
    public void close() {
        drop();
    }
}
