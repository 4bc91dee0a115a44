package dev.tidings.cluster;

import dev.tidings.delivery.fact.CampaignId;
import dev.tidings.delivery.fact.FactJson;
import dev.tidings.delivery.fact.Keys;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.lane.Limits;
import dev.tidings.delivery.lane.Order;
import dev.tidings.delivery.notification.NotificationId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/// Where work is handed to the cluster. Thread-safe; whatever is handed in twice is done once.
///
/// A record is a fact: its value the fact's, and the fact's key in the header `fact`. Work has its
/// lane as the record's key, which says in which shard it is; orders go to every shard, after the
/// work they are about.
public final class WorkTopic implements AutoCloseable {
    static final String FACT = "fact";

    private final KafkaProducer<byte[], byte[]> producer;
    private final String topic;
    private final int shards;

    /// Begins to hand in, and makes the topic if it is not there.
    ///
    /// @throws IllegalStateException if Kafka is away, or the topic has another number of shards
    public WorkTopic(ClusterSettings settings) {
        Topics.prepare(settings);
        Map<String, Object> config = new HashMap<>(settings.brokers().properties());
        config.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.brokers().servers());
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        config.put(ProducerConfig.LINGER_MS_CONFIG, 1);
        this.producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
        this.topic = settings.workTopic();
        this.shards = settings.work().shards();
    }

    /// Hands in work; complete when Kafka keeps it.
    public CompletableFuture<Void> accepted(Segment segment) {
        byte[] lane = bytes(Keys.lane(segment.lane()));
        return send(null, lane, Keys.work(segment), FactJson.write(segment));
    }

    /// Hands in what people want of a campaign; complete when Kafka keeps it for every shard.
    ///
    /// @param number counts the orders about the campaign
    public CompletableFuture<Void> ordered(CampaignId campaign, int number, Order order) {
        return everywhere(Keys.order(campaign, number), order.bytes());
    }

    /// Tells every shard which limits hold from now on; complete when Kafka keeps it.
    public CompletableFuture<Void> limits(Limits limits) {
        return everywhere(Handed.LIMITS_KEY, LimitsJson.write(limits));
    }

    /// Tells every shard that the message of a notification is another one from now on; complete when
    /// Kafka keeps it.
    public CompletableFuture<Void> edited(NotificationId id) {
        return everywhere(Handed.EDIT.key(), bytes(id.value()));
    }

    private CompletableFuture<Void> everywhere(String fact, byte[] value) {
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int shard = 0; shard < shards; shard++) {
            all.add(send(shard, null, fact, value));
        }
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
    }

    private CompletableFuture<Void> send(@Nullable Integer shard, byte @Nullable [] lane, String fact, byte[] value) {
        CompletableFuture<Void> kept = new CompletableFuture<>();
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, shard, lane, value);
        record.headers().add(FACT, bytes(fact));
        Future<RecordMetadata> _ = producer.send(record, (_, failure) -> {
            if (failure == null) {
                kept.complete(null);
            } else {
                kept.completeExceptionally(failure);
            }
        });
        return kept;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// Waits until what was handed in is kept.
    @Override
    public void close() {
        producer.close();
    }
}
