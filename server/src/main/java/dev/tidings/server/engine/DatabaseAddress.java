package dev.tidings.server.engine;

import dev.tidings.delivery.store.sql.DatabaseUrl;
import dev.tidings.server.settings.Secret;
import dev.tidings.server.settings.SettingRefusedException;
import dev.tidings.server.settings.Settings;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// From the database's settings to its address, user and password included.
final class DatabaseAddress {
    private DatabaseAddress() {}

    static DatabaseUrl of(Settings.Database database) {
        StringBuilder url = new StringBuilder(database.url());
        append(url, "user", database.username());
        Secret password = database.password();
        append(url, "password", password == null ? null : password.get());
        try {
            return DatabaseUrl.parse(url.toString());
        } catch (IllegalArgumentException wrong) {
            throw new SettingRefusedException(
                    "tidings.database.url",
                    String.valueOf(wrong.getMessage()),
                    "Use jdbc:sqlite:/path/to/file or jdbc:postgresql://host/database.");
        }
    }

    private static void append(StringBuilder url, String name, @Nullable String value) {
        if (value != null) {
            url.append(url.indexOf("?") < 0 ? '?' : '&')
                    .append(name)
                    .append('=')
                    .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    }
}
