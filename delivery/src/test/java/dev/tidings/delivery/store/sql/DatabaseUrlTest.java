package dev.tidings.delivery.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {

    @Test
    void a_file_is_named_by_its_path() {
        assertThat(DatabaseUrl.parse("jdbc:sqlite:data/tidings.db"))
                .isEqualTo(new DatabaseUrl.Sqlite(Path.of("data/tidings.db")));
    }

    @Test
    void user_and_password_are_taken_out_of_the_url_and_are_never_shown() {
        DatabaseUrl url =
                DatabaseUrl.parse("jdbc:postgresql://db:5432/tidings?user=ann&sslmode=require&password=pass%26word");

        assertThat(url)
                .isEqualTo(new DatabaseUrl.Postgres(
                        "jdbc:postgresql://db:5432/tidings?sslmode=require", "ann", "pass&word"));
        assertThat(url.toString()).isEqualTo("Postgres[jdbc:postgresql://db:5432/tidings]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "data/tidings.db",
                "jdbc:h2:mem:secret",
                "jdbc:sqlite:",
                "jdbc:sqlite::memory:",
                "jdbc:sqlite:file:secret?mode=memory"
            })
    void anything_else_is_refused_without_repeating_it(String url) {
        assertThatThrownBy(() -> DatabaseUrl.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("jdbc:sqlite:")
                .hasMessageNotContaining("secret");
    }
}
