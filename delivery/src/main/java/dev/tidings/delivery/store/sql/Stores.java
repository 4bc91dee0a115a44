package dev.tidings.delivery.store.sql;

import dev.tidings.delivery.store.ApiKeyStore;
import dev.tidings.delivery.store.DirectoryStore;
import dev.tidings.delivery.store.InboundStore;
import dev.tidings.delivery.store.NotificationStore;
import dev.tidings.delivery.store.SettingStore;
import java.time.Duration;

/// All stores on one database. Closing finishes what is being written.
public final class Stores implements AutoCloseable {
    /// How long a call waits for a connection, or for somebody else's lock, before the database counts as away.
    public static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Database database;

    private Stores(Database database) {
        this.database = database;
    }

    /// Opens a database, makes it if it is an SQLite file that is not there, and brings its schema up to date.
    ///
    /// @throws dev.tidings.delivery.store.StoreException with a sentence that says what to do: the file is in
    ///     use by another process, cannot be written, or has a newer schema
    /// @throws dev.tidings.delivery.store.StoreUnavailableException if the server cannot be reached
    public static Stores open(DatabaseUrl url) {
        return open(url, PATIENCE);
    }

    static Stores open(DatabaseUrl url, Duration patience) {
        return new Stores(Database.open(url, patience));
    }

    /// Who can be reached and where.
    public DirectoryStore directory() {
        return new SqlDirectoryStore(database);
    }

    /// What arrived.
    public InboundStore inbound() {
        return new SqlInboundStore(database);
    }

    /// Notifications and their ledger.
    public NotificationStore notifications() {
        return new SqlNotificationStore(database);
    }

    /// API keys.
    public ApiKeyStore apiKeys() {
        return new SqlApiKeyStore(database);
    }

    /// Settings that the installation remembers.
    public SettingStore settings() {
        return new SqlSettingStore(database);
    }

    /// Finishes what is being written, then closes.
    @Override
    public void close() {
        database.close();
    }
}
