package dev.tidings.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/// A real broker on a free port of loopback.
final class Broker implements AutoCloseable {
    private final String servers;
    private final Child process;

    private Broker(String servers, Child process) {
        this.servers = servers;
        this.process = process;
    }

    static Broker start(Path folder) throws Exception {
        String servers = "127.0.0.1:" + freePort();
        Path properties = Files.writeString(folder.resolve("broker.properties"), """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@%2$s
                listeners=PLAINTEXT://%1$s,CONTROLLER://%2$s
                advertised.listeners=PLAINTEXT://%1$s
                controller.listener.names=CONTROLLER
                log.dirs=%3$s
                auto.create.topics.enable=false
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=2
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                group.initial.rebalance.delay.ms=0
                group.min.session.timeout.ms=3000
                """.formatted(
                        servers, "127.0.0.1:" + freePort(), folder.resolve("log")));
        var broker = new Broker(servers, new Child(BrokerMain.class, List.of(properties.toString()), line -> {}));
        Waiting.until("the broker serves", broker::serves);
        return broker;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private boolean serves() {
        if (!process.lives()) {
            throw new IllegalStateException("the broker has ended");
        }
        try (Admin admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                servers,
                AdminClientConfig.RECONNECT_BACKOFF_MS_CONFIG,
                200))) {
            return !admin.describeCluster().nodes().get(5, TimeUnit.SECONDS).isEmpty();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        } catch (Exception notYet) {
            return false;
        }
    }

    String servers() {
        return servers;
    }

    Child process() {
        return process;
    }

    @Override
    public void close() {
        process.close();
    }
}
