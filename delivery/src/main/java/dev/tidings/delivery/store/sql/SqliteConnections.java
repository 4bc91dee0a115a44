package dev.tidings.delivery.store.sql;

import com.zaxxer.hikari.HikariDataSource;
import dev.tidings.delivery.store.SessionLock;
import dev.tidings.delivery.store.StoreException;
import dev.tidings.delivery.store.StoreInUseException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.apache.commons.dbcp2.BasicDataSource;
import org.apache.commons.dbcp2.ConnectionFactory;
import org.apache.commons.dbcp2.DataSourceConnectionFactory;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteDataSource;

/// SQLite with a write-ahead log, synced at every commit.
record SqliteConnections(Path file, Duration patience) implements Connections {
    private static final int READERS = 4;

    /// How many statements each of these keeps prepared.
    private static final int STATEMENTS = 100;

    /// Locks a file beside the database: two servers on one file would send everything twice.
    @Override
    public AutoCloseable hold() {
        Path lock = file.resolveSibling(file.getFileName() + ".lock");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new StoreInUseException(
                        "The database file " + file + " is in use by another Tidings; stop that one first, or choose"
                                + " another file with tidings.database.url. For several processes on one database"
                                + " use PostgreSQL.");
            }
            return channel;
        } catch (IOException failure) {
            throw new StoreException(
                    "The database file " + file + " cannot be created or locked: check that its folder can be written"
                            + " to.",
                    failure);
        }
    }

    /// The file is held by one process as long as it is open.
    @Override
    public Optional<SessionLock> lock() {
        return Optional.empty();
    }

    @Override
    public HikariDataSource writer() {
        return new HikariDataSource(Connections.pool("tidings-writer", source(), 1, patience));
    }

    /// A pool that keeps statements prepared: to prepare one takes SQLite far longer than most of them
    /// take.
    @Override
    public DataSource readers() {
        BasicDataSource pool = new BasicDataSource() {
            @Override
            protected ConnectionFactory createConnectionFactory() {
                return new DataSourceConnectionFactory(source());
            }
        };
        pool.setMaxTotal(READERS);
        pool.setMaxIdle(READERS);
        pool.setMaxWait(patience);
        pool.setConnectionInitSqls(List.of("PRAGMA query_only = ON"));
        pool.setTestOnBorrow(false);
        pool.setPoolPreparedStatements(true);
        pool.setMaxOpenPreparedStatements(STATEMENTS);
        return pool;
    }

    @Override
    public DataSource plain() {
        return source();
    }

    @Override
    public Map<String, String> words() {
        return Map.of(
                "text", "TEXT",
                "bytes", "BLOB",
                "clustered", "WITHOUT ROWID",
                "json_object", "json_object",
                "identity", "INTEGER PRIMARY KEY AUTOINCREMENT");
    }

    @Override
    public String through(String index) {
        return " INDEXED BY " + index;
    }

    @Override
    public void count(Handle handle) {
        // It plans by what indexes there are.
    }

    @Override
    public LookUp lookUp() {
        return new LookUp(new SqliteAsking(), through(LookUpSql.GONE));
    }

    private DataSource source() {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.setBusyTimeout((int) patience.toMillis());
        config.enforceForeignKeys(true);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }
}
