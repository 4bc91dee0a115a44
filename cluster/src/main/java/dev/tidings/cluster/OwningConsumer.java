package dev.tidings.cluster;

import dev.tidings.delivery.lane.Moment;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The consumer of a thread of Kafka Streams. The group's coordinator accepts a commit only from
/// who is a member of the group's present generation, so each commit that it accepts confirms the
/// thread's lease.
///
/// Kafka Streams commits nothing where nothing new was read, so what was committed last is
/// committed again.
final class OwningConsumer extends KafkaConsumer<byte[], byte[]> {
    private static final Logger LOG = LoggerFactory.getLogger(OwningConsumer.class);
    private static final Duration AGAIN = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final InstantSource wall;
    private final LongSupplier nanos;
    private final Map<TopicPartition, OffsetAndMetadata> known = new HashMap<>();
    private @Nullable Moment confirmed;
    private boolean joined;
    private long triedAt;

    OwningConsumer(Map<String, Object> config, InstantSource wall, LongSupplier nanos) {
        super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.wall = wall;
        this.nanos = nanos;
        this.triedAt = nanos.getAsLong();
    }

    @Override
    public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets) {
        Moment asked = now();
        super.commitSync(offsets);
        accepted(offsets, asked);
    }

    @Override
    public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
        Moment asked = now();
        super.commitSync(offsets, timeout);
        accepted(offsets, asked);
    }

    private void accepted(Map<TopicPartition, OffsetAndMetadata> offsets, Moment asked) {
        known.putAll(offsets);
        confirmed = asked;
        Standing.mine().lease().confirmed(asked);
    }

    private Moment now() {
        return new Moment(nanos.getAsLong(), wall.instant());
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        if (!joined) {
            joined = true;
            Standing.mine().lease().taken(now());
        }
        ConsumerRecords<byte[], byte[]> records = super.poll(timeout);
        long now = nanos.getAsLong();
        boolean old = confirmed == null || now - confirmed.nanos() > AGAIN.toNanos();
        if (old && now - triedAt > AGAIN.toNanos() / 4) {
            triedAt = now;
            confirm();
        }
        return records;
    }

    private void confirm() {
        try {
            Set<TopicPartition> mine = assignment();
            known.keySet().retainAll(mine);
            learn(mine);
            if (!known.isEmpty()) {
                commitSync(Map.copyOf(known), PATIENCE);
            }
        } catch (CommitFailedException | RebalanceInProgressException | TimeoutException notNow) {
            LOG.debug("The lease is not confirmed: {}", notNow.getMessage());
        } catch (RetriableException notNow) {
            LOG.debug("The lease is not confirmed", notNow);
        }
    }

    /// Of shards of which nothing was committed yet the beginning is, so that there is something to
    /// commit.
    private void learn(Set<TopicPartition> mine) {
        Set<TopicPartition> strange = new HashSet<>(mine);
        strange.removeAll(known.keySet());
        if (strange.isEmpty()) {
            return;
        }
        committed(strange, PATIENCE).forEach((shard, offset) -> {
            if (offset != null) {
                known.put(shard, offset);
            }
        });
        strange.removeAll(known.keySet());
        if (!strange.isEmpty()) {
            beginningOffsets(strange, PATIENCE)
                    .forEach((shard, offset) -> known.put(shard, new OffsetAndMetadata(offset)));
        }
    }
}
