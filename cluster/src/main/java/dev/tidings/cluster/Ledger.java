package dev.tidings.cluster;

import dev.tidings.delivery.fact.FactChanges;
import dev.tidings.delivery.fact.FactStore;
import dev.tidings.delivery.store.StoreUnavailableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Copies what the nodes know about deliveries from Kafka into a database, from which the ledger is
/// read: work, steps, ends and tallies, each as the fact it is.
///
/// What was copied is copied again after a crash and changes nothing then. Nodes that run it share
/// the shards. Thread-safe.
public final class Ledger implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration REST_AFTER_TROUBLE = Duration.ofSeconds(1);
    private static final Duration CLOSING = Duration.ofSeconds(10);
    private static final int MOST = 5_000;
    /// Work, steps, what is done, and how much ended how.
    private static final String COPIED = "qidn";

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final String topic;
    private final FactStore database;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    /// @param database where the facts are copied to
    public Ledger(ClusterSettings settings, FactStore database) {
        Map<String, Object> config = new HashMap<>(settings.brokers().properties());
        config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.brokers().servers());
        config.put(ConsumerConfig.GROUP_ID_CONFIG, settings.name() + "-ledger");
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // Kafka Streams makes the topic, with as many parts as there are shards.
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST);
        config.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 5_000);
        this.consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.topic = settings.factsTopic();
        this.database = database;
        this.thread = Thread.ofPlatform().name("tidings-ledger").daemon().unstarted(this::run);
    }

    /// Begins to copy.
    public void start() {
        thread.start();
    }

    private void run() {
        try (consumer) {
            consumer.subscribe(List.of(topic));
            while (closing.getCount() > 0) {
                copy(consumer.poll(POLL));
            }
        } catch (WakeupException | InterruptedException closed) {
            LOG.debug("The ledger is not copied any more");
        }
    }

    private void copy(ConsumerRecords<byte[], byte[]> records) throws InterruptedException {
        FactChanges changes = new FactChanges();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            String key = new String(record.key(), StandardCharsets.US_ASCII);
            if (COPIED.indexOf(key.charAt(0)) < 0) {
                continue;
            }
            if (record.value() == null) {
                changes.delete(key);
            } else {
                changes.put(key, record.value());
            }
        }
        write(changes);
        if (!records.isEmpty()) {
            commit();
        }
    }

    /// What is not committed is copied again, here or by another node.
    private void commit() {
        try {
            consumer.commitSync();
        } catch (CommitFailedException | RebalanceInProgressException | RetriableException notNow) {
            LOG.debug("How far the ledger is copied was not kept: {}", notNow.getMessage());
        }
    }

    /// Tries until the database takes it.
    private void write(FactChanges changes) throws InterruptedException {
        while (!changes.isEmpty()) {
            try {
                database.commit(changes);
                return;
            } catch (StoreUnavailableException away) {
                LOG.warn("The database does not answer, the ledger waits: {}", away.getMessage());
                if (closing.await(REST_AFTER_TROUBLE.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new InterruptedException("closed");
                }
            }
        }
    }

    /// Copies no more.
    @Override
    public void close() {
        closing.countDown();
        consumer.wakeup();
        try {
            if (thread.isAlive() && !thread.join(CLOSING)) {
                LOG.warn("The copying of the ledger did not end within {}", CLOSING);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
