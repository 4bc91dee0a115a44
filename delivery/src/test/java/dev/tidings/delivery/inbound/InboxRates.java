package dev.tidings.delivery.inbound;

import dev.tidings.delivery.store.sql.DatabaseUrl;
import dev.tidings.delivery.store.sql.Stores;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/// Prints how many activities per second are recorded by 64 callers while the worker learns from them, and how many
/// are both recorded and worked through.
///
/// Argument: a folder for the database.
final class InboxRates {
    private static final int CALLERS = 64;
    private static final int COUNT = 60_000;

    private InboxRates() {}

    public static void main(String[] arguments) throws Exception {
        for (int round = 0; round < 3; round++) {
            Path file =
                    Files.createTempDirectory(Path.of(arguments[0]), "rates").resolve("tidings.db");
            try (Stores stores = Stores.open(DatabaseUrl.parse("jdbc:sqlite:" + file));
                    Inbox inbox = new Inbox(stores.inbound(), InstantSource.system())) {
                inbox.start();
                long begin = System.nanoTime();
                record(inbox);
                long recorded = System.nanoTime() - begin;
                while (!stores.inbound().pending(1).isEmpty()) {
                    Thread.sleep(5);
                }
                long worked = System.nanoTime() - begin;
                System.out.printf(
                        "%,9.0f/s recorded, %,9.0f/s recorded and learnt from%n",
                        1e9 * COUNT / recorded, 1e9 * COUNT / worked);
            }
        }
    }

    private static void record(Inbox inbox) throws InterruptedException {
        AtomicLong next = new AtomicLong();
        CountDownLatch done = new CountDownLatch(CALLERS);
        for (int caller = 0; caller < CALLERS; caller++) {
            Thread.startVirtualThread(() -> {
                for (long number = next.getAndIncrement(); number < COUNT; number = next.getAndIncrement()) {
                    inbox.record("default", KilledInbox.activity(number));
                }
                done.countDown();
            });
        }
        done.await();
    }
}
