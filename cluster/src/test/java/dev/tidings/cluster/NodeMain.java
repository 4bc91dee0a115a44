package dev.tidings.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// A node as a process of its own; it leaves when its standard input ends.
final class NodeMain {
    /// How long a node may be silent before its shards go to others; as short as the lease permits.
    static final Duration SESSION = Duration.ofSeconds(3);

    private NodeMain() {}

    /// Prints how many shards it owns, whenever that changes.
    ///
    /// @param arguments Kafka's address, the cluster's name, a folder with a directory in it, the
    ///     service URL, the app id
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[2]);
        try (Sender sender = Sender.open(folder.resolve("directory.db"), arguments[3], arguments[4], Cluster.facts());
                Cluster node = new Cluster(
                        settings(arguments[0], arguments[1], folder),
                        sender.parts(),
                        Sender.settings(),
                        Sender.CLOCK,
                        System::nanoTime)) {
            node.start();
            Thread.ofVirtual().start(() -> tell(node));
            untilTheEnd();
        }
        System.out.println("left");
        System.exit(0);
    }

    static ClusterSettings settings(String servers, String name, Path folder) {
        return new ClusterSettings(
                new ClusterSettings.Brokers(servers, Map.of()),
                name,
                new ClusterSettings.Work(8, (short) 1, Duration.ofHours(1)),
                1,
                folder.resolve("state"),
                SESSION);
    }

    private static void tell(Cluster node) {
        int told = -1;
        while (true) {
            int shards = node.state() == Cluster.State.RUNNING ? node.shards() : 0;
            if (shards != told) {
                System.out.println("shards " + shards);
                told = shards;
            }
            Waiting.moment();
        }
    }

    private static void untilTheEnd() throws IOException {
        while (System.in.read() >= 0) {
            Waiting.moment();
        }
    }
}
