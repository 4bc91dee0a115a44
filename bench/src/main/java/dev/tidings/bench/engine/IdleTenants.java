package dev.tidings.bench.engine;

import dev.tidings.bench.load.ProcessFigures;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.notification.NotificationId;
import dev.tidings.delivery.store.sql.Stores;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;

/// What tenants cost that are sent nothing: processor time while nothing happens, and time to start.
public final class IdleTenants {
    private IdleTenants() {}

    /// Prints what was measured.
    ///
    /// @param args the stub's service URL, a folder for the database, how many tenants, how many seconds to
    ///     do nothing; `fill` to send something to one person in each of them first and end, else to measure
    public static void main(String... args) throws Exception {
        int tenants = Integer.parseInt(args[2]);
        long began = System.nanoTime();
        try (Stores stores = Machinery.stores(Path.of(args[1], "engine.db"));
                Machinery machinery = Machinery.start(stores, args[0], Machinery.lifted(), UnaryOperator.identity())) {
            double start = (System.nanoTime() - began) / 1e9;
            if (args[4].equals("fill")) {
                List<Tenancy> town = new Town(stores.inbound(), args[0]).fill(tenants, 1);
                List<NotificationId> ids =
                        town.stream().map(machinery::broadcast).toList();
                ids.forEach(machinery::await);
            } else {
                measure(tenants, Duration.ofSeconds(Long.parseLong(args[3])), start);
            }
        }
        System.exit(0);
    }

    private static void measure(int tenants, Duration idle, double start) throws Exception {
        LockSupport.parkNanos(idle.toNanos());
        Duration cpu = ProcessFigures.own().cpu();
        LockSupport.parkNanos(idle.toNanos());
        Duration used = ProcessFigures.own().cpu().minus(cpu);
        Line.of("idle")
                .with("tenants", tenants)
                .with("startSeconds", start)
                .with("cpuPercent", 100.0 * used.toNanos() / idle.toNanos())
                .print();
    }
}
