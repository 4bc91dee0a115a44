package dev.tidings.delivery.store.sql;

import dev.tidings.delivery.store.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.sqlite.SQLiteDataSource;

/// Copies an SQLite database while it is in use, and puts such a copy in place of one that is not.
final class Backup {
    private Backup() {}

    static StoreException leftToPostgres() {
        return new StoreException(
                "Tidings backs up and restores SQLite databases only: use pg_dump and pg_restore for PostgreSQL.",
                null);
    }

    /// SQLite would make an empty database of a file that is not there.
    static void requireThere(Path database) {
        if (!Files.exists(database)) {
            throw new StoreException("There is no database " + database + ".", null);
        }
    }

    /// Writes one state of the database into a new file, which is complete if it is there.
    static void write(DataSource database, Path target) {
        if (Files.exists(target)) {
            throw new StoreException("The file " + target + " is there already; choose another one.", null);
        }
        Path part = beside(target, ".part");
        try {
            Files.deleteIfExists(part);
            Jdbi.create(database).useHandle(handle -> handle.execute("VACUUM INTO ?", part.toString()));
            sync(part);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            sync(folder(target));
        } catch (IOException | JdbiException failure) {
            throw new StoreException(
                    "The backup " + target + " could not be written: check that its folder is there and has room.",
                    failure);
        }
    }

    /// Puts a backup in place of a database, which is kept beside it.
    static void restore(Path backup, Path database) {
        AutoCloseable hold = new SqliteConnections(database, Stores.PATIENCE).hold();
        Path copy = beside(database, ".restoring");
        try {
            Files.copy(backup, copy, StandardCopyOption.REPLACE_EXISTING);
            check(backup, copy);
            sync(copy);
            replace(database, copy);
        } catch (IOException failure) {
            throw new StoreException(
                    "The backup " + backup + " could not be put in place of " + database
                            + ": check that it can be read, and that the folder has room.",
                    failure);
        } finally {
            Database.release(hold);
        }
    }

    private static void check(Path backup, Path copy) throws IOException {
        try {
            String found = Jdbi.create(plain(copy))
                    .withHandle(handle -> handle.createQuery("PRAGMA integrity_check")
                            .mapTo(String.class)
                            .first());
            if (!found.equals("ok")) {
                throw new StoreException("The backup " + backup + " is damaged; nothing was changed.", null);
            }
            Migrations.check(new SqliteConnections(copy, Stores.PATIENCE));
        } catch (JdbiException failure) {
            Files.deleteIfExists(copy);
            throw new StoreException(
                    "The file " + backup + " is not an SQLite database, or damaged; nothing was changed.", failure);
        } catch (StoreException refused) {
            Files.deleteIfExists(copy);
            throw refused;
        }
    }

    private static void replace(Path database, Path copy) throws IOException {
        Files.deleteIfExists(beside(database, "-shm"));
        for (String suffix : new String[] {"-wal", ""}) {
            Path old = beside(database, ".replaced" + suffix);
            Files.deleteIfExists(old);
            if (Files.exists(beside(database, suffix))) {
                Files.move(beside(database, suffix), old, StandardCopyOption.ATOMIC_MOVE);
            }
        }
        Files.move(copy, database, StandardCopyOption.ATOMIC_MOVE);
        sync(folder(database));
    }

    private static DataSource plain(Path file) {
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }

    private static Path beside(Path file, String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }

    private static Path folder(Path file) {
        return Objects.requireNonNull(file.toAbsolutePath().getParent());
    }

    private static void sync(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
