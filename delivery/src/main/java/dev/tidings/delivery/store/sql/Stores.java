package dev.tidings.delivery.store.sql;

import dev.tidings.delivery.store.ApiKeyStore;
import dev.tidings.delivery.store.AudienceStore;
import dev.tidings.delivery.store.BusyStore;
import dev.tidings.delivery.store.ColleagueStore;
import dev.tidings.delivery.store.DigestStore;
import dev.tidings.delivery.store.DirectoryStore;
import dev.tidings.delivery.store.DispatchStore;
import dev.tidings.delivery.store.DossierStore;
import dev.tidings.delivery.store.InboundStore;
import dev.tidings.delivery.store.LedgerStore;
import dev.tidings.delivery.store.NodeStore;
import dev.tidings.delivery.store.NotificationStore;
import dev.tidings.delivery.store.RemovalStore;
import dev.tidings.delivery.store.ResponseStore;
import dev.tidings.delivery.store.RosterStore;
import dev.tidings.delivery.store.ScheduleStore;
import dev.tidings.delivery.store.SessionLock;
import dev.tidings.delivery.store.SettingStore;
import dev.tidings.delivery.store.TicketStore;
import dev.tidings.delivery.store.ToldStore;
import dev.tidings.delivery.store.TopicStore;
import dev.tidings.delivery.store.WriterFigures;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// All stores on one database. Closing finishes what is being written.
public final class Stores implements AutoCloseable {
    /// How long a call waits for a connection, or for somebody else's lock, before the database counts
    /// as away.
    public static final Duration PATIENCE = Duration.ofSeconds(5);

    private final DatabaseUrl url;
    private final Database database;

    private Stores(DatabaseUrl url, Database database) {
        this.url = url;
        this.database = database;
    }

    /// Opens a database, makes it if it is an SQLite file that is not there, and brings its schema up
    /// to date.
    ///
    /// @throws dev.tidings.delivery.store.StoreException with a sentence that says what to do: the file
    /// is in
    ///     use by another process, cannot be written, or has a newer schema
    /// @throws dev.tidings.delivery.store.StoreUnavailableException if the server cannot be reached
    public static Stores open(DatabaseUrl url) {
        return open(url, PATIENCE);
    }

    static Stores open(DatabaseUrl url, Duration patience) {
        return new Stores(url, Database.open(url, patience));
    }

    /// Writes one state of an SQLite database into a new file, also while another process uses it.
    ///
    /// @throws dev.tidings.delivery.store.StoreException with a sentence that says what to do: there is
    /// no such
    ///     database, the file is there already or cannot be written, or the database is not SQLite
    public static void backup(DatabaseUrl url, Path file) {
        switch (url) {
            case DatabaseUrl.Sqlite sqlite -> {
                Backup.requireThere(sqlite.file());
                Backup.write(Connections.to(sqlite, PATIENCE).plain(), file);
            }
            case DatabaseUrl.Postgres _ -> throw Backup.leftToPostgres();
        }
    }

    /// Puts a backup in place of an SQLite database that nobody uses. What was there is kept beside it,
    /// with `.replaced` after its name.
    ///
    /// @throws dev.tidings.delivery.store.StoreException with a sentence that says what to do: the
    /// database
    ///     is in use, the backup is damaged or of a newer Tidings, or the database is not SQLite
    public static void restore(DatabaseUrl url, Path backup) {
        switch (url) {
            case DatabaseUrl.Sqlite(Path file) -> Backup.restore(backup, file);
            case DatabaseUrl.Postgres _ -> throw Backup.leftToPostgres();
        }
    }

    /// Who can be reached and where.
    public DirectoryStore directory() {
        return new SqlDirectoryStore(database);
    }

    /// What arrived.
    public InboundStore inbound() {
        return new SqlInboundStore(database);
    }

    /// Notifications.
    public NotificationStore notifications() {
        return new SqlNotificationStore(database);
    }

    /// The facts of the engine.
    public DispatchStore dispatch() {
        return new SqlDispatchStore(database, 0);
    }

    /// The same for an engine that runs in a term: it writes nothing once another term has begun.
    public DispatchStore dispatch(long term) {
        return new SqlDispatchStore(database, term);
    }

    /// What the processes on this database tell one another.
    public NodeStore nodes() {
        return new SqlNodeStore(database);
    }

    /// What processes on this database tell one another of what happens.
    public ToldStore told() {
        return new SqlToldStore(database);
    }

    /// The lock by which several processes on this database agree on who sends; empty where there is only
    /// one.
    public Optional<SessionLock> lock() {
        return database.connections().lock();
    }

    /// What became of every delivery.
    public LedgerStore ledger() {
        return new SqlLedgerStore(database);
    }

    /// What people did with messages.
    public ResponseStore responses() {
        return new SqlResponseStore(database);
    }

    /// Topics and who subscribes to them.
    public TopicStore topics() {
        return new SqlTopicStore(database);
    }

    /// Conversations in which a bot is in the middle of something.
    public BusyStore busy() {
        return new SqlBusyStore(database);
    }

    /// What people are told in digests.
    public DigestStore digests() {
        return new SqlDigestStore(database);
    }

    /// Whom audiences are made of.
    public AudienceStore audiences() {
        return new SqlAudienceStore(database);
    }

    /// The people of organisations, as Microsoft Graph lists them.
    public ColleagueStore colleagues() {
        return new SqlColleagueStore(database);
    }

    /// How far rosters were read.
    public RosterStore rosters() {
        return new SqlRosterStore(database);
    }

    /// What is held about places that the app was removed from.
    public RemovalStore removals() {
        return new SqlRemovalStore(database);
    }

    /// The answers that are owed to people.
    public TicketStore tickets() {
        return new SqlTicketStore(database);
    }

    /// Everything that is held about a person.
    public DossierStore dossiers() {
        return new SqlDossierStore(database);
    }

    /// API keys.
    public ApiKeyStore apiKeys() {
        return new SqlApiKeyStore(database);
    }

    /// What is sent again and again.
    public ScheduleStore schedules() {
        return new SqlScheduleStore(database);
    }

    /// Settings that the installation remembers.
    public SettingStore settings() {
        return new SqlSettingStore(database);
    }

    /// Writes one state of an SQLite database into a new file, while everything goes on.
    ///
    /// @throws dev.tidings.delivery.store.StoreException with a sentence that says what to do: the
    /// file is
    ///     there already or cannot be written, or the database is not SQLite
    public void backup(Path file) {
        backup(url, file);
    }

    /// How the writer of the database is doing, for those who watch it.
    public WriterFigures figures() {
        return database.figures();
    }

    /// Finishes what is being written, then closes.
    @Override
    public void close() {
        database.close();
    }
}
