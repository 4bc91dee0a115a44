package dev.tidings.delivery.store.sql;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where the database is: a file of SQLite, or a PostgreSQL server.
public sealed interface DatabaseUrl {

    /// Reads `jdbc:sqlite:/path/to/file` or `jdbc:postgresql://host/database?user=...&password=...`.
    ///
    /// @throws IllegalArgumentException for anything else, with a sentence that does not repeat the text
    static DatabaseUrl parse(String url) {
        if (url.startsWith(Sqlite.PREFIX)) {
            return Sqlite.parse(url.substring(Sqlite.PREFIX.length()));
        }
        if (url.startsWith(Postgres.PREFIX)) {
            return Postgres.parse(url);
        }
        throw new IllegalArgumentException("the database URL must begin with '" + Sqlite.PREFIX + "' or '"
                + Postgres.PREFIX + "', for example jdbc:sqlite:data/tidings.db");
    }

    /// A file on this machine, used by one process at a time.
    record Sqlite(Path file) implements DatabaseUrl {
        private static final String PREFIX = "jdbc:sqlite:";

        private static Sqlite parse(String path) {
            if (path.isBlank() || path.startsWith(":") || path.startsWith("file:") || path.contains("?")) {
                throw new IllegalArgumentException(
                        "the database URL must name a file, as in jdbc:sqlite:data/tidings.db;"
                                + " in-memory databases and parameters are not supported");
            }
            return new Sqlite(Path.of(path));
        }
    }

    /// A PostgreSQL database.
    ///
    /// @param url without user and password
    record Postgres(
            String url, @Nullable String user, @Nullable String password) implements DatabaseUrl {
        private static final String PREFIX = "jdbc:postgresql:";

        private static Postgres parse(String url) {
            int question = url.indexOf('?');
            if (question < 0) {
                return new Postgres(url, null, null);
            }
            String user = null;
            String password = null;
            List<String> kept = new ArrayList<>();
            for (String parameter : url.substring(question + 1).split("&", -1)) {
                if (parameter.startsWith("user=")) {
                    user = value(parameter);
                } else if (parameter.startsWith("password=")) {
                    password = value(parameter);
                } else if (!parameter.isEmpty()) {
                    kept.add(parameter);
                }
            }
            String rest = kept.isEmpty() ? "" : "?" + String.join("&", kept);
            return new Postgres(url.substring(0, question) + rest, user, password);
        }

        private static String value(String parameter) {
            return URLDecoder.decode(parameter.substring(parameter.indexOf('=') + 1), StandardCharsets.UTF_8);
        }

        /// Leaves parameters, user and password out.
        @Override
        public String toString() {
            int question = url.indexOf('?');
            return "Postgres[" + (question < 0 ? url : url.substring(0, question)) + "]";
        }
    }
}
