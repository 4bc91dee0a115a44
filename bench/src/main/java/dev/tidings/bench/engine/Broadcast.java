package dev.tidings.bench.engine;

import dev.tidings.bench.load.ProcessFigures;
import dev.tidings.delivery.campaign.Progress;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.host.EngineSettings;
import dev.tidings.delivery.notification.NotificationId;
import dev.tidings.delivery.notification.NotificationStatus;
import dev.tidings.delivery.store.sql.Stores;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/// One broadcast to very many people of one tenant: how long it takes to plan, what it needs, how it treats alerts,
/// and whether each delivery costs more the more there are.
public final class Broadcast {
    private static final int PARTS = 6;

    private final Machinery machinery;
    private final Path file;
    private final Alerts alerts;
    private final Duration longest;

    private Broadcast(Machinery machinery, Path file, Alerts alerts, Duration longest) {
        this.longest = longest;
        this.machinery = machinery;
        this.file = file;
        this.alerts = alerts;
    }

    /// Prints what was measured.
    ///
    /// @param args the stub's service URL, a folder for the database (one that is there already is not
    ///     filled again), how many people for the small and for the large
    ///     broadcast, how many rounds of the small one, how many alerts,
    ///     how many seconds to send at most
    public static void main(String... args) throws Exception {
        Path file = Path.of(args[1], "engine.db");
        int small = Integer.parseInt(args[2]);
        int large = Integer.parseInt(args[3]);
        AtomicReference<Alerts> alerts = new AtomicReference<>();
        boolean filled = Files.exists(file);
        try (Stores stores = Machinery.stores(file)) {
            Town town = new Town(stores.inbound(), args[0]);
            Tenancy few = town.fillOne(0, filled ? 0 : small);
            Tenancy many = town.fillOne(1, filled ? 0 : large);
            try (Machinery machinery = Machinery.start(stores, args[0], Machinery.lifted(), transport -> {
                alerts.set(new Alerts(transport));
                return alerts.get();
            })) {
                Broadcast broadcast = new Broadcast(machinery, file, alerts.get(), Duration.ofSeconds(Long.parseLong(args[6])));
                broadcast.grows(few, Integer.parseInt(args[4]));
                broadcast.plans(many, large, Town.some(1, Integer.parseInt(args[5])));
            }
        }
        System.exit(0);
    }

    /// The small broadcast, until the process is warm.
    private void grows(Tenancy tenancy, int rounds) throws Exception {
        for (int round = 1; round <= rounds; round++) {
            sends("small", machinery.broadcast(tenancy), longest);
        }
    }

    /// The large one: planned and interrupted by alerts at the pace that is permitted, then sent as fast as can be.
    private void plans(Tenancy tenancy, int people, List<String> some) throws Exception {
        machinery.limits(EngineSettings.defaults().limits());
        long heap = heap();
        long disk = Machinery.size(file);
        long began = System.nanoTime();
        NotificationId id = machinery.broadcast(tenancy);
        double accepted = seconds(began);
        while (machinery.standing(id).notification().status() == NotificationStatus.PLANNING) {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        Line.of("planned")
                .with("recipients", machinery.standing(id).progress().planned())
                .with("acceptSeconds", accepted)
                .with("planSeconds", seconds(began))
                .with("diskPerRecipient", (Machinery.size(file) - disk) / (double) people)
                .with("heapMiB", heap())
                .with("heapBeforeMiB", heap)
                .print();
        alerts.measure(machinery, tenancy, some);
        machinery.limits(Machinery.lifted().limits());
        for (int part = 0; part < PARTS && machinery.standing(id).status() != NotificationStatus.COMPLETED; part++) {
            sends("large", id, longest.dividedBy(PARTS));
            Line.of("disk")
                    .with("ended", ended(id))
                    .with("diskPerRecipient", (Machinery.size(file) - disk) / (double) people)
                    .print();
        }
    }

    /// Sends for so long, or until nothing is left.
    private void sends(String name, NotificationId id, Duration longest) throws Exception {
        Duration cpu = ProcessFigures.own().cpu();
        long began = System.nanoTime();
        long before = ended(id);
        do {
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        } while (seconds(began) < longest.toSeconds() && machinery.standing(id).status() != NotificationStatus.COMPLETED);
        double all = (double) ended(id) - before;
        double took = seconds(began);
        double used = ProcessFigures.own().cpu().minus(cpu).toNanos() / 1e6;
        Line.of("broadcast")
                .with("case", name)
                .with("deliveries", (long) all)
                .with("seconds", took)
                .with("microsPerDelivery", took * 1e6 / all)
                .with("cpuMsPerThousand", used / (all / 1000))
                .with("heapMiB", heap())
                .print();
    }

    private long ended(NotificationId id) {
        Progress progress = machinery.standing(id).progress();
        return progress.planned() - progress.open();
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20;
    }
}
