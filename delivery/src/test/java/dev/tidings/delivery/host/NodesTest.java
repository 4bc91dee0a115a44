package dev.tidings.delivery.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.delivery.bot.Bots;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.intake.NotificationRequest;
import dev.tidings.delivery.lane.Limits;
import dev.tidings.delivery.notification.Audience;
import dev.tidings.delivery.notification.Delivery;
import dev.tidings.delivery.notification.DeliveryState;
import dev.tidings.delivery.notification.Notification;
import dev.tidings.delivery.notification.NotificationId;
import dev.tidings.delivery.notification.NotificationStatus;
import dev.tidings.delivery.notification.OnUncertain;
import dev.tidings.delivery.notification.Target;
import dev.tidings.delivery.store.DeliveryFilter;
import dev.tidings.delivery.store.PageRequest;
import dev.tidings.delivery.store.Reach;
import dev.tidings.delivery.store.sql.DatabaseUrl;
import dev.tidings.delivery.store.sql.TestDatabase;
import dev.tidings.faketeams.FakeTeams;
import dev.tidings.faketeams.directory.Person;
import dev.tidings.faketeams.world.Message;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Two nodes on one PostgreSQL database: one sends whatever either of them accepts, and each can take over.
@Timeout(300)
final class NodesTest {
    private static final int PEOPLE = 60;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final EngineSettings SLOW = new EngineSettings(
            new Limits(
                    new Limits.Window(20, Duration.ofSeconds(1)),
                    new Limits.Window(20, Duration.ofSeconds(1)),
                    List.of(),
                    List.of(),
                    4,
                    4,
                    20,
                    Duration.ofSeconds(15)),
            Duration.ofSeconds(10));

    @TempDir
    Path folder;

    private final FakeTeams teams = FakeTeams.builder()
            .shape(shape -> shape.withPeople(PEOPLE))
            .latency(Duration.ofMillis(30), Duration.ofMillis(10))
            .start();
    private final DatabaseUrl url = TestDatabase.POSTGRES.fresh(Path.of("."));

    @SuppressWarnings("NullAway.Init")
    private NodeStage leader;

    @SuppressWarnings("NullAway.Init")
    private NodeStage standby;

    @SuppressWarnings("NullAway.Init")
    private Door door;

    @BeforeEach
    void open() throws IOException {
        leader = new NodeStage(url, teams, SLOW);
        until(leader.node::leads);
        standby = new NodeStage(url, teams, SLOW);
        door = new Door(standby.inbox);
        teams.connect(door.address());
        List<Person> people =
                IntStream.range(0, PEOPLE).mapToObj(teams.scenery()::person).toList();
        people.forEach(person -> teams.people().install(person));
        until(() -> people.stream()
                .allMatch(person -> leader.knows(tenancy(), teams.scenery().userId(person))));
    }

    @AfterEach
    void close() {
        standby.close();
        leader.close();
        door.close();
        teams.close();
    }

    private Tenancy tenancy() {
        return new Tenancy(Bots.DEFAULT, teams.scenery().tenant(0));
    }

    @Test
    void what_the_one_that_stands_by_accepts_and_is_ordered_is_done_by_the_one_that_leads() {
        NotificationId alert = standby.accept(toOne(0, "alert"));
        until(() -> standby.delivery(alert).state() == DeliveryState.DELIVERED);
        assertThat(standby.node.phase()).isEqualTo(Lease.Phase.STANDING_BY);
        assertThat(leader.node.leads()).isTrue();

        NotificationId broadcast = standby.accept(toEveryone("broadcast"));
        until(() -> arrived("broadcast") > 5);
        standby.campaigns.pause(broadcast, Reach.EVERYTHING);
        delivered("after the leader has heard of it");
        long paused = arrived("broadcast");
        assertThat(paused).isLessThan(PEOPLE);
        delivered("while it rests");
        assertThat(arrived("broadcast")).isEqualTo(paused);

        standby.campaigns.resume(broadcast, Reach.EVERYTHING);
        until(() -> arrived("broadcast") > paused);
        standby.campaigns.cancel(broadcast, Reach.EVERYTHING);
        until(() -> open(standby, broadcast) == 0);
        long cancelled = arrived("broadcast");
        assertThat(cancelled).isLessThan(PEOPLE);

        Notification notification =
                standby.stores.notifications().find(broadcast, Reach.EVERYTHING).orElseThrow();
        List<Delivery> three = in(broadcast, DeliveryState.CANCELLED).subList(0, 3);
        assertThat(standby.node.settle(notification, three.getFirst(), DeliveryState.DELIVERED))
                .as("it is not uncertain")
                .isFalse();
        assertThat(standby.node.requeue(notification, three)).isEqualTo(3);
        assertThat(status(standby, broadcast)).isEqualTo(NotificationStatus.CANCELLED);
    }

