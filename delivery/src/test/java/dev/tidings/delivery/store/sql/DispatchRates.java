package dev.tidings.delivery.store.sql;

import static dev.tidings.delivery.notification.SomeNotifications.HERE;
import static dev.tidings.delivery.notification.SomeNotifications.NOON;

import dev.tidings.delivery.fact.CampaignId;
import dev.tidings.delivery.fact.FactChanges;
import dev.tidings.delivery.fact.FactJson;
import dev.tidings.delivery.fact.ItemId;
import dev.tidings.delivery.fact.Keys;
import dev.tidings.delivery.fact.Recipient;
import dev.tidings.delivery.fact.Step;
import dev.tidings.delivery.notification.SomeNotifications;
import dev.tidings.delivery.notification.Target;
import dev.tidings.delivery.store.Departure;
import dev.tidings.delivery.store.Tab;
import dev.tidings.delivery.store.Whereabouts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// Prints how many deliveries per second the store carries: each is looked up and its beginning recorded in
/// one transaction, its end in the next, and its two steps are removed at last.
///
/// Arguments: how many people the directory has (100,000), and the kind of database (sqlite, or postgres).
final class DispatchRates {
    private DispatchRates() {}

    public static void main(String[] arguments) throws Exception {
        int size = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
        Path folder = Files.createTempDirectory("tidings-rates");
        DatabaseUrl url = Rate.database(arguments, folder);
        try (Stores stores = Stores.open(url)) {
            List<String> people = new ArrayList<>(SomeDirectory.fill(stores, HERE, "19:team", size, NOON));
            Collections.shuffle(people, new Random(5));
            for (int together : new int[] {200, 1, 50, 200, 1, 50, 200}) {
                int deliveries = Math.min(together * (together == 1 ? 2_000 : 400), size);
                new DispatchRates().run(stores, people.subList(0, deliveries), together);
            }
        }
    }

    private void run(Stores stores, List<String> people, int together) {
        CampaignId campaign =
                CampaignId.sending(SomeNotifications.aNotification().id());
        FactChanges ended = new FactChanges();
        long[] cpu = {Rate.processCpuNanos(), 0};
        long begin = System.nanoTime();
        for (int from = 0; from < people.size(); from += together) {
            List<Departure> departures = new ArrayList<>(together);
            int to = Math.min(people.size(), from + together);
            for (int ordinal = from; ordinal < to; ordinal++) {
                departures.add(departure(ItemId.of(campaign, ordinal), people.get(ordinal)));
            }
            List<Whereabouts> found = stores.dispatch().dispatch(ended, departures);
            if (found.stream().anyMatch(where -> where.conversation() == null || where.person() == null)) {
                throw new IllegalStateException("somebody was not found");
            }
            ended = ended(campaign, from, to);
        }
        stores.dispatch().commit(ended);
        cpu[1] = Rate.processCpuNanos();
        report(people.size(), together, cpu, System.nanoTime() - begin);
    }

    private static void report(int deliveries, int together, long[] cpu, long nanos) {
        double micros = (cpu[1] - cpu[0]) / 1e3 / deliveries;
        System.out.printf(
                "%4d together: %,8.0f deliveries/s, %.1f CPU-microseconds each (%,.0f per CPU-second)%n",
                together, 1e9 * deliveries / nanos, micros, 1e6 / micros);
    }

    private static Departure departure(ItemId item, String person) {
        return new Departure(
                HERE,
                Recipient.of(new Target.User(person), person),
                "prices",
                Boolean.getBoolean("counted") ? Tab.of(HERE, person, NOON, 4) : null,
                null,
                Keys.step(item, 0),
                FactJson.write(new Step.Begun(NOON, 1)),
                where -> where.conversation() != null);
    }

    private static FactChanges ended(CampaignId campaign, int from, int to) {
        FactChanges changes = new FactChanges();
        Random random = new Random(from);
        for (int ordinal = from; ordinal < to; ordinal++) {
            ItemId item = ItemId.of(campaign, ordinal);
            changes.put(
                    Keys.step(item, 1),
                    FactJson.write(SomeWork.delivered(random, ordinal).step()));
            if (ordinal >= 1000) {
                ItemId old = ItemId.of(campaign, ordinal - 1000);
                changes.delete(Keys.step(old, 0)).delete(Keys.step(old, 1));
            }
        }
        return changes;
    }
}
