package dev.tidings.bench.engine;

import dev.tidings.bench.load.ProcessFigures;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.host.EngineSettings;
import dev.tidings.delivery.manners.Manners;
import dev.tidings.delivery.manners.Manners.Cap;
import dev.tidings.delivery.notification.NotificationId;
import dev.tidings.delivery.store.sql.Stores;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// What minding readers costs: the same broadcasts without and with a cap per person, a topic that they may opt out of
/// and words of their own, in turn, with limits lifted.
public final class MannersRate {
    private static final Manners CAPPED = Manners.defaults().with(new Cap(Cap.MOST, Manners.TEN_MINUTES));

    private final Stores stores;
    private final String serviceUrl;
    private final List<Tenancy> tenancies;
    private final int people;

    private MannersRate(Stores stores, String serviceUrl, List<Tenancy> tenancies, int people) {
        this.stores = stores;
        this.serviceUrl = serviceUrl;
        this.tenancies = tenancies;
        this.people = people;
    }

    /// Prints the rate of each round without, and then with; the first ones warm the process.
    ///
    /// @param args the stub's service URL, a folder for the database, how many tenants, how many people in each,
    ///     how many rounds of both
    public static void main(String... args) throws Exception {
        int tenants = Integer.parseInt(args[2]);
        int people = Integer.parseInt(args[3]);
        try (Stores stores = Machinery.stores(Path.of(args[1], "engine.db"))) {
            List<Tenancy> tenancies = new Town(stores.inbound(), args[0]).fill(tenants, people);
            MannersRate rate = new MannersRate(stores, args[0], tenancies, people);
            for (int round = 1; round <= Integer.parseInt(args[4]); round++) {
                rate.round(round, "without", Machinery.lifted(), machinery -> machinery::broadcast);
                rate.round(round, "with", Machinery.lifted().with(CAPPED), machinery -> machinery::mannered);
            }
        }
        System.exit(0);
    }

    private void round(
            int number,
            String manners,
            EngineSettings settings,
            Function<Machinery, Function<Tenancy, NotificationId>> telling)
            throws Exception {
        try (Machinery machinery = Machinery.start(stores, serviceUrl, settings, UnaryOperator.identity())) {
            Duration cpu = ProcessFigures.own().cpu();
            long began = System.nanoTime();
            List<NotificationId> ids =
                    tenancies.stream().map(telling.apply(machinery)).toList();
            ids.forEach(machinery::await);
            double seconds = (System.nanoTime() - began) / 1e9;
            double all = (double) tenancies.size() * people;
            double used = ProcessFigures.own().cpu().minus(cpu).toNanos() / 1e6;
            Line.of("manners")
                    .with("round", number)
                    .with("manners", manners)
                    .with("deliveries", (long) all)
                    .with("perSecond", all / seconds)
                    .with("cpuMsPerThousand", used / (all / 1000))
                    .print();
        }
    }
}
