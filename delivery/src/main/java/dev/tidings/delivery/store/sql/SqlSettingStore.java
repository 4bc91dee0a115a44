package dev.tidings.delivery.store.sql;

import dev.tidings.delivery.store.SettingStore;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// [SettingStore] in SQL.
record SqlSettingStore(Database database) implements SettingStore {

    @Override
    public Optional<String> find(String name) {
        return database.read(handle -> value(handle, name));
    }

    @Override
    public String keepFirst(String name, String value) {
        return database.write(handle -> {
            handle.execute(
                    "INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO NOTHING", name, value);
            return value(handle, name).orElseThrow();
        });
    }

    @Override
    public void put(String name, String value) {
        database.write(handle -> handle.execute(
                "INSERT INTO settings (name, value) VALUES (?, ?)"
                        + " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                name,
                value));
    }

    private static Optional<String> value(Handle handle, String name) {
        return handle.createQuery("SELECT value FROM settings WHERE name = ?")
                .bind(0, name)
                .mapTo(String.class)
                .findOne();
    }
}
