package dev.tidings.server.engine;

import dev.tidings.delivery.store.sql.DatabaseUrl;
import dev.tidings.delivery.store.sql.Stores;
import java.nio.file.Path;

/// Backs up and restores the database, for the command line.
///
/// Every method throws a `StoreException` with a sentence that says what to do, and an
/// [IllegalArgumentException] if the address is none.
public final class DatabaseFiles {
    private DatabaseFiles() {}

    /// Writes one state of the database into a new file, also while the server runs.
    public static void backup(String url, Path file) {
        Stores.backup(DatabaseUrl.parse(url), file);
    }

    /// Puts a backup in place of the database of a server that does not run.
    public static void restore(String url, Path backup) {
        Stores.restore(DatabaseUrl.parse(url), backup);
    }
}
