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
    },
    POSTGRES {
        @Override
        public DatabaseUrl fresh(Path folder) {
            String name = "tidings_" + COUNT.incrementAndGet();
            create(name);
            return DatabaseUrl.parse(Server.RUNNING.getJdbcUrl("postgres", name) + "&password=postgres");
        }
    };

    private static final AtomicInteger COUNT = new AtomicInteger();

    /// An empty database of this kind.
    public abstract DatabaseUrl fresh(Path folder);

    /// The port of the PostgreSQL server.
    static int postgresPort() {
        return Server.RUNNING.getPort();
    }

    private static void create(String name) {
        try (Connection connection = Server.RUNNING.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException failure) {
            throw new IllegalStateException("no database could be made", failure);
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
