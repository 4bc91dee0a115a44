package dev.tidings.delivery.store.sql;

import static dev.tidings.delivery.notification.SomeNotifications.HERE;
import static dev.tidings.delivery.notification.SomeNotifications.NOON;
import static dev.tidings.delivery.notification.SomeNotifications.aNotification;

import dev.tidings.delivery.fact.CampaignId;
import dev.tidings.delivery.fact.Done;
import dev.tidings.delivery.fact.FactChanges;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.notification.Audience;
import dev.tidings.delivery.notification.Delivery;
import dev.tidings.delivery.notification.DeliveryState;
import dev.tidings.delivery.notification.Notification;
import dev.tidings.delivery.notification.NotificationStatus;
import dev.tidings.delivery.notification.Priority;
import dev.tidings.delivery.store.DeliveryFilter;
import dev.tidings.delivery.store.NotificationStore.Plan;
import dev.tidings.delivery.store.Page;
import dev.tidings.delivery.store.PageRequest;
import dev.tidings.delivery.store.Reach;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Prints what a large broadcast costs: planning it, its bytes on disk, counting it, reading its ledger from
/// beginning to end, finding one line in it, and forgetting it.
///
/// Arguments: how many recipients (1,000,000), and the kind of database (sqlite, or postgres).
final class LedgerRates {
    private static final int TOGETHER = 10;

    private final Stores stores;
    private final Notification notification =
            aNotification(HERE, Priority.BULK, NOON, new Audience.Everyone(), NotificationStatus.PLANNING);

    private LedgerRates(Stores stores) {
        this.stores = stores;
    }

    public static void main(String[] arguments) throws Exception {
        int size = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        Path folder = Files.createTempDirectory("tidings-rates");
        DatabaseUrl url = Rate.database(arguments, folder);
        try (Stores stores = Stores.open(url)) {
            new LedgerRates(stores)
                    .run(size / Segment.MOST, url instanceof DatabaseUrl.Sqlite, folder.resolve("backup.db"));
        }
        try (var files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                System.out.printf("%s: %,d bytes%n", file.getFileName(), Files.size(file));
                Files.delete(file);
            }
        }
    }

    private void run(int segments, boolean sqlite, Path backup) {
        stores.notifications().accept(notification, new FactChanges(), null);
        timed("planned", () -> plan(segments));
        timed("counted while nothing is done", this::count);
        timed("done", () -> close(segments));
        timed("counted", this::count);
        timed("read", () -> read(DeliveryFilter.ALL));
        timed("read again", () -> read(DeliveryFilter.ALL));
        timed("read those refused", () -> read(new DeliveryFilter(DeliveryState.REFUSED, null)));
        timed("looked for nobody", () -> look("29:nobody"));
        timed("looked for nobody again", () -> look("29:somebody"));
        timed("looked for the first of all", () -> look(SomeWork.personId(new Random(1))));
        if (sqlite) {
            timed("backed up", () -> {
                stores.backup(backup);
                return 1;
            });
        }
        timed("forgotten", () -> stores.notifications().purge(NOON.plusSeconds(1), 1));
    }

    private long look(String id) {
        return stores.ledger()
                .deliveriesTo(HERE, List.of(id), Reach.EVERYTHING, PageRequest.first(50))
                .items()
                .size();
    }

    private long plan(int segments) {
        Random random = new Random(1);
        for (int first = 0; first < segments; first += TOGETHER) {
            int end = Math.min(segments, first + TOGETHER);
            Plan plan = stores.notifications().plans(1).getFirst();
            Segment[] some = IntStream.range(first, end)
                    .mapToObj(number -> SomeWork.segment(notification, number, SomeWork.people(Segment.MOST, random)))
                    .toArray(Segment[]::new);
            String cursor = end == segments ? null : Integer.toString(end);
            stores.notifications().planned(plan, SomeWork.planned(some), some.length * Segment.MOST, cursor, NOON);
        }
        return (long) segments * Segment.MOST;
    }

    private long close(int segments) {
        Random random = new Random(1);
        for (int number = 0; number < segments; number++) {
            Segment segment = SomeWork.segment(notification, number, SomeWork.people(Segment.MOST, random));
            int last = number % 100 == 0 ? 5 : 0;
            List<Done.End> ends = IntStream.range(0, Segment.MOST)
                    .mapToObj(position -> position < last
                            ? SomeWork.refused("writes-blocked")
                            : SomeWork.delivered(random, position * 20))
                    .toList();
            stores.dispatch().commit(SomeWork.done(segment, ends));
        }
        return (long) segments * Segment.MOST;
    }

    private long count() {
        return stores.ledger().tally(notification, CampaignId.sending(notification.id())).counts().stream()
                .mapToLong(count -> count.number())
                .sum();
    }

    private long read(DeliveryFilter filter) {
        long lines = 0;
        @Nullable String cursor = null;
        do {
            Page<Delivery> page = stores.ledger().deliveries(notification, filter, PageRequest.of(cursor, 500));
            lines += page.items().size();
            cursor = page.next();
        } while (cursor != null);
        return lines;
    }

    private interface Step {
        long run();
    }

    private static void timed(String what, Step step) {
        long cpu = Rate.processCpuNanos();
        long begin = System.nanoTime();
        long count = step.run();
        double seconds = (System.nanoTime() - begin) / 1e9;
        double cpuSeconds = (Rate.processCpuNanos() - cpu) / 1e9;
        System.gc();
        System.out.printf(
                "%s: %,d in %.2f s (%.2f CPU-seconds), %,.0f/s, %d MiB in use%n",
                what,
                count,
                seconds,
                cpuSeconds,
                count / seconds,
                (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20);
    }
}
