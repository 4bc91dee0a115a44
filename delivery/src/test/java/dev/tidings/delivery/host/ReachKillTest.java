package dev.tidings.delivery.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.delivery.notification.Delivery;
import dev.tidings.delivery.notification.DeliveryState;
import dev.tidings.delivery.notification.Notification;
import dev.tidings.delivery.notification.NotificationId;
import dev.tidings.delivery.store.DeliveryFilter;
import dev.tidings.delivery.store.Page;
import dev.tidings.delivery.store.PageRequest;
import dev.tidings.delivery.store.Reach;
import dev.tidings.delivery.store.sql.DatabaseUrl;
import dev.tidings.delivery.store.sql.Stores;
import dev.tidings.faketeams.FakeTeams;
import dev.tidings.faketeams.directory.Person;
import dev.tidings.faketeams.referee.Limits;
import dev.tidings.faketeams.wire.Operation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Everybody in an organisation, most of whom never met the bot, reached by a process that is killed twice on the
/// way. `-Dreach.people=100000` makes the organisation larger, and says what it took.
class ReachKillTest {
    private static final int PEOPLE = Integer.getInteger("reach.people", 2_000);
    private static final int KILLS = 2;

    @TempDir
    Path folder;

    private final Map<String, Integer> counted = new HashMap<>();
    private final Set<String> persons = new HashSet<>();
    private int largestHeap;
    private @Nullable NotificationId accepted;

    @Test
    void everybody_is_accounted_for_and_nobody_is_installed_or_messaged_twice_beyond_what_was_in_flight()
            throws Exception {
        try (FakeTeams teams = FakeTeams.builder()
                .shape(shape -> shape.withPeople(PEOPLE))
                .limits(Limits.documented().onlyCounted())
                .keptMessages(2 * PEOPLE)
                .start()) {
            teams.administrator().guests(0.05);
            teams.administrator().blocked(0.03);
            long began = System.nanoTime();
            for (int kill = 1; kill <= KILLS; kill++) {
                int part = PEOPLE * kill / (KILLS + 2);
                run(teams, kill == 1, messages -> messages >= part);
            }
            run(teams, false, messages -> false);
            judge(teams);
            System.out.printf(
                    "%,d people in %d s: %s; largest heap %d MB; %,d requests%n",
                    PEOPLE,
                    (System.nanoTime() - began) / 1_000_000_000,
                    counted,
                    largestHeap,
                    teams.report().requests());
        }
    }

    /// Runs the process until enough messages have arrived, or to its end.
    private void run(FakeTeams teams, boolean first, LongPredicate enough) throws Exception {
        Process child = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx512m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledReach.class.getName(),
                        folder.resolve("tidings.db").toString(),
                        teams.serviceUrl().toString(),
                        teams.graphUrl().toString(),
                        teams.bot().appId(),
                        teams.scenery().tenant(0)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines = child.inputReader(StandardCharsets.UTF_8);
                Writer go = child.outputWriter(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                heard(teams, line, first, go);
                if (enough.test(teams.scenery().messageCount())) {
                    child.destroyForcibly().waitFor();
                    return;
                }
            }
        } catch (IOException killed) {
            // What was not read was not said.
        }
        assertThat(child.waitFor()).isZero();
    }

    private void heard(FakeTeams teams, String line, boolean first, Writer go) throws IOException {
        String said = line.substring(line.indexOf(' ') + 1);
        if (line.startsWith("door ")) {
            teams.connect(URI.create(said));
            for (int index = 0; first && index < PEOPLE; index += 100) {
                teams.people().install(teams.scenery().person(index));
            }
            go.write("go\n");
            go.flush();
        } else if (line.startsWith("accepted ")) {
            accepted = new NotificationId(said);
        } else if (line.startsWith("heap ")) {
            largestHeap = Math.max(largestHeap, Integer.parseInt(said));
        }
    }

    private void judge(FakeTeams teams) {
        Map<String, Integer> arrived = new HashMap<>();
        teams.scenery().messages().forEach(message -> arrived.merge(message.conversation(), 1, Integer::sum));
        List<String> delivered = ledger();
        assertThat(counted.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(PEOPLE);
        assertThat(persons).hasSize(PEOPLE);
        int inFlight = KILLS * Stage.QUICK.limits().inFlightPerLane();
        assertThat(counted.keySet()).isSubsetOf("delivered", "guest", "blocked-by-policy", "interrupted");
        assertThat(counted.getOrDefault("interrupted", 0)).isLessThanOrEqualTo(inFlight);
        assertThat(arrived.values()).allMatch(times -> times == 1);
        assertThat(arrived.size()).isBetween(delivered.size(), delivered.size() + inFlight);
        judgeRefusals(teams, inFlight);
    }

    private void judgeRefusals(FakeTeams teams, int inFlight) {
        int guests = 0;
        int blocked = 0;
        int installed = 0;
        for (int index = 0; index < PEOPLE; index++) {
            Person person = teams.scenery().person(index);
            boolean has = teams.scenery().installed(person);
            installed += has ? 1 : 0;
            guests += !has && teams.administrator().isGuest(person) ? 1 : 0;
            blocked += !has
                            && !teams.administrator().isGuest(person)
                            && teams.administrator().isBlocked(person)
                    ? 1
                    : 0;
        }
        assertThat(counted.getOrDefault("guest", 0)).isEqualTo(guests);
        assertThat(counted.getOrDefault("blocked-by-policy", 0)).isEqualTo(blocked);
        int met = (PEOPLE + 99) / 100;
        long asked = teams.report().byOperation().getOrDefault(Operation.GRAPH_INSTALL.word(), 0L);
        assertThat(asked).isBetween((long) installed - met + blocked, (long) installed - met + blocked + inFlight);
    }

    /// Counts what became of everybody, and answers to whom it was delivered.
    private List<String> ledger() {
        List<String> delivered = new ArrayList<>();
        try (Stores stores = Stores.open(DatabaseUrl.parse("jdbc:sqlite:" + folder.resolve("tidings.db")))) {
            NotificationId id = Objects.requireNonNull(accepted);
            Notification notification =
                    stores.notifications().find(id, Reach.EVERYTHING).orElseThrow();
            @Nullable String cursor = null;
            do {
                Page<Delivery> page = stores.ledger()
                        .deliveries(notification, DeliveryFilter.ALL, PageRequest.of(cursor, PageRequest.MAX_LIMIT));
                page.items().forEach(each -> count(each, delivered));
                cursor = page.next();
            } while (cursor != null);
        }
        return delivered;
    }

    private void count(Delivery delivery, List<String> delivered) {
        String person = String.valueOf(delivery.person());
        persons.add(person);
        counted.merge(delivery.reason() == null ? delivery.state().word() : delivery.reason(), 1, Integer::sum);
        if (delivery.state() == DeliveryState.DELIVERED) {
            delivered.add(person);
        }
    }
}
