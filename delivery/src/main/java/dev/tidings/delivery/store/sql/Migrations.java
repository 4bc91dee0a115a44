package dev.tidings.delivery.store.sql;

import dev.tidings.delivery.store.StoreException;
import dev.tidings.delivery.store.StoreUnavailableException;
import java.util.Arrays;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;

/// Brings a schema up to date, and refuses one that is ahead of this program.
final class Migrations {
    private Migrations() {}

    static void run(Connections connections) {
        try {
            Flyway flyway = flyway(connections);
            refuseNewer(flyway.info());
            flyway.migrate();
        } catch (FlywayException failure) {
            if (Failures.unavailable(failure)) {
                throw new StoreUnavailableException(
                        "The database cannot be reached: check tidings.database.url and that the server runs.",
                        failure);
            }
            throw new StoreException("The database's schema could not be brought up to date.", failure);
        }
    }

    /// Refuses what is not a database of Tidings, or of a newer one.
    static void check(Connections connections) {
        try {
            MigrationInfoService info = flyway(connections).info();
            if (info.current() == null) {
                throw new StoreException("This is not a database of Tidings; nothing was changed.", null);
            }
            refuseNewer(info);
        } catch (FlywayException failure) {
            throw new StoreException("The version of the database's schema cannot be read.", failure);
        }
    }

    private static Flyway flyway(Connections connections) {
        return Flyway.configure()
                .dataSource(connections.plain())
                .locations("classpath:dev/tidings/delivery/store/sql")
                .javaMigrations(new OldLedger(), new PeopleInBuckets())
                .placeholders(connections.words())
                .load();
    }

    private static void refuseNewer(MigrationInfoService info) {
        MigrationInfo current = info.current();
        if (current == null || current.getState().isResolved()) {
            return;
        }
        String known = Arrays.stream(info.all())
                .filter(migration -> migration.getState().isResolved())
                .map(migration -> migration.getVersion().toString())
                .reduce("none", (earlier, later) -> later);
        throw new StoreException(
                "The database has schema version " + current.getVersion() + ", which a newer Tidings made; this one"
                        + " knows up to version " + known
                        + ". Run the newer Tidings, or restore a backup from before the upgrade.",
                null);
    }
}
