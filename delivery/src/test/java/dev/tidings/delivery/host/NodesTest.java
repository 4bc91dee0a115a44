package dev.tidings.delivery.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.delivery.bot.Bots;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.intake.NotificationRequest;
import dev.tidings.delivery.lane.Limits;
import dev.tidings.delivery.notification.Audience;
import dev.tidings.delivery.notification.DeliveryState;
import dev.tidings.delivery.notification.NotificationId;
import dev.tidings.delivery.notification.NotificationStatus;
import dev.tidings.delivery.notification.OnUncertain;
import dev.tidings.delivery.notification.Target;
import dev.tidings.delivery.store.DeliveryFilter;
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
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Two nodes on one PostgreSQL database: one sends whatever either of them accepts, and each can take over.
@Timeout(180)
final class NodesTest {
    private static final int PEOPLE = 60;
    private static final EngineSettings SLOW = new EngineSettings(
            new Limits(
                    new Limits.Window(20, Duration.ofSeconds(1)),
                    new Limits.Window(20, Duration.ofSeconds(1)),
                    List.of(),
                    List.of(),
                    4,
                    4,
                    20,
                    Duration.ofSeconds(2)),
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
        Stage.until(leader.node::leads);
        standby = new NodeStage(url, teams, SLOW);
        door = new Door(standby.inbox);
        teams.connect(door.address());
        List<Person> people =
                IntStream.range(0, PEOPLE).mapToObj(teams.scenery()::person).toList();
        people.forEach(person -> teams.people().install(person));
        Stage.until(() -> people.stream()
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
        Stage.until(() -> standby.delivery(alert).state() == DeliveryState.DELIVERED);
        assertThat(standby.node.phase()).isEqualTo(Lease.Phase.STANDING_BY);
        assertThat(leader.node.leads()).isTrue();

        NotificationId broadcast = standby.accept(toEveryone("broadcast"));
        Stage.until(() -> arrived("broadcast") > 5);
        standby.campaigns.pause(broadcast, Reach.EVERYTHING);
        Stage.until(() -> leader.node.inFlight() == 0);
        long paused = arrived("broadcast");
        assertThat(paused).isLessThan(PEOPLE);
        NotificationId meanwhile = standby.accept(toOne(1, "meanwhile"));
        Stage.until(() -> standby.delivery(meanwhile).state() == DeliveryState.DELIVERED);
        assertThat(arrived("broadcast")).as("while it rests").isEqualTo(paused);

        standby.campaigns.resume(broadcast, Reach.EVERYTHING);
        Stage.until(() -> arrived("broadcast") > paused);
        standby.campaigns.cancel(broadcast, Reach.EVERYTHING);
        Stage.until(() -> open(standby, broadcast) == 0);
        long cancelled = arrived("broadcast");
        assertThat(cancelled).isLessThan(PEOPLE);

        var sentAgain =
                standby.desk.deliveries().resolve(standby.delivery(alert).id(), SETTLED, Reach.EVERYTHING);
        assertThat(sentAgain).isPresent();
        assertThat(status(standby, broadcast)).isEqualTo(NotificationStatus.CANCELLED);
    }

    private static final dev.tidings.delivery.campaign.Deliveries.Decision SETTLED =
            dev.tidings.delivery.campaign.Deliveries.Decision.DELIVERED;

    @Test
    void when_the_leader_is_stopped_the_other_sends_the_rest_and_nobody_gets_anything_twice() {
        NotificationId broadcast = leader.accept(toEveryone("broadcast"));
        Stage.until(() -> arrived("broadcast") > 5);
        leader.close();
        long stopped = arrived("broadcast");
        assertThat(stopped).isLessThan(PEOPLE);
        Stage.until(() -> open(standby, broadcast) == 0);
        assertThat(standby.node.leads()).isTrue();
        assertThat(times("broadcast"))
                .hasSize(PEOPLE)
                .allSatisfy((_, count) -> assertThat(count).isEqualTo(1));
        assertThat(teams.report().excessCount()).isZero();
    }

    @Test
    void a_leader_that_was_deposed_stops_and_nothing_that_was_to_be_held_comes_twice() {
        NotificationId broadcast = leader.accept(toEveryone("broadcast"));
        Stage.until(() -> arrived("broadcast") > 5);
        // As another one does that has the lock.
        standby.stores.nodes().begin();
        Stage.until(() -> open(standby, broadcast) == 0);
        Map<String, Long> times = times("broadcast");
        assertThat(times).allSatisfy((_, count) -> assertThat(count).isEqualTo(1));
        assertThat(PEOPLE - times.size()).as("cut off").isLessThanOrEqualTo(4);
        assertThat(uncertain(broadcast)).isLessThanOrEqualTo(4);
    }

    private long uncertain(NotificationId id) {
        return leader
                .desk
                .deliveries()
                .of(id, Reach.EVERYTHING, DeliveryFilter.ALL, dev.tidings.delivery.store.PageRequest.first(100))
                .orElseThrow()
                .items()
                .stream()
                .filter(delivery -> delivery.state() == DeliveryState.UNCERTAIN)
                .count();
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
