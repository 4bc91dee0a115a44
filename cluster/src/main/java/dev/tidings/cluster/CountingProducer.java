package dev.tidings.cluster;

import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/// Counts which facts Kafka has acknowledged, so that nothing leaves before it is known for good
/// that it begins.
final class CountingProducer extends KafkaProducer<byte[], byte[]> {
    private final String factsTopic;

    CountingProducer(Map<String, Object> config, String factsTopic) {
        super(config, new ByteArraySerializer(), new ByteArraySerializer());
        this.factsTopic = factsTopic;
    }

    @Override
    public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, @Nullable Callback callback) {
        Integer shard = record.partition();
        if (shard == null || !record.topic().equals(factsTopic)) {
            return super.send(record, callback);
        }
        Acknowledged facts = Standing.mine().of(shard);
        facts.write();
        return super.send(record, (metadata, failure) -> {
            facts.answered(failure == null);
            if (callback != null) {
                callback.onCompletion(metadata, failure);
            }
        });
    }
}
