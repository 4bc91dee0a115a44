package dev.tidings.cluster;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/// Makes the topic of work, and sees to it that one that is there has the right number of shards.
/// The topic of facts is made by Kafka Streams.
final class Topics {
    private Topics() {}

    /// @throws IllegalStateException if the topic has another number of shards than is set: lanes
    ///     would change their shards, and their facts would stay behind
    static void prepare(ClusterSettings settings) {
        Map<String, Object> config = new HashMap<>(settings.brokers().properties());
        config.put(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, settings.brokers().servers());
        try (Admin admin = Admin.create(config)) {
            make(admin, settings);
            check(admin, settings);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while the topics were made", stopped);
        } catch (ExecutionException failure) {
            throw new IllegalStateException("Kafka did not make the topic " + settings.workTopic(), failure.getCause());
        }
    }

    private static void make(Admin admin, ClusterSettings settings) throws InterruptedException, ExecutionException {
        ClusterSettings.Work work = settings.work();
        NewTopic topic = new NewTopic(settings.workTopic(), work.shards(), work.replicas())
                .configs(Map.of(
                        TopicConfig.RETENTION_MS_CONFIG,
                        Long.toString(work.retention().toMillis()),
                        TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
                        Integer.toString(inSync(work))));
        try {
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException failure) {
            if (!(failure.getCause() instanceof TopicExistsException)) {
                throw failure;
            }
        }
    }

    /// How many brokers must keep a record before it counts as kept: one may be away.
    static int inSync(ClusterSettings.Work work) {
        return Math.max(1, work.replicas() - 1);
    }

    private static void check(Admin admin, ClusterSettings settings) throws InterruptedException, ExecutionException {
        String name = settings.workTopic();
        TopicDescription found =
                admin.describeTopics(List.of(name)).allTopicNames().get().get(name);
        if (found != null && found.partitions().size() != settings.work().shards()) {
            throw new IllegalStateException(
                    "the topic " + name + " has " + found.partitions().size() + " shards and not "
                            + settings.work().shards());
        }
    }
}
