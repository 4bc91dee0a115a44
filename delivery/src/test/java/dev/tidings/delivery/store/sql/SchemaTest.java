package dev.tidings.delivery.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.delivery.store.StoreException;
import dev.tidings.delivery.store.StoreUnavailableException;
import java.time.Duration;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

class SchemaTest extends OnEveryDatabase {

    SchemaTest(TestDatabase kind) {
        super(kind);
    }

    @Test
    void a_schema_that_a_newer_tidings_made_is_refused_with_what_to_do() {
        stores.close();
        jdbi().useHandle(handle -> handle.execute("""
                INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, installed_by,
                    execution_time, success)
                VALUES (99, '99', 'from the future', 'SQL', 'V99__from_the_future.sql', 'somebody', 1, ?)""", true));

        assertThatThrownBy(() -> Stores.open(url))
                .isInstanceOf(StoreException.class)
                .isNotInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("schema version 99")
                .hasMessageContaining("newer Tidings");
    }

    @Test
    void opening_again_changes_nothing() {
        stores.settings().put("name", "value");
        reopen();
        assertThat(stores.settings().find("name")).contains("value");
    }

    private Jdbi jdbi() {
        return Jdbi.create(Connections.to(url, Duration.ofSeconds(5)).plain());
    }
}
