package dev.tidings.bench.engine;

import dev.tidings.bench.load.ProcessFigures;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.notification.NotificationId;
import dev.tidings.delivery.store.sql.Stores;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/// How many deliveries a second the engine makes, with a durable ledger and limits lifted: a broadcast to everybody
/// in each of many tenants, against a connector that answers at once.
public final class EngineRate {
    private final Machinery machinery;
    private final List<Tenancy> tenancies;
    private final int people;
    private final Path file;

    private EngineRate(Machinery machinery, List<Tenancy> tenancies, int people, Path file) {
        this.machinery = machinery;
        this.tenancies = tenancies;
        this.people = people;
        this.file = file;
    }

    /// Prints the rate of each round; the first ones warm the process.
    ///
    /// @param args the stub's service URL, a folder for the database, how many tenants, how many people in each,
    ///     how often everybody gets a message
    public static void main(String... args) throws Exception {
        Path file = Path.of(args[1], "engine.db");
        int tenants = Integer.parseInt(args[2]);
        int people = Integer.parseInt(args[3]);
        try (Stores stores = Machinery.stores(file)) {
            List<Tenancy> tenancies = new Town(stores.inbound(), args[0]).fill(tenants, people);
            try (Machinery machinery = Machinery.start(stores, args[0], Machinery.lifted(), UnaryOperator.identity())) {
                EngineRate rate = new EngineRate(machinery, tenancies, people, file);
                for (int round = 1; round <= Integer.parseInt(args[4]); round++) {
                    rate.round(round);
                }
            }
        }
        System.exit(0);
    }

    private void round(int number) throws Exception {
        long disk = Machinery.size(file);
        Duration cpu = ProcessFigures.own().cpu();
        long began = System.nanoTime();
        List<NotificationId> ids = tenancies.stream().map(machinery::broadcast).toList();
        ids.forEach(machinery::await);
        double seconds = (System.nanoTime() - began) / 1e9;
        double all = (double) tenancies.size() * people;
        double used = ProcessFigures.own().cpu().minus(cpu).toNanos() / 1e6;
        Line.of("engine")
                .with("round", number)
                .with("tenants", tenancies.size())
                .with("deliveries", (long) all)
                .with("seconds", seconds)
                .with("perSecond", all / seconds)
                .with("cpuMsPerThousand", used / (all / 1000))
                .with("diskPerRecipient", (Machinery.size(file) - disk) / all)
                .print();
    }
}
