package dev.tidings.cluster;

import dev.tidings.delivery.bot.Bots;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.fact.Step;
import dev.tidings.delivery.host.EngineSettings;
import dev.tidings.delivery.host.Observer;
import dev.tidings.delivery.lane.Limits;
import dev.tidings.delivery.lane.Send;
import dev.tidings.delivery.notification.OnUncertain;
import dev.tidings.delivery.store.DirectoryStore;
import dev.tidings.teams.activity.ChannelAccount;
import dev.tidings.teams.activity.ConversationAccount;
import dev.tidings.teams.activity.ConversationReference;
import dev.tidings.teams.activity.ConversationType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/// How many deliveries a second one node makes, with limits lifted: a message to everybody in each
/// of some tenants, against a connector that answers at once. Run by `bench/run cluster-raw`.
final class ClusterRate {
    private static final Duration TIME_OUT = Duration.ofSeconds(10);

    private final AtomicLong over = new AtomicLong();
    private final List<List<String>> tenants = new ArrayList<>();

    private final Path log;

    private ClusterRate(Path log) {
        this.log = log;
    }

    /// Prints the rate of each round, and what the node and the broker have used; the first ones
    /// warm the process.
    ///
    /// @param args the stub's service URL, Kafka's address, the broker's process, the broker's folder,
    ///     a folder, how many tenants, how many people in each, how often everybody gets a message
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[4]);
        ClusterRate rate = new ClusterRate(Path.of(args[3], "log"));
        try (Sender sender = Sender.open(folder.resolve("directory.db"), args[0], "bench", Cluster.facts())) {
            rate.fill(sender.stores().directory(), args[0], Integer.parseInt(args[5]), Integer.parseInt(args[6]));
            ClusterSettings settings =
                    NodeMain.settings(args[1], "rate", Files.createDirectory(folder.resolve("node")));
            Cluster.Parts parts = sender.parts();
            try (WorkTopic work = new WorkTopic(settings);
                    Cluster node = new Cluster(
                            settings,
                            new Cluster.Parts(parts.directory(), parts.texts(), parts.courier(), rate.counting()),
                            lifted(),
                            Sender.CLOCK,
                            System::nanoTime)) {
                node.start();
                Waiting.until(
                        "all shards are owned",
                        () -> node.shards() == settings.work().shards());
                for (int round = 1; round <= Integer.parseInt(args[7]); round++) {
                    rate.round(
                            round,
                            work,
                            ProcessHandle.of(Long.parseLong(args[2])).orElseThrow());
                }
            }
        }
        System.exit(0);
    }

    private static EngineSettings lifted() {
        Limits.Window wide = new Limits.Window(1_000_000, Duration.ofMillis(1));
        return new EngineSettings(new Limits(wide, wide, List.of(), List.of(), 12, 64, 200, TIME_OUT), TIME_OUT);
    }

    private Observer counting() {
        return new Observer() {
            @Override
            public void over(Send send, Step step) {
                if (step instanceof Step.Ended) {
                    over.incrementAndGet();
                }
            }
        };
    }

    private void fill(DirectoryStore directory, String serviceUrl, int count, int people) {
        for (int tenant = 0; tenant < count; tenant++) {
            List<String> ids = new ArrayList<>();
            try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int person = 0; person < people; person++) {
                    String id = "29:" + UUID.randomUUID() + "-" + UUID.randomUUID();
                    String name = tenant(tenant);
                    ids.add(id);
                    writers.execute(() -> keep(directory, serviceUrl, name, id));
                }
            }
            tenants.add(ids);
        }
    }

    private static String tenant(int number) {
        return new UUID(7, number).toString();
    }

    private static void keep(DirectoryStore directory, String serviceUrl, String tenant, String id) {
        directory.keep(
                new Tenancy(Bots.DEFAULT, tenant),
                new ConversationReference(
                        null,
                        ChannelAccount.of(id),
                        ChannelAccount.of("28:bench"),
                        new ConversationAccount("a:" + id, ConversationType.PERSONAL, tenant, null),
                        ConversationReference.MS_TEAMS,
                        serviceUrl,
                        null),
                id,
                Instant.EPOCH);
    }

    private void round(int number, WorkTopic work, ProcessHandle broker) throws IOException {
        long before = over.get();
        long disk = size(log);
        Duration own = cpu(ProcessHandle.current());
        Duration brokers = cpu(broker);
        long began = System.nanoTime();
        long wanted = handIn(work);
        while (over.get() < before + wanted) {
            Waiting.moment();
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        System.out.println(String.format(
                Locale.ROOT,
                "{\"kind\":\"cluster\",\"round\":%d,\"deliveries\":%d,\"seconds\":%.2f,\"perSecond\":%.0f,"
                        + "\"cpuMsPerThousand\":%.1f,\"brokerCpuMsPerThousand\":%.1f,\"diskPerDelivery\":%.0f}",
                number,
                wanted,
                seconds,
                wanted / seconds,
                cpu(ProcessHandle.current()).minus(own).toNanos() / 1e3 / wanted,
                cpu(broker).minus(brokers).toNanos() / 1e3 / wanted,
                (size(log) - disk) / (double) wanted));
    }

    /// How much the broker has written, what it reserves for indexes left out.
    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private long handIn(WorkTopic work) {
        long wanted = 0;
        for (int tenant = 0; tenant < tenants.size(); tenant++) {
            for (Segment segment :
                    SomeWork.segments(tenant(tenant), OnUncertain.RESEND, tenants.get(tenant), Segment.MOST)) {
                work.accepted(segment).join();
                wanted += segment.recipients().size();
            }
        }
        return wanted;
    }

    private static Duration cpu(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }
}