    @Test
    void when_the_leader_is_stopped_the_other_sends_the_rest_and_nobody_gets_anything_twice() {
        NotificationId broadcast = leader.accept(toEveryone("broadcast"));
        until(() -> arrived("broadcast") > 5);
        leader.close();
        long stopped = arrived("broadcast");
        assertThat(stopped).isLessThan(PEOPLE);
        until(() -> open(standby, broadcast) == 0);
        assertThat(standby.node.leads()).isTrue();
        assertThat(times("broadcast"))
                .hasSize(PEOPLE)
                .allSatisfy((_, count) -> assertThat(count).isEqualTo(1));
        assertThat(teams.report().excessCount()).isZero();
    }

    @Test
    void a_leader_that_was_deposed_stops_and_nothing_that_was_to_be_held_comes_twice() {
        NotificationId broadcast = leader.accept(toEveryone("broadcast"));
        until(() -> arrived("broadcast") > 5);
        // As another one does that has the lock.
        standby.stores.nodes().begin();
        until(() -> open(standby, broadcast) == 0);
        Map<String, Long> times = times("broadcast");
        assertThat(times).allSatisfy((_, count) -> assertThat(count).isEqualTo(1));
        assertThat(PEOPLE - times.size()).as("cut off").isLessThanOrEqualTo(4);
        assertThat(in(broadcast, DeliveryState.UNCERTAIN)).hasSizeLessThanOrEqualTo(4);
    }

    /// A take-over alone takes a third of what other tests wait.
    private static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("not within " + PATIENCE).isLessThan(end);
            LockSupport.parkNanos(5_000_000);
        }
    }

    /// What was told before has been heard by then.
    private void delivered(String text) {
        until(() -> leader.stores.nodes().posts(1).isEmpty());
        NotificationId id = standby.accept(toOne(1, text));
        until(() -> standby.delivery(id).state() == DeliveryState.DELIVERED && leader.node.inFlight() == 0);
    }

    private List<Delivery> in(NotificationId id, DeliveryState state) {
        return leader
                .desk
                .deliveries()
                .of(id, Reach.EVERYTHING, DeliveryFilter.ALL, PageRequest.first(100))
                .orElseThrow()
                .items()
                .stream()
                .filter(delivery -> delivery.state() == state)
                .toList();
    }

    private NotificationRequest toOne(int index, String text) {
        return NotificationRequest.of(
                new Target.User(teams.scenery().person(index).objectId()),
                dev.tidings.teams.activity.Message.text(text));
    }

    private static NotificationRequest toEveryone(String text) {
        return NotificationRequest.of(new Audience.Everyone(), dev.tidings.teams.activity.Message.text(text))
                .withOnUncertain(OnUncertain.HOLD);
    }

    private static NotificationStatus status(NodeStage at, NotificationId id) {
        return at.desk.standings().find(id, Reach.EVERYTHING).orElseThrow().status();
    }

    private static long open(NodeStage at, NotificationId id) {
        var standing = at.desk.standings().find(id, Reach.EVERYTHING).orElseThrow();
        boolean planning = standing.status() == NotificationStatus.PLANNING;
        return planning ? 1 : standing.progress().open();
    }

    private long arrived(String text) {
        return times(text).values().stream().mapToLong(Long::longValue).sum();
    }

    private Map<String, Long> times(String text) {
        return teams.scenery().messages().stream()
                .filter(message -> message.author().bot() && message.text().equals(text))
                .collect(Collectors.groupingBy(Message::conversation, Collectors.counting()));
    }
}
