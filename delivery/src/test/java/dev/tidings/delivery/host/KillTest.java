package dev.tidings.delivery.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.delivery.notification.DeliveryState;
import dev.tidings.delivery.notification.Notification;
import dev.tidings.delivery.notification.NotificationId;
import dev.tidings.delivery.store.DeliveryFilter;
import dev.tidings.delivery.store.PageRequest;
import dev.tidings.delivery.store.Reach;
import dev.tidings.delivery.store.sql.DatabaseUrl;
import dev.tidings.delivery.store.sql.Stores;
import dev.tidings.faketeams.FakeTeams;
import dev.tidings.faketeams.world.Message;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kills the sending process again and again; whatever it had accepted ends in an outcome.
class KillTest {
    private static final int WANTED = 500;
    private static final int KILLS = 4;
    private static final int PEOPLE = 60;
    private static final Pattern TOLD = Pattern.compile("(\\d+) ([-0-9a-f]{36})");

    @TempDir
    Path folder;

    private final Map<Integer, NotificationId> accepted = new ConcurrentHashMap<>();

    @Test
    void nothing_accepted_is_lost_and_only_what_was_in_flight_may_double() throws Exception {
        try (FakeTeams teams = FakeTeams.builder()
                .shape(shape -> shape.withPeople(PEOPLE))
                .latency(Duration.ofMillis(40), Duration.ofMillis(20))
                .start()) {
            teams.enforceLimits(false);
            for (int index = 0; index < PEOPLE; index++) {
                teams.people().install(teams.scenery().person(index));
            }
            Random random = new Random(42);
            for (int kill = 0; kill < KILLS; kill++) {
                runAndKill(teams, 100 + random.nextInt(400));
            }
            runToTheEnd(teams);
            judge(teams);
        }
    }

    private void runAndKill(FakeTeams teams, int millisAfterFirstSend) throws Exception {
        long before = teams.scenery().messageCount();
        Process child = start(teams);
        Thread reader = Thread.startVirtualThread(() -> read(child));
        Stage.until(() -> teams.scenery().messageCount() > before || !child.isAlive());
        boolean _ = child.waitFor(millisAfterFirstSend, TimeUnit.MILLISECONDS);
        child.destroyForcibly().waitFor();
        reader.join();
    }

    private void runToTheEnd(FakeTeams teams) throws Exception {
        Process child = start(teams);
        read(child);
        assertThat(child.waitFor()).isZero();
    }

    private Process start(FakeTeams teams) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                KilledSender.class.getName(),
                folder.resolve("tidings.db").toString(),
                teams.serviceUrl().toString(),
                teams.bot().appId(),
                teams.scenery().tenant(0),
                Integer.toString(WANTED)));
        for (int index = 0; index < PEOPLE; index++) {
            command.add(teams.scenery().person(index).objectId());
        }
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private void read(Process child) {
        try (BufferedReader lines = child.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher told = TOLD.matcher(line);
                if (told.matches()) {
                    accepted.put(Integer.parseInt(told.group(1)), new NotificationId(told.group(2)));
                }
            }
        } catch (IOException killed) {
            // What was not read was not acknowledged.
        }
    }

    private void judge(FakeTeams teams) {
        assertThat(accepted).hasSize(WANTED);
        Map<String, Long> arrived = teams.scenery().messages().stream()
                .filter(message -> message.author().bot())
                .collect(Collectors.groupingBy(Message::text, Collectors.counting()));
        int doubled = 0;
        int uncertain = 0;
        try (Stores stores = Stores.open(DatabaseUrl.parse("jdbc:sqlite:" + folder.resolve("tidings.db")))) {
            for (int index = 0; index < WANTED; index++) {
                DeliveryState state = state(stores, Objects.requireNonNull(accepted.get(index)));
                int times = arrived.getOrDefault(KilledSender.text(index), 0L).intValue();
                judgeOne(index, state, times);
                doubled += Math.max(0, times - 1);
                uncertain += state == DeliveryState.UNCERTAIN ? 1 : 0;
            }
        }
        int inFlight = KILLS * Stage.QUICK.limits().inFlightPerLane();
        assertThat(doubled).isLessThanOrEqualTo(inFlight);
        assertThat(uncertain).isLessThanOrEqualTo(inFlight);
    }

    private static DeliveryState state(Stores stores, NotificationId id) {
        Notification notification =
                stores.notifications().find(id, Reach.EVERYTHING).orElseThrow();
        return stores.ledger()
                .deliveries(notification, DeliveryFilter.ALL, PageRequest.first(1))
                .items()
                .getFirst()
                .state();
    }

    private static void judgeOne(int index, DeliveryState state, int times) {
        if (KilledSender.held(index)) {
            assertThat(times).isLessThanOrEqualTo(1);
            assertThat(state).isIn(DeliveryState.DELIVERED, DeliveryState.UNCERTAIN);
        } else {
            assertThat(state).isEqualTo(DeliveryState.DELIVERED);
        }
        if (state == DeliveryState.DELIVERED) {
            assertThat(times).isPositive();
        }
    }
}
