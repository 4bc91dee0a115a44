package dev.tidings.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.delivery.host.Lease;
import dev.tidings.delivery.lane.Limits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two nodes as processes, a real broker, and a local Teams whose referee counts every request:
/// whatever happens to a node or to the broker, everybody gets the message, nobody twice who is not
/// to, and no limit is passed.
class ClusterTest {
    /// What may be doubled when a node ends without a word: what was under way there, and what had
    /// arrived without its end being known to Kafka.
    private static final int UNDER_WAY = 6 * Limits.defaults().inFlightPerLane();

    @TempDir
    static Path folder;

    private static Broker broker;

    @BeforeAll
    static void startBroker() throws Exception {
        broker = Broker.start(Files.createDirectory(folder.resolve("broker")));
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    private static Town town(String name) throws Exception {
        return new Town(Files.createDirectory(folder.resolve(name)), broker, name);
    }

    @Test
    void a_broadcast_goes_out_over_two_nodes_of_which_one_leaves_in_good_order() throws Exception {
        try (Town town = town("leaving")) {
            List<Node> nodes = town.startTogether(2);
            town.broadcast();
            town.awaitMore(200);
            assertThat(nodes.getFirst().leave()).isTrue();
            town.awaitTheEnd();

            assertThat(town.judge()).isZero();
            assertThat(town.arrived()).isEqualTo(town.wanted());
        }
    }

    @Test
    void when_a_node_is_killed_the_other_one_delivers_what_is_left() throws Exception {
        try (Town town = town("killed")) {
            List<Node> nodes = town.startTogether(2);
            town.broadcast();
            town.awaitMore(200);
            nodes.getFirst().process().kill();
            town.awaitTheEnd();

            assertThat(town.judge()).isLessThanOrEqualTo(UNDER_WAY);
        }
    }

    @Test
    void a_node_that_was_frozen_sends_nothing_of_what_another_one_has_taken_over() throws Exception {
        try (Town town = town("frozen")) {
            List<Node> nodes = town.startTogether(2);
            town.broadcast();
            town.awaitMore(200);
            nodes.getFirst().process().freeze();
            Waiting.until(
                    "the other node owns all shards", () -> nodes.getLast().shards() == 8);
            town.awaitMore(100);
            nodes.getFirst().process().thaw();
            town.awaitTheEnd();

            assertThat(town.judge()).isLessThanOrEqualTo(UNDER_WAY);
        }
    }

    @Test
    void while_the_broker_is_frozen_nothing_is_sent_and_nothing_is_lost() throws Exception {
        try (Town town = town("silent")) {
            town.startTogether(2);
            town.broadcast();
            town.awaitMore(200);
            broker.process().freeze();
            long arrived = quiet(town);
            broker.process().thaw();
            town.awaitTheEnd();

            assertThat(arrived).isLessThan(town.wanted());
            assertThat(town.judge()).isLessThanOrEqualTo(UNDER_WAY);
        }
    }

    /// Waits until nothing has arrived for longer than a lease.
    private static long quiet(Town town) {
        long[] seen = {town.arrived(), System.nanoTime()};
        Waiting.until("nothing more arrives", () -> {
            long now = System.nanoTime();
            if (town.arrived() > seen[0]) {
                seen[0] = town.arrived();
                seen[1] = now;
            }
            return now - seen[1] > Lease.GUARD.toNanos();
        });
        return seen[0];
    }
}
