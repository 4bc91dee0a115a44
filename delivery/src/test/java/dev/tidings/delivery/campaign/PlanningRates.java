package dev.tidings.delivery.campaign;

import dev.tidings.delivery.fact.CampaignId;
import dev.tidings.delivery.fact.FactJson;
import dev.tidings.delivery.fact.Keys;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.intake.Books;
import dev.tidings.delivery.intake.Sending;
import dev.tidings.delivery.lane.Order;
import dev.tidings.delivery.notification.Audience;
import dev.tidings.delivery.notification.Delivery;
import dev.tidings.delivery.notification.DeliveryState;
import dev.tidings.delivery.notification.Notification;
import dev.tidings.delivery.notification.NotificationId;
import dev.tidings.delivery.notification.Priority;
import dev.tidings.delivery.store.Reach;
import dev.tidings.delivery.store.sql.DatabaseUrl;
import dev.tidings.delivery.store.sql.Stores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/// Prints how long a broadcast takes to be accepted and planned, and its recall, on SQLite; not a test.
///
/// The first argument is the number of people, 1,000,000 if there is none.
final class PlanningRates {
    private PlanningRates() {}

    public static void main(String... arguments) throws IOException, SQLException {
        int people = arguments.length == 0 ? 1_000_000 : Integer.parseInt(arguments[0]);
        Path file = Files.createTempDirectory("planning").resolve("tidings.db");
        DatabaseUrl url = DatabaseUrl.parse("jdbc:sqlite:" + file);
        Stores.open(url).close();
        fill(file, people);
        try (Stores stores = Stores.open(url)) {
            list(stores, Math.min(people, 20_000));
            broadcast(stores, people);
        }
        System.out.printf("the database has %,d MiB%n", Files.size(file) >> 20);
    }

    private static void fill(Path file, int people) throws SQLException {
        String numbers = "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < " + people + ")";
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO people (bot, tenant, id, name_at, object_id, object_id_at,"
                    + " user_principal_name_at, locale_at, time_zone_at, heard, heard_at, parked_at, parked_until_at) "
                    + numbers + " SELECT 'default', 'one', '29:' || hex(i * 2654435761 % 4294967296) || '-' || i, 0,"
                    + " printf('00000000-0000-4000-8000-%012d', i), 1, 0, 0, 0, 'message', 1, 0, 0 FROM n");
            statement.execute("INSERT INTO conversations (bot, tenant, id, type, type_at, person, person_at, team_at,"
                    + " name_at, reference, reference_at, existence, existence_at)"
                    + " SELECT 'default', 'one', 'a:' || id, 'personal', 1, id, 1, 0, 0, '{}', 1, 'present', 1"
                    + " FROM people");
            statement.execute("ANALYZE");
        }
    }

    private static void list(Stores stores, int people) {
        List<String> ids = IntStream.range(0, people)
                .mapToObj("00000000-0000-4000-8000-%012d"::formatted)
                .toList();
        Desk desk = new Desk(stores);
        Since start = Since.now();
        desk.tell(new Audience.Users(ids));
        told("accepted a list of", people, start);
    }

    private static void broadcast(Stores stores, int people) {
        Counting counting = new Counting();
        Books books = Desk.books(stores);
        Planning planning = new Planning(books, counting, campaign -> {}, InstantSource.fixed(Desk.NOW));
        Desk desk = new Desk(stores);
        Since start = Since.now();
        NotificationId id = desk.tell(new Audience.Everyone());
        plan(planning);
        told("accepted and planned", counting.recipients.get(), start);
        if (counting.recipients.get() != people) {
            throw new IllegalStateException("some are missing");
        }
        Since before = Since.now();
        Standing standing = desk.standing(id);
        told("counted " + standing.counts() + " of", people, before);
        deliver(stores, desk, id);
        desk.campaigns.recall(id, Reach.EVERYTHING);
        Since recall = Since.now();
        plan(planning);
        told("planned the recall of", people, recall);
    }

    private static void plan(Planning planning) {
        long most = 0;
        while (planning.step(() -> false) == Planning.Found.WORK) {
            Runtime runtime = Runtime.getRuntime();
            most = Math.max(most, runtime.totalMemory() - runtime.freeMemory());
        }
        System.out.printf("  with at most %,d MiB of heap in use, garbage included%n", most >> 20);
    }

    private static void deliver(Stores stores, Desk desk, NotificationId id) {
        String work = Keys.work(Desk.HERE, Priority.NORMAL, CampaignId.sending(id));
        stores.dispatch().scan(work, work + Keys.END, (key, value) -> {
            desk.sending.deliver(FactJson.segment(value));
            return true;
        });
    }

    private static void told(String what, long people, Since since) {
        System.out.printf(
                "%s %,d people in %.2f s, with %.2f s of CPU%n",
                what,
                people,
                (System.nanoTime() - since.nanos()) / 1e9,
                cpu().minus(since.cpu()).toMillis() / 1e3);
    }

    /// What a machine that is busy otherwise does not blur.
    private static Duration cpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private record Since(long nanos, Duration cpu) {
        static Since now() {
            return new Since(System.nanoTime(), PlanningRates.cpu());
        }
    }

    /// An engine that only counts.
    private static final class Counting implements Sending {
        @Override
        public void edited(NotificationId id) {}

        final AtomicLong recipients = new AtomicLong();

        @Override
        public void accepted(Segment segment) {
            recipients.addAndGet(segment.recipients().size());
        }

        @Override
        public void ordered(CampaignId campaign, Order order) {}

        @Override
        public int requeue(Notification notification, List<Delivery> deliveries) {
            return 0;
        }

        @Override
        public boolean settle(Notification notification, Delivery delivery, DeliveryState as) {
            return false;
        }

        @Override
        public double rate(CampaignId campaign) {
            return 0;
        }
    }
}
