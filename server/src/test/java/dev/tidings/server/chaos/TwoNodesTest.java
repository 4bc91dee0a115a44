package dev.tidings.server.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Two servers on one database, one of which sends: whatever happens to it in the middle of broadcasts, the
/// other goes on, all is delivered, no limit is exceeded, and no more comes twice than was under way.
@Tag("packaged")
class TwoNodesTest {
    private static final String PATH = "/api/v1/notifications";
    private static final Duration CONTRACT = Duration.ofSeconds(15);
    private static final Duration FROZEN = Duration.ofSeconds(10);
    private static final int BROADCASTS = 8;
    private static final int BEFORE = 60;

    @TempDir
    Path folder;

    @Test
    void whatever_happens_to_the_one_that_sends_the_other_goes_on() throws Exception {
        try (TwoServers servers = new TwoServers(folder)) {
            servers.open();
            killed(servers);
            frozen(servers);
            stopped(servers);
            withoutDatabase(servers);
            assertThat(servers.teams.report().excesses()).as("over a limit").isEmpty();
        }
    }

    private void killed(TwoServers servers) throws Exception {
        TwoServers.One leader = servers.leader();
        TwoServers.One other = servers.besides(leader);
        AtomicLong ended = other.client().events("delivery-ended");
        List<Sent> sent = broadcasts(servers, "killed");
        servers.arrive(BEFORE);
        servers.until(() -> ended.get() > 0, "the other one tells what the leader does");
        servers.until(() -> standing(other, sent.getFirst()).path("rate").doubleValue(0) > 0, "and how fast");
        leader.process().kill();
        sent.add(broadcast(other, "accepted while nobody sends", true));
        Duration took = takesOver(servers);
        judge(servers, other, new Phase("killed", sent, took), TwoServers.IN_FLIGHT);
        leader.process().start();
        assertThat(leader.standing()).isEqualTo("standing by");
    }

    private void frozen(TwoServers servers) throws Exception {
        List<Sent> sent = broadcasts(servers, "frozen");
        servers.arrive(BEFORE);
        TwoServers.One leader = servers.leader();
        leader.process().freeze();
        long began = System.nanoTime();
        Duration took = takesOver(servers);
        servers.rest(FROZEN.minusNanos(Math.min(FROZEN.toNanos(), System.nanoTime() - began)));
        leader.process().wake();
        judge(servers, servers.besides(leader), new Phase("frozen", sent, took), TwoServers.IN_FLIGHT);
        servers.until(() -> leader.standing().equals("standing by"), "the woken one stands by");
    }

    private void stopped(TwoServers servers) throws Exception {
        List<Sent> sent = broadcasts(servers, "stopped");
        servers.arrive(BEFORE);
        TwoServers.One leader = servers.leader();
        leader.process().end();
        Duration took = takesOver(servers);
        judge(servers, servers.besides(leader), new Phase("stopped", sent, took), 0);
        leader.process().start();
    }

    private void withoutDatabase(TwoServers servers) throws Exception {
        List<Sent> sent = broadcasts(servers, "without a database");
        servers.arrive(BEFORE);
        TwoServers.One leader = servers.leader();
        servers.stopPostgres();
        String body = body("refused", true);
        assertThat(leader.client().once("POST", PATH, body)).isEqualTo(503);
        assertThat(servers.besides(leader).client().once("POST", PATH, body)).isEqualTo(503);
        servers.restartPostgres();
        Duration took = takesOver(servers);
        judge(servers, leader, new Phase("database restarted", sent, took), TwoServers.IN_FLIGHT);
        assertThat(servers.times("refused")).isEmpty();
    }

    /// What was sent while something happened to the one that sends, and how long it took the other one.
    private record Phase(String what, List<Sent> sent, Duration took) {}

    private static Duration takesOver(TwoServers servers) throws InterruptedException {
        Duration took = servers.untilSendsAgain();
        assertThat(took).isLessThan(CONTRACT);
        return took;
    }

    /// Through either of them in turn, every second one to be held where it is uncertain.
    private static List<Sent> broadcasts(TwoServers servers, String about) {
        TwoServers.One leader = servers.leader();
        TwoServers.One other = servers.besides(leader);
        List<Sent> sent = new ArrayList<>();
        for (int number = 0; number < BROADCASTS; number++) {
            sent.add(broadcast(number % 4 < 2 ? leader : other, about + " " + number, number % 2 == 0));
        }
        return sent;
    }

    private static Sent broadcast(TwoServers.One through, String text, boolean hold) {
        long begun = System.nanoTime();
        Client.Answer accepted = through.client()
                .ask("POST", PATH, body(text, hold), "Idempotency-Key", text.replace(' ', '-'))
                .being(202);
        String id = accepted.json().path("id").stringValue("");
        return new Sent(id, text, Sent.Kind.EVERYONE, hold, begun);
    }

    private static String body(String text, boolean hold) {
        return "{\"to\":{\"everyone\":true},\"message\":{\"text\":\"" + text + "\"},\"onUncertain\":\""
                + (hold ? "hold" : "resend") + "\"}";
    }

    private static void judge(TwoServers servers, TwoServers.One through, Phase phase, int mostDoubles)
            throws InterruptedException {
        long doubles = 0;
        long uncertain = 0;
        for (Sent each : phase.sent()) {
            servers.until(() -> over(standing(through, each)), "an outcome of " + each);
            JsonNode counts = standing(through, each).path("counts");
            Map<String, Long> times = servers.times(each.text());
            long delivered = counts.path("delivered").longValue(0);
            long unknown = counts.path("uncertain").longValue(0);
            assertThat(delivered + unknown).as(each + " stands as " + counts).isEqualTo(TwoServers.PEOPLE);
            assertThat((long) times.size()).as("arrivals of " + each).isBetween(delivered, delivered + unknown);
            if (each.hold()) {
                assertThat(times.values()).as("arrivals of " + each).containsOnly(1L);
            } else {
                assertThat(unknown).as("unknown of " + each).isZero();
            }
            doubles += times.values().stream().mapToLong(count -> count - 1).sum();
            uncertain += unknown;
        }
        System.out.printf(
                "{\"kind\":\"take-over\",\"what\":\"%s\",\"sent again after, s\":%.1f,\"came twice\":%d,\"held\":%d}%n",
                phase.what(), phase.took().toMillis() / 1000.0, doubles, uncertain);
        assertThat(doubles + uncertain).isLessThanOrEqualTo(mostDoubles);
    }

    private static JsonNode standing(TwoServers.One through, Sent each) {
        return through.client().get(PATH + "/" + each.id()).being(200).json();
    }

    private static boolean over(JsonNode standing) {
        return Set.of("completed", "cancelled", "expired")
                .contains(standing.path("status").stringValue(""));
    }
}
