package dev.tidings.delivery.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.delivery.fact.FactChanges;
import dev.tidings.delivery.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class BackupTest {
    @TempDir
    Path folder;

    @Test
    void a_backup_of_a_running_database_is_one_state_of_it_and_restores_to_just_that() throws InterruptedException {
        DatabaseUrl url = database("tidings.db");
        Path backup = folder.resolve("backup.db");
        try (Stores stores = Stores.open(url)) {
            Writing writing = new Writing(stores);
            writing.awaitSome();
            stores.backup(backup);
            writing.end();
            stores.settings().put("written", "after the backup");
        }

        Stores.restore(url, backup);

        try (Stores stores = Stores.open(url)) {
            assertThat(stores.settings().find("written")).isEmpty();
            int pairs = Writing.checked(stores);
            assertThat(pairs).isPositive();
        }
        assertThat(backup).as("the backup can be used again").exists();
        assertThat(folder.resolve("tidings.db.restoring")).doesNotExist();
    }

    @Test
    void what_was_there_before_is_kept_beside_it_with_its_newest_commits() throws Exception {
        DatabaseUrl url = database("tidings.db");
        Path backup = aBackup();
        try (Stores stores = Stores.open(url)) {
            stores.settings().put("which", "old");
            Path killed = Files.createDirectory(folder.resolve("killed"));
            for (String suffix : new String[] {"", "-wal"}) {
                Files.copy(folder.resolve("tidings.db" + suffix), killed.resolve("tidings.db" + suffix));
            }
        }
        DatabaseUrl killed = database("killed/tidings.db");

        Stores.restore(killed, backup);

        assertThat(setting(killed)).isEqualTo("backup");
        assertThat(setting(database("killed/tidings.db.replaced"))).isEqualTo("old");
    }

    @Test
    void a_backup_is_restored_where_nothing_was() {
        DatabaseUrl url = database("new/tidings.db");

        Stores.restore(url, aBackup());

        assertThat(setting(url)).isEqualTo("backup");
    }

    @Test
    void a_database_that_a_server_holds_is_not_replaced() {
        Path backup = aBackup();
        DatabaseUrl url = database("tidings.db");
        try (Stores stores = Stores.open(url)) {
            stores.settings().put("which", "running");
            assertThatThrownBy(() -> Stores.restore(url, backup))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("in use by another Tidings");
        }
        assertThat(setting(url)).isEqualTo("running");
    }

    @Test
    void what_is_damaged_foreign_or_newer_is_refused_and_nothing_is_changed() throws IOException, SQLException {
        DatabaseUrl url = database("tidings.db");
        try (Stores stores = Stores.open(url)) {
            stores.settings().put("which", "present");
        }
        Path text = Files.writeString(folder.resolve("text.db"), "no database, however long it is ".repeat(500));
        Path torn = aBackup();
        byte[] bytes = Files.readAllBytes(torn);
        Files.write(torn, Arrays.copyOf(bytes, bytes.length - 8192));
        Path foreign = folder.resolve("foreign.db");
        execute(foreign, "CREATE TABLE something (x TEXT)");
        Path newer = aBackup();
        execute(newer, "UPDATE flyway_schema_history SET version = '99' WHERE version = '3'");

        assertRefused(url, text, "not an SQLite database, or damaged");
        assertRefused(url, torn, "damaged");
        assertRefused(url, foreign, "not a database of Tidings");
        assertRefused(url, newer, "schema version 99");
        assertRefused(url, folder.resolve("absent.db"), "can be read");

        assertThat(setting(url)).isEqualTo("present");
        assertThat(folder.resolve("tidings.db.replaced")).doesNotExist();
        assertThat(folder.resolve("tidings.db.restoring")).doesNotExist();
    }

    @Test
    void a_backup_neither_replaces_a_file_nor_leaves_half_of_one() {
        Path backup = aBackup();
        try (Stores stores = Stores.open(database("tidings.db"))) {
            assertThatThrownBy(() -> stores.backup(backup))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("there already");
            assertThatThrownBy(() -> stores.backup(folder.resolve("absent/backup.db")))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("folder");
        }
    }

    @Test
    void postgresql_is_left_to_its_own_tools() {
        DatabaseUrl url = TestDatabase.POSTGRES.fresh(folder);
        try (Stores stores = Stores.open(url)) {
            assertThatThrownBy(() -> stores.backup(folder.resolve("backup.db")))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("pg_dump");
        }
        assertThatThrownBy(() -> Stores.restore(url, folder.resolve("backup.db")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("pg_restore");
    }

    private void assertRefused(DatabaseUrl url, Path backup, String why) {
        assertThatThrownBy(() -> Stores.restore(url, backup))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(why);
    }

    private DatabaseUrl database(String name) {
        return new DatabaseUrl.Sqlite(folder.resolve(name));
    }

    private Path aBackup() {
        String name = "source-" + System.nanoTime();
        try (Stores stores = Stores.open(database(name + ".db"))) {
            stores.settings().put("which", "backup");
            FactChanges facts = new FactChanges();
            for (int number = 0; number < 200; number++) {
                facts.put("x/" + number, new byte[1000]);
            }
            stores.dispatch().commit(facts);
            Path backup = folder.resolve(name + ".backup");
            stores.backup(backup);
            return backup;
        }
    }

    private static String setting(DatabaseUrl url) {
        try (Stores stores = Stores.open(url)) {
            return stores.settings().find("which").orElseThrow();
        }
    }

    private static void execute(Path file, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// Writes pairs of facts, each in one transaction, until it is ended.
    private static final class Writing {
        private final AtomicInteger written = new AtomicInteger();
        private final CountDownLatch some = new CountDownLatch(200);
        private final Thread thread;
        private volatile boolean ended;

        Writing(Stores stores) {
            this.thread = Thread.startVirtualThread(() -> {
                while (!ended) {
                    int number = written.incrementAndGet();
                    stores.dispatch()
                            .commit(new FactChanges()
                                    .put("a/" + number, new byte[500])
                                    .put("b/" + number, new byte[500]));
                    some.countDown();
                }
            });
        }

        void awaitSome() throws InterruptedException {
            some.await();
        }

        /// How many pairs there are; fails if one is not complete, or one is missing between others.
        static int checked(Stores stores) {
            AtomicInteger ones = new AtomicInteger();
            AtomicInteger others = new AtomicInteger();
            stores.dispatch().scan("a/", "a/~", (key, value) -> ones.incrementAndGet() > 0);
            stores.dispatch().scan("b/", "b/~", (key, value) -> others.incrementAndGet() > 0);
            assertThat(ones.get()).isEqualTo(others.get());
            assertThat(stores.dispatch().get("a/" + ones.get())).isNotNull();
            return ones.get();
        }

        void end() throws InterruptedException {
            ended = true;
            thread.join();
        }
    }
}
