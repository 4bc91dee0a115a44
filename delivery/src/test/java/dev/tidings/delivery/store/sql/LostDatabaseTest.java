package dev.tidings.delivery.store.sql;

import static dev.tidings.delivery.notification.SomeNotifications.aNotification;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.fact.FactChanges;
import dev.tidings.delivery.inbound.Inbox;
import dev.tidings.delivery.notification.Notification;
import dev.tidings.delivery.store.Reach;
import dev.tidings.delivery.store.StoreException;
import dev.tidings.delivery.store.StoreUnavailableException;
import dev.tidings.teams.activity.Activity;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class LostDatabaseTest {
    private static final Duration SHORT = Duration.ofMillis(500);

    @TempDir
    Path folder;

    @Test
    void a_postgresql_server_that_is_away_refuses_writing_and_reading_and_works_again_when_it_is_back()
            throws IOException {
        DatabaseUrl.Postgres direct = (DatabaseUrl.Postgres) TestDatabase.POSTGRES.fresh(folder);
        try (CuttableProxy proxy = new CuttableProxy(TestDatabase.postgresPort());
                Stores stores = Stores.open(through(direct, proxy), SHORT)) {
            Notification before = accepted(stores);
            proxy.cut();
            Notification lost = aNotification();
            assertThatThrownBy(() -> stores.notifications().accept(lost, new FactChanges(), null))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageNotContaining("secret words");
            assertThatThrownBy(() -> stores.settings().find("any")).isInstanceOf(StoreUnavailableException.class);

            proxy.mend();
            Notification after = acceptedInTime(stores);

            assertThat(stores.notifications().find(before.id(), Reach.EVERYTHING))
                    .isPresent();
            assertThat(stores.notifications().find(after.id(), Reach.EVERYTHING))
                    .isPresent();
            assertThat(stores.notifications().find(lost.id(), Reach.EVERYTHING)).isEmpty();
        }
    }

    @Test
    void facts_cannot_be_written_while_the_server_is_away_and_can_be_again_when_it_is_back() throws IOException {
        DatabaseUrl.Postgres direct = (DatabaseUrl.Postgres) TestDatabase.POSTGRES.fresh(folder);
        try (CuttableProxy proxy = new CuttableProxy(TestDatabase.postgresPort());
                Stores stores = Stores.open(through(direct, proxy), SHORT)) {
            FactChanges change = new FactChanges().put("k", new byte[] {1});
            stores.dispatch().commit(change);
            proxy.cut();
            assertThatThrownBy(() -> stores.dispatch().commit(change)).isInstanceOf(StoreUnavailableException.class);

            proxy.mend();

            inTime(() -> {
                stores.dispatch().commit(new FactChanges().put("k", new byte[] {2}));
                return true;
            });
            assertThat(stores.dispatch().get("k")).isEqualTo(new byte[] {2});
        }
    }

    @Test
    void what_arrives_is_refused_while_the_server_is_away_and_worked_through_when_it_is_back() throws IOException {
        DatabaseUrl.Postgres direct = (DatabaseUrl.Postgres) TestDatabase.POSTGRES.fresh(folder);
        Activity activity = Activity.read("""
                {"type":"message","id":"1","from":{"id":"29:ann"},"conversation":{"id":"a:ann","tenantId":"t"}}""");
        try (CuttableProxy proxy = new CuttableProxy(TestDatabase.postgresPort());
                Stores stores = Stores.open(through(direct, proxy), SHORT);
                Inbox inbox = new Inbox(stores.inbound(), InstantSource.system())) {
            proxy.cut();
            inbox.start();
            assertThatThrownBy(() -> inbox.record("default", activity)).isInstanceOf(StoreUnavailableException.class);
            proxy.mend();

            inTime(() -> {
                inbox.record("default", activity);
                return true;
            });
            inTime(() -> stores.directory()
                    .person(new Tenancy("default", "t"), "29:ann")
                    .isPresent());
        }
    }

    @Test
    void a_postgresql_server_that_is_away_at_the_start_is_told_apart_from_a_wrong_schema() throws IOException {
        DatabaseUrl.Postgres direct = (DatabaseUrl.Postgres) TestDatabase.POSTGRES.fresh(folder);
        try (CuttableProxy proxy = new CuttableProxy(TestDatabase.postgresPort())) {
            proxy.cut();
            assertThatThrownBy(() -> Stores.open(through(direct, proxy), SHORT))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("tidings.database.url");
        }
    }

    @Test
    void an_sqlite_file_that_somebody_locks_refuses_writing_until_it_is_free() throws SQLException {
        Path file = folder.resolve("tidings.db");
        try (Stores stores = Stores.open(new DatabaseUrl.Sqlite(file), SHORT);
                Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement lock = other.createStatement()) {
            lock.execute("BEGIN IMMEDIATE");
            assertThatThrownBy(() -> stores.settings().put("name", "value"))
                    .isInstanceOf(StoreUnavailableException.class);
            assertThat(stores.settings().find("name")).isEmpty();

            lock.execute("ROLLBACK");
            stores.settings().put("name", "value");
            assertThat(stores.settings().find("name")).contains("value");
        }
    }

    @Test
    void a_second_tidings_on_the_same_file_is_refused_and_says_what_to_do() {
        DatabaseUrl url = new DatabaseUrl.Sqlite(folder.resolve("tidings.db"));
        try (Stores first = Stores.open(url)) {
            assertThatThrownBy(() -> Stores.open(url))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("in use by another Tidings");
            first.settings().put("still", "there");
        }
        try (Stores later = Stores.open(url)) {
            assertThat(later.settings().find("still")).contains("there");
        }
    }

    @Test
    void a_closed_store_refuses_and_does_not_hang() {
        Stores stores = Stores.open(new DatabaseUrl.Sqlite(folder.resolve("tidings.db")));
        stores.close();

        assertThatThrownBy(() -> stores.settings().put("name", "value")).isInstanceOf(StoreUnavailableException.class);
        stores.close();
    }

    private static DatabaseUrl through(DatabaseUrl.Postgres direct, CuttableProxy proxy) {
        String url = direct.url().replace(":" + TestDatabase.postgresPort() + "/", ":" + proxy.port() + "/");
        return new DatabaseUrl.Postgres(url, direct.user(), direct.password());
    }

    private static Notification accepted(Stores stores) {
        Notification notification = aNotification();
        stores.notifications().accept(notification, new FactChanges(), null);
        return notification;
    }

    private static Notification acceptedInTime(Stores stores) {
        AtomicReference<Notification> done = new AtomicReference<>();
        inTime(() -> {
            done.set(accepted(stores));
            return true;
        });
        return done.get();
    }

    private static void inTime(BooleanSupplier step) {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!succeeds(step)) {
            assertThat(System.nanoTime()).isLessThan(deadline);
        }
    }

    private static boolean succeeds(BooleanSupplier step) {
        try {
            return step.getAsBoolean();
        } catch (StoreUnavailableException stillAway) {
            return false;
        }
    }
}
