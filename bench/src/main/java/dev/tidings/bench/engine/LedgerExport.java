package dev.tidings.bench.engine;

import dev.tidings.bench.load.ProcessFigures;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.fact.CampaignId;
import dev.tidings.delivery.fact.Done;
import dev.tidings.delivery.fact.FactChanges;
import dev.tidings.delivery.fact.FactJson;
import dev.tidings.delivery.fact.Keys;
import dev.tidings.delivery.fact.Planned;
import dev.tidings.delivery.fact.Recipient;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.fact.SegmentId;
import dev.tidings.delivery.fact.Step;
import dev.tidings.delivery.fact.Tally;
import dev.tidings.delivery.notification.Audience;
import dev.tidings.delivery.notification.Delivery;
import dev.tidings.delivery.notification.DeliveryState;
import dev.tidings.delivery.notification.Manner;
import dev.tidings.delivery.notification.Notification;
import dev.tidings.delivery.notification.NotificationStatus;
import dev.tidings.delivery.notification.OnUncertain;
import dev.tidings.delivery.notification.Priority;
import dev.tidings.delivery.notification.Target;
import dev.tidings.delivery.notification.TimeOrderedIds;
import dev.tidings.delivery.store.NotificationStore.Plan;
import dev.tidings.delivery.store.sql.Stores;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;

/// Reads ledgers as CSV from a server in another process.
public final class LedgerExport {
    private static final int WARMING = 3;
    private static final int BUFFER = 1 << 16;

    private final Stores stores;
    private final Tenancy tenancy = Town.tenancy(0);
    private final Instant now = InstantSource.system().instant();

    private LedgerExport(Stores stores) {
        this.stores = stores;
    }

    /// Prints what was measured.
    ///
    /// @param args `fill`, a database and the lengths of ledgers, which prints the ids of their
    ///     notifications; or `measure`, the server, its process id and these ids, the first of which
    ///     warms it
    public static void main(String... args) throws IOException, InterruptedException {
        if (args[0].equals("fill")) {
            try (Stores stores = Machinery.stores(Path.of(args[1]))) {
                for (String lines : List.of(args).subList(2, args.length)) {
                    System.out.println(new LedgerExport(stores).fill(Integer.parseInt(lines)));
                }
            }
            return;
        }
        ProcessFigures server = new ProcessFigures(Long.parseLong(args[2]));
        List<String> ids = List.of(args).subList(3, args.length);
        for (int round = 0; round < WARMING; round++) {
            export(URI.create(args[1]), ids.getFirst(), server);
        }
        for (String id : ids) {
            export(URI.create(args[1]), id, server).print();
        }
    }

    private String fill(int lines) {
        Notification notification = new Notification(
                new TimeOrderedIds(() -> now, new Random()).notification(),
                tenancy,
                new Audience.Everyone(),
                "{\"text\":\"The office is closed today.\"}",
                null,
                Priority.BULK,
                null,
                null,
                OnUncertain.HOLD,
                Manner.USUAL,
                NotificationStatus.PLANNING,
                0,
                now,
                now);
        stores.notifications().accept(notification, new FactChanges(), null);
        List<String> people = Town.some(0, Math.min(lines, Segment.MOST));
        int segments = Math.ceilDiv(lines, Segment.MOST);
        for (int number = 0; number < segments; number++) {
            int size = Math.min(Segment.MOST, lines - number * Segment.MOST);
            done(notification, number, people.subList(0, size), number + 1 == segments);
        }
        return notification.id().value();
    }

    private void done(Notification notification, int number, List<String> people, boolean last) {
        CampaignId campaign = CampaignId.sending(notification.id());
        Segment segment = new Segment(
                new SegmentId(campaign, number),
                tenancy,
                Segment.Errand.SEND,
                notification.priority(),
                notification.onUncertain(),
                null,
                now,
                null,
                null,
                people.stream().map(id -> Recipient.of(new Target.User(id), id)).toList());
        FactChanges work = new FactChanges();
        Planned.add(work, segment);
        Plan plan = stores.notifications().plans(1).getFirst();
        stores.notifications().planned(plan, work, people.size(), last ? null : Integer.toString(number), now);
        List<Done.End> ends = people.stream().map(this::end).toList();
        Tally tally = new Tally(List.of(new Tally.Count(DeliveryState.DELIVERED, "", people.size())));
        stores.dispatch()
                .commit(new FactChanges()
                        .delete(Keys.work(segment))
                        .put(Keys.done(segment.id()), FactJson.write(new Done(segment, ends)))
                        .put(Keys.tally(segment.id()), FactJson.write(tally)));
    }

    private Done.End end(String person) {
        Delivery.Sent sent = new Delivery.Sent(
                "a:1" + person.substring(4),
                Long.toString(now.toEpochMilli()),
                "https://smba.trafficmanager.net/emea/");
        return new Done.End(new Step.Ended(now, DeliveryState.DELIVERED, null, null, sent), 1);
    }

    private static Line export(URI server, String id, ProcessFigures process) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.resolve("/api/v1/notifications/" + id + "/deliveries"))
                .header("Accept", "text/csv")
                .build();
        long memory = process.memory();
        Duration cpu = process.cpu();
        long began = System.nanoTime();
        long lines = 0;
        long bytes = 0;
        try (HttpClient http = HttpClient.newHttpClient();
                InputStream body =
                        http.send(request, BodyHandlers.ofInputStream()).body()) {
            byte[] some = new byte[BUFFER];
            for (int read = body.read(some); read >= 0; read = body.read(some)) {
                bytes += read;
                for (int index = 0; index < read; index++) {
                    lines += some[index] == '\n' ? 1 : 0;
                }
            }
        }
        return Line.of("ledger-export")
                .with("lines", lines)
                .with("mib", bytes / (double) (1 << 20))
                .with("seconds", (System.nanoTime() - began) / 1e9)
                .with("cpuSeconds", process.cpu().minus(cpu).toNanos() / 1e9)
                .with("memoryBeforeMib", memory)
                .with("memoryAfterMib", process.memory())
                .with("peakMib", process.peakMemory());
    }
}
