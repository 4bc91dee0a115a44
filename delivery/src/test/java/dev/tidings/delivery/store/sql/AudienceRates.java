package dev.tidings.delivery.store.sql;

import static dev.tidings.delivery.notification.SomeNotifications.HERE;
import static dev.tidings.delivery.notification.SomeNotifications.NOON;

import dev.tidings.delivery.notification.Audience;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Prints how many people per second are read out of each kind of audience.
///
/// Arguments: how many people there are (100,000), and the kind of database (sqlite, or postgres).
final class AudienceRates {
    private AudienceRates() {}

    public static void main(String[] arguments) throws Exception {
        int size = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
        Path folder = Files.createTempDirectory("tidings-rates");
        DatabaseUrl url = Rate.database(arguments, folder);
        try (Stores stores = Stores.open(url)) {
            List<String> people = SomeDirectory.fill(stores, HERE, "19:team", size, NOON);
            for (int subscriber = 0; subscriber < size / 10; subscriber++) {
                stores.topics().subscribe(HERE, "prices", people.get(subscriber), NOON);
            }
            for (int round = 0; round < 4; round++) {
                read(stores, new Audience.Everyone());
                read(stores, new Audience.Members("19:team"));
                read(stores, new Audience.Subscribers("prices"));
            }
        }
    }

    private static void read(Stores stores, Audience audience) {
        long cpu = Rate.cpuNanos();
        long begin = System.nanoTime();
        String after = "";
        int count = 0;
        for (List<String> part = List.of(after); !part.isEmpty(); count += part.size()) {
            part = stores.audiences().people(HERE, audience, after, 5000, NOON);
            after = part.isEmpty() ? after : part.getLast();
        }
        System.out.printf(
                "%s: %,d people, %,.0f per second, %,.0f per CPU-second%n",
                audience, count, 1e9 * count / (System.nanoTime() - begin), 1e9 * count / (Rate.cpuNanos() - cpu));
    }
}
