package dev.tidings.cluster;

import dev.tidings.delivery.host.Lease;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// How the nodes of a cluster work together. All nodes of one cluster have the same, but for the
/// folder.
///
/// @param brokers where Kafka is
/// @param name what the topics and the group of nodes are called by
/// @param work how the topics are made
/// @param threads how many threads of a node own shards
/// @param state a folder of this node's own, for the facts of its shards; what is lost there is
///     read from Kafka again
/// @param session how long Kafka waits for a sign of life before it gives a node's shards to others
public record ClusterSettings(Brokers brokers, String name, Work work, int threads, Path state, Duration session) {
    /// What Kafka permits if nobody has changed its settings.
    public static final Duration SESSION = Duration.ofSeconds(6);

    /// Checks the numbers.
    public ClusterSettings {
        if (session.compareTo(Lease.TERM) < 0) {
            throw new IllegalArgumentException("a session shorter than " + Lease.TERM
                    + " would give shards away while their owner may still send");
        }
        if (threads < 1) {
            throw new IllegalArgumentException("a node has at least one thread");
        }
    }

    /// Where Kafka is.
    ///
    /// @param servers such as `kafka-1:9092,kafka-2:9092`
    /// @param properties what Kafka's clients are told besides, such as `security.protocol`
    public record Brokers(String servers, Map<String, Object> properties) {
        /// Keeps its own copy.
        public Brokers {
            properties = Map.copyOf(properties);
        }

        /// Leaves the properties out: there may be passwords among them.
        @Override
        public String toString() {
            return servers;
        }
    }

    /// How the topics are made.
    ///
    /// @param shards into how many parts all lanes are divided; it stays for the life of an
    ///     installation
    /// @param replicas how many brokers keep each part
    /// @param retention how long accepted work is kept for nodes that are away
    public record Work(int shards, short replicas, Duration retention) {
        /// Enough for a hundred nodes, on three brokers, and for a week's outage.
        public static Work defaults() {
            return new Work(64, (short) 3, Duration.ofDays(7));
        }
    }

    /// The topic of work that is accepted, and of orders about it.
    public String workTopic() {
        return name + "-work";
    }

    /// The topic that keeps the facts of all shards, outcomes included.
    public String factsTopic() {
        return name + "-" + LanesProcessor.FACTS + "-changelog";
    }
}
