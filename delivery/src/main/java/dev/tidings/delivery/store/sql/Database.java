package dev.tidings.delivery.store.sql;

import com.zaxxer.hikari.HikariDataSource;
import dev.tidings.delivery.fact.FactChanges;
import dev.tidings.delivery.store.Post;
import dev.tidings.delivery.store.StoreException;
import dev.tidings.delivery.store.WriterFigures;
import dev.tidings.delivery.store.sql.GroupCommit.Work;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.jspecify.annotations.Nullable;

/// An open database: connections for reading, and the one writer.
final class Database implements AutoCloseable {
    private final AutoCloseable hold;
    private final DataSource readers;
    private final HikariDataSource writer;
    private final Jdbi reading;
    private final GroupCommit writing;
    private final Prepared prepared = new Prepared();
    private final LookUp lookUp;
    private final Connections connections;
    private final Growth growth;
    /// Whether other processes may be at work on this database.
    private final boolean shared;
    private volatile long leads;

    private Database(AutoCloseable hold, Connections connections) {
        this.hold = hold;
        this.readers = connections.readers();
        this.writer = connections.writer();
        this.reading = jdbi(readers);
        this.writing = new GroupCommit(jdbi(writer), System::nanoTime);
        this.lookUp = connections.lookUp();
        this.connections = connections;
        this.growth = new Growth(connections);
        this.shared = connections.shared();
    }

    /// Opens a database and brings its schema up to date.
    ///
    /// @param patience how long to wait for a connection or a lock
    static Database open(DatabaseUrl url, Duration patience) {
        Connections connections = Connections.to(url, patience);
        AutoCloseable hold = connections.hold();
        try {
            Migrations.run(connections);
            return new Database(hold, connections);
        } catch (RuntimeException failure) {
            release(hold);
            throw failure;
        }
    }

    <T extends @Nullable Object> T read(Work<T> query) {
        try (Handle handle = reading.open()) {
            return query.write(handle);
        } catch (RuntimeException failure) {
            throw Failures.of(failure);
        }
    }

    /// Runs several queries that see one state of the database.
    <T extends @Nullable Object> T snapshot(Work<T> queries) {
        return read(handle -> handle.inTransaction(queries::write));
    }

    <T extends @Nullable Object> T write(Work<T> work) {
        return writing.write(work);
    }

    <T extends @Nullable Object> T writePrepared(Prepared.Work<T> work) {
        return writing.write(handle -> prepared.with(handle, work));
    }

    /// Does a part of somebody's work with prepared statements.
    <T extends @Nullable Object> T prepared(Handle handle, Prepared.Work<T> work) {
        return prepared.with(handle, work);
    }

    /// Applies changes of facts within somebody's work.
    void apply(Handle handle, FactChanges changes) {
        prepared(handle, statements -> apply(statements, changes));
    }

    /// Applies changes of facts, and sees to it that whoever sends hears of them.
    int apply(Prepared statements, FactChanges changes) throws SQLException {
        int applied = Facts.apply(statements, changes);
        if (shared && Posts.concern(changes) && !Posts.leads(statements, leads)) {
            Posts.tell(statements, changes);
        }
        return applied;
    }

    /// Has whoever sends hear of something within somebody's work, unless that is this process.
    void tell(Handle handle, Post.Kind kind, String about) {
        if (shared) {
            prepared(handle, statements -> {
                if (!Posts.leads(statements, leads)) {
                    Posts.tell(statements, kind, about, "");
                }
                return true;
            });
        }
    }

    /// This process sends in a term, or in none (0).
    void leads(long term) {
        leads = term;
    }

    Growth growth() {
        return growth;
    }

    LookUp lookUp() {
        return lookUp;
    }

    Connections connections() {
        return connections;
    }

    /// How much work waits for the writer, for those who watch it.
    int waiting() {
        return writing.waiting();
    }

    WriterFigures figures() {
        return writing.figures();
    }

    /// Finishes what is being written, then closes.
    @Override
    public void close() {
        writing.close();
        if (readers instanceof AutoCloseable pool) {
            release(pool);
        }
        writer.close();
        release(hold);
    }

    private static Jdbi jdbi(DataSource source) {
        Jdbi jdbi = Jdbi.create(source).registerArgument(new CleanText());
        // Exceptions end in logs, and what is bound to a statement may be a message text.
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
        return jdbi;
    }

    static void release(AutoCloseable hold) {
        try {
            hold.close();
        } catch (Exception failure) {
            throw new StoreException("The database could not be released.", failure);
        }
    }
}
