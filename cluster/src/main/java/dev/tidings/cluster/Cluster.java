package dev.tidings.cluster;

import dev.tidings.delivery.fact.CampaignId;
import dev.tidings.delivery.fact.FactStore;
import dev.tidings.delivery.host.EngineSettings;
import dev.tidings.delivery.host.Observer;
import dev.tidings.delivery.send.Courier;
import dev.tidings.delivery.store.NotificationStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.state.Stores;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One of several nodes that share the lanes of an installation: Kafka Streams says which shards
/// are this node's, and keeps their facts. Thread-safe.
public final class Cluster implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);
    private static final Duration CLOSING = Duration.ofSeconds(20);

    private final ClusterSettings settings;
    private final Shards shards;
    private final KafkaStreams streams;

    /// What a node works with.
    ///
    /// @param directory what is looked at before anything is sent
    /// @param texts what the recipients of a campaign get
    /// @param courier keeps what it does to reach somebody in [#facts()], and sends through a
    ///     [LeasedTransport]
    /// @param observer hears what the node does
    public record Parts(
            LastLook directory,
            Function<CampaignId, Optional<NotificationStore.Text>> texts,
            Courier courier,
            Observer observer) {}

    /// Where a node stands.
    public enum State {
        /// It is not started, or has stopped.
        AWAY,
        /// Its shards are being found out, or their facts are being read.
        JOINING,
        /// It owns its shards; there may be none.
        RUNNING,
        /// It cannot go on.
        FAILED
    }

    /// @param nanos a clock that only goes forward, such as [System#nanoTime()]
    /// @throws IllegalArgumentException if readers are to be spared more than a number of messages:
    ///     that is not counted across nodes
    public Cluster(
            ClusterSettings settings, Parts parts, EngineSettings engine, InstantSource clock, LongSupplier nanos) {
        if (engine.manners().cap() != null) {
            throw new IllegalArgumentException("a cap on the messages that a person gets is not kept on a cluster");
        }
        this.settings = settings;
        this.shards = new Shards(parts, engine, clock, nanos);
        this.streams = new KafkaStreams(
                topology(settings, shards, nanos), config(settings), new Clients(settings.factsTopic(), clock, nanos));
        streams.setUncaughtExceptionHandler(failure -> {
            LOG.error("A thread of the cluster failed and is replaced", failure);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
    }

    /// The facts of the shard in whose name the current thread carries a delivery: for a courier.
    public static FactStore facts() {
        return new AskedFacts();
    }

    private static Topology topology(ClusterSettings settings, Shards shards, LongSupplier nanos) {
        return new Topology()
                .addSource("work", new ByteArrayDeserializer(), new ByteArrayDeserializer(), settings.workTopic())
                .addProcessor("lanes", () -> new LanesProcessor(shards, nanos), "work")
                .addStateStore(
                        Stores.keyValueStoreBuilder(
                                        Stores.persistentKeyValueStore(LanesProcessor.FACTS),
                                        Serdes.String(),
                                        Serdes.ByteArray())
                                .withCachingDisabled()
                                .withLoggingEnabled(Map.of(
                                        TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
                                        Integer.toString(Topics.inSync(settings.work())))),
                        "lanes");
    }

    private static Properties config(ClusterSettings settings) {
        Map<String, Object> config = new HashMap<>(settings.brokers().properties());
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.name());
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, settings.brokers().servers());
        config.put(StreamsConfig.STATE_DIR_CONFIG, settings.state().toString());
        config.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads());
        config.put(
                StreamsConfig.REPLICATION_FACTOR_CONFIG, (int) settings.work().replicas());
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
        config.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 500);
        config.put(StreamsConfig.POLL_MS_CONFIG, 5);
        config.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, SharedMemory.class);
        // A supplier of clients is not fully supported with the newer protocol.
        config.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic");
        config.put(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG, false);
        session(config, settings.session());
        config.put(StreamsConfig.producerPrefix(ProducerConfig.ACKS_CONFIG), "all");
        config.put(StreamsConfig.producerPrefix(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG), true);
        config.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 1);
        config.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        Properties properties = new Properties();
        properties.putAll(config);
        return properties;
    }

    private static void session(Map<String, Object> config, Duration session) {
        config.put(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
                Math.toIntExact(session.toMillis()));
        config.put(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG),
                Math.toIntExact(session.toMillis() / 3));
    }

    /// Makes the topic of work if it is not there, and joins the other nodes.
    ///
    /// @throws IllegalStateException if Kafka is away, or the topic has another number of shards
    public void start() {
        Topics.prepare(settings);
        streams.start();
    }

    /// Where this node stands.
    public State state() {
        return switch (streams.state()) {
            case CREATED, NOT_RUNNING, PENDING_SHUTDOWN -> State.AWAY;
            case REBALANCING -> State.JOINING;
            case RUNNING -> State.RUNNING;
            case PENDING_ERROR, ERROR -> State.FAILED;
        };
    }

    /// How many shards are owned here.
    public int shards() {
        return shards.size();
    }

    /// How many deliveries are under way here.
    public int inFlight() {
        return shards.inFlight();
    }

    /// Begins nothing more, waits a little for what is under way, and gives all shards to the other
    /// nodes.
    @Override
    public void close() {
        var leaving = CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP);
        if (!streams.close(leaving.withTimeout(CLOSING))) {
            LOG.warn("The node did not give its shards up within {}; the others take them after the session", CLOSING);
        }
        Standing.tidy();
    }
}
