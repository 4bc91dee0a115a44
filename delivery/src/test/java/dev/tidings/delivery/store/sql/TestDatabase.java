package dev.tidings.delivery.store.sql;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/// The databases on which every store must behave the same.
public enum TestDatabase {
    SQLITE {
        @Override
        public DatabaseUrl fresh(Path folder) {
            return DatabaseUrl.parse("jdbc:sqlite:" + folder.resolve("tidings-" + COUNT.incrementAndGet() + ".db"));
        }

        @Override
        void drop(DatabaseUrl url) {
            // it goes with its folder
        }
    },
    POSTGRES {
        @Override
        public DatabaseUrl fresh(Path folder) {
            String name = "tidings_" + COUNT.incrementAndGet();
            execute("CREATE DATABASE " + name);
            return DatabaseUrl.parse(Server.RUNNING.getJdbcUrl("postgres", name) + "&password=postgres");
        }

        @Override
        void drop(DatabaseUrl url) {
            String path = ((DatabaseUrl.Postgres) url).url().replaceAll("\\?.*", "");
            execute("DROP DATABASE " + path.substring(path.lastIndexOf('/') + 1) + " WITH (FORCE)");
        }
    };

    private static final AtomicInteger COUNT = new AtomicInteger();

    /// An empty database of this kind.
    public abstract DatabaseUrl fresh(Path folder);

    /// Removes a database that nobody needs any more: a server that holds a hundred of them takes long to
    /// end.
    abstract void drop(DatabaseUrl url);

    /// The port of the PostgreSQL server.
    static int postgresPort() {
        return Server.RUNNING.getPort();
    }

    private static void execute(String sql) {
        try (Connection connection = Server.RUNNING.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException("a database could be neither made nor removed", failure);
        }
    }

    /// Started once, when first needed, and ended with the JVM.
    private static final class Server {
        static final EmbeddedPostgres RUNNING = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder().start();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
