package dev.tidings.delivery.inbound;

import dev.tidings.delivery.store.sql.DatabaseUrl;
import dev.tidings.delivery.store.sql.Stores;
import dev.tidings.teams.activity.Activity;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/// The process that [InboxKillTest] kills: records activities without end, and prints the number of each once it is
/// acknowledged, while what arrived is being worked through.
final class KilledInbox {
    private static final int CALLERS = 32;

    private KilledInbox() {}

    static Activity activity(long number) {
        return Activity.read("""
                {"type":"message","id":"%1$d","timestamp":"2026-11-23T09:00:00Z","channelId":"msteams",
                 "serviceUrl":"https://smba.example/","from":{"id":"29:%1$d"},"recipient":{"id":"28:app"},
                 "conversation":{"id":"a:%1$d","conversationType":"personal","tenantId":"tenant-a"},"text":"hi"}""".formatted(number));
    }

    /// Records until it is killed.
    ///
    /// @param arguments the database file, and the number of the first activity
    public static void main(String[] arguments) throws InterruptedException {
        Stores stores = Stores.open(DatabaseUrl.parse("jdbc:sqlite:" + arguments[0]));
        Inbox inbox = new Inbox(stores.inbound(), InstantSource.system());
        inbox.start();
        AtomicLong number = new AtomicLong(Long.parseLong(arguments[1]));
        for (int caller = 1; caller < CALLERS; caller++) {
            Thread.startVirtualThread(() -> record(inbox, number));
        }
        record(inbox, number);
    }

    private static void record(Inbox inbox, AtomicLong next) {
        while (!System.out.checkError()) {
            long number = next.getAndIncrement();
            inbox.record("default", activity(number));
            System.out.println(number);
        }
    }
}
