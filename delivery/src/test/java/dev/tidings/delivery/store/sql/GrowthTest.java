package dev.tidings.delivery.store.sql;

import static dev.tidings.delivery.notification.SomeNotifications.HERE;
import static dev.tidings.delivery.notification.SomeNotifications.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrowthTest {
    @TempDir
    Path folder;

    /// Otherwise PostgreSQL takes the tables for empty, and reads all of them for each recipient.
    @Test
    void a_directory_that_grows_at_once_is_counted_at_once() {
        DatabaseUrl url = TestDatabase.POSTGRES.fresh(folder);
        try (Stores stores = Stores.open(url)) {
            SomeDirectory.fill(stores, HERE, "19:team", 1000, NOON);
        }

        double counted = Jdbi.create(Connections.to(url, Stores.PATIENCE).plain())
                .withHandle(handle -> handle.createQuery("SELECT reltuples FROM pg_class WHERE relname = 'people'")
                        .mapTo(Double.class)
                        .one());

        assertThat(counted).isEqualTo(1000);
    }
}
