package dev.tidings.delivery.store.sql;

import static dev.tidings.delivery.notification.SomeNotifications.aNotification;

import dev.tidings.delivery.notification.Notification;
import dev.tidings.delivery.store.IdempotencyClaim;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Prints how many notifications with one recipient per second become durable, and how long each took to.
///
/// Arguments: how many callers there are at once (64), and the kind of database (sqlite, or postgres).
final class AcceptRates {
    private static final int EACH = 300;

    private AcceptRates() {}

    public static void main(String[] arguments) throws Exception {
        int callers = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 64;
        Path folder = Files.createTempDirectory("tidings-rates");
        try (Stores stores = Stores.open(Rate.database(arguments, folder))) {
            for (int round = 0; round < 4; round++) {
                run(stores, callers);
            }
        }
    }

    private static void run(Stores stores, int callers) throws InterruptedException {
        long[] nanos = new long[callers * EACH];
        long cpu = Rate.processCpuNanos();
        long begin = System.nanoTime();
        List<Thread> threads = new ArrayList<>();
        for (int caller = 0; caller < callers; caller++) {
            int first = caller * EACH;
            threads.add(Thread.startVirtualThread(() -> {
                for (int index = first; index < first + EACH; index++) {
                    long asked = System.nanoTime();
                    accept(stores, index);
                    nanos[index] = System.nanoTime() - asked;
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        Arrays.sort(nanos);
        System.out.printf(
                "%d callers: %,.0f/s, p50 %.1f ms, p99 %.1f ms, %.0f CPU-microseconds each%n",
                callers,
                nanos.length / seconds,
                nanos[nanos.length / 2] / 1e6,
                nanos[nanos.length * 99 / 100] / 1e6,
                (Rate.processCpuNanos() - cpu) / 1e3 / nanos.length);
    }

    private static void accept(Stores stores, int index) {
        Notification notification = aNotification();
        stores.notifications()
                .accept(
                        notification,
                        SomeWork.planned(SomeWork.segment(notification, 0, List.of("29:person-" + index))),
                        new IdempotencyClaim("key", notification.id().value(), "hash"));
    }
}
