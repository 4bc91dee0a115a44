package dev.tidings.cluster;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/// A shard as a processor of Kafka Streams: opened when the node gets it, closed when the node
/// gives it up.
final class LanesProcessor implements Processor<byte[], byte[], Void, Void> {
    static final String FACTS = "facts";

    private static final Logger LOG = LoggerFactory.getLogger(LanesProcessor.class);
    private static final Duration TURN = Duration.ofMillis(5);

    private final Shards shards;
    private final LongSupplier nanos;
    private @Nullable Shard shard;

    LanesProcessor(Shards shards, LongSupplier nanos) {
        this.shards = shards;
        this.nanos = nanos;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        Standing standing = Standing.mine();
        int number = context.taskId().partition();
        KeyValueStore<String, byte[]> store = context.getStateStore(FACTS);
        var facts = new StoreFacts(store);
        Acknowledged acknowledged = standing.renewed(number);
        Mending.mend(facts);
        shard = shards.open(facts, acknowledged, standing.lease());
        context.schedule(TURN, PunctuationType.WALL_CLOCK_TIME, _ -> turn());
        LOG.info("Shard {} is owned here", number);
    }

    private Shard mine() {
        return Objects.requireNonNull(shard);
    }

    private void turn() {
        shards.turn(mine());
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        Header fact = record.headers().lastHeader(WorkTopic.FACT);
        if (fact == null || record.value() == null) {
            LOG.error("A record of the topic of work is not one: it has no header '{}'", WorkTopic.FACT);
            return;
        }
        String key = new String(fact.value(), StandardCharsets.UTF_8);
        try {
            mine().handedIn(key, record.value());
        } catch (IllegalArgumentException | JacksonException malformed) {
            LOG.error("The fact {} cannot be read and is left out", key, malformed);
        }
    }

    @Override
    public void close() {
        if (shard == null) {
            return;
        }
        try {
            shard.close(nanos);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException cut) {
            LOG.warn("A shard was given up before everything was written; its next owner settles that", cut);
        } finally {
            shards.closed(shard);
            shard = null;
        }
    }
}
