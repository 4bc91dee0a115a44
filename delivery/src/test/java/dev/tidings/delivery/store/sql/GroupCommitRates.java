package dev.tidings.delivery.store.sql;

import com.sun.management.OperatingSystemMXBean;
import dev.tidings.delivery.store.Arrival;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/// Prints how many activities per second become durable in SQLite, for 1, 64 and 512 callers on virtual
/// threads.
///
/// Argument: a folder for the databases, by default a temporary one (which may be no disk at all).
final class GroupCommitRates {
    private static final String BODY = "{\"type\":\"message\",\"text\":\"" + "x".repeat(1000) + "\"}";

    private GroupCommitRates() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = arguments.length > 0 ? Path.of(arguments[0]) : Files.createTempDirectory("tidings-rates");
        for (int callers : new int[] {1, 64, 512, 1, 64, 512}) {
            Path file = Files.createTempDirectory(folder, "rates").resolve("tidings.db");
            try (Stores stores = Stores.open(DatabaseUrl.parse("jdbc:sqlite:" + file))) {
                int each = Math.max(50, 60_000 / callers / (callers == 1 ? 12 : 1));
                long cpu = cpuNanos();
                long nanos = run(stores, callers, each);
                double count = (double) callers * each;
                System.out.printf(
                        "%4d callers: %,9.0f activities/s durable, %.0f CPU-ms per 1,000%n",
                        callers, 1e9 * count / nanos, (cpuNanos() - cpu) / 1e3 / count);
            }
        }
    }

    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private static long run(Stores stores, int callers, int each) throws InterruptedException {
        AtomicLong count = new AtomicLong();
        CountDownLatch done = new CountDownLatch(callers);
        long begin = System.nanoTime();
        for (int caller = 0; caller < callers; caller++) {
            Thread.startVirtualThread(() -> {
                for (int time = 0; time < each; time++) {
                    long number = count.incrementAndGet();
                    stores.inbound()
                            .record(new Arrival(
                                    "default", "a:conversation-" + number % 1000, "id-" + number, BODY, Instant.EPOCH));
                }
                done.countDown();
            });
        }
        done.await();
        return System.nanoTime() - begin;
    }
}
