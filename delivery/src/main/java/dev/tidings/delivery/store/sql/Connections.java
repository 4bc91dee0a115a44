package dev.tidings.delivery.store.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.tidings.delivery.store.SessionLock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;

/// How one kind of database is connected to.
interface Connections {

    /// The kind that a URL asks for.
    static Connections to(DatabaseUrl url, Duration patience) {
        return switch (url) {
            case DatabaseUrl.Sqlite sqlite -> new SqliteConnections(sqlite.file(), patience);
            case DatabaseUrl.Postgres postgres -> new PostgresConnections(postgres, patience);
        };
    }

    /// Makes sure that nobody else writes while this is held, as far as the kind of database needs that.
    AutoCloseable hold();

    /// Whether several processes may be at work on the same database.
    default boolean shared() {
        return lock().isPresent();
    }

    /// The lock by which several processes on the same database agree on who sends; empty where the
    /// database has one process only.
    Optional<SessionLock> lock();

    /// A single connection that writes.
    HikariDataSource writer();

    /// Connections that only read.
    DataSource readers();

    /// Connections for migrations, not pooled.
    DataSource plain();

    /// What the migrations call differently here.
    Map<String, String> words();

    /// What follows a table in SQL to have it read through an index, where the planner would not find that
    /// itself.
    String through(String index);

    /// Has the planner count the directory again, if it plans by what it has counted.
    void count(Handle handle);

    /// How recipients are looked up at the least cost.
    LookUp lookUp();

    /// The settings that both kinds share: start without waiting for the database, and never give up on it.
    static HikariConfig pool(String name, DataSource source, int size, Duration patience) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setDataSource(source);
        config.setMaximumPoolSize(size);
        config.setConnectionTimeout(Math.max(250, patience.toMillis()));
        config.setInitializationFailTimeout(-1);
        return config;
    }
}
