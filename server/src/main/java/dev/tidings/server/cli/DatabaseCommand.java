package dev.tidings.server.cli;

import dev.tidings.delivery.store.StoreException;
import dev.tidings.server.engine.DatabaseFiles;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `tidings backup` and `tidings restore`: both work on the database file itself.
abstract class DatabaseCommand implements Callable<Integer> {
    @Option(
            names = "--database",
            paramLabel = "URL",
            defaultValue = "${env:TIDINGS_DATABASE_URL:-jdbc:sqlite:./data/tidings.db}",
            description = "The database (TIDINGS_DATABASE_URL), as in tidings.yaml. Default: ${DEFAULT-VALUE}.")
    private String database = "";

    @Parameters(paramLabel = "FILE", description = "The backup.")
    private Path file = Path.of("");

    @Spec
    private @Nullable CommandSpec spec;

    /// `tidings backup`.
    @Command(name = "backup", description = "Writes a backup of an SQLite database, also while the server runs.")
    static final class Backup extends DatabaseCommand {
        @Override
        String run(String database, Path file) {
            DatabaseFiles.backup(database, file);
            return "Wrote " + file + ".";
        }
    }

    /// `tidings restore`.
    @Command(
            name = "restore",
            description = "Puts a backup in place of an SQLite database whose server is stopped; what was there is kept"
                    + " beside it.")
    static final class Restore extends DatabaseCommand {
        @Override
        String run(String database, Path file) {
            DatabaseFiles.restore(database, file);
            return "Restored " + file + ". What was sent after it was made is not known to it: look at what was"
                    + " running then.";
        }
    }

    /// Does it, and says what was done.
    abstract String run(String database, Path file);

    @Override
    public Integer call() {
        try {
            Objects.requireNonNull(spec).commandLine().getOut().println(run(database, file));
            return 0;
        } catch (StoreException | IllegalArgumentException refused) {
            throw new CommandFailedException(
                    String.valueOf(refused.getMessage()),
                    "The database is " + database + "; --database names another.");
        }
    }
}
