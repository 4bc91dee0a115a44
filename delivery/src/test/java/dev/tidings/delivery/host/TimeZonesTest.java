package dev.tidings.delivery.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.delivery.audience.TimeZones;
import dev.tidings.delivery.bot.GraphAccess;
import dev.tidings.faketeams.FakeTeams;
import dev.tidings.faketeams.directory.Person;
import dev.tidings.faketeams.fault.Fault;
import dev.tidings.faketeams.fault.FaultKind;
import dev.tidings.faketeams.wire.Operation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where people live of whom no activity has told it: as their mailboxes say.
class TimeZonesTest {
    private static final Duration A_DAY_AND_MORE = Duration.ofHours(25);

    private final FakeTeams teams =
            FakeTeams.builder().shape(shape -> shape.withPeople(20)).start();

    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Stage stage;

    @BeforeEach
    void open() throws IOException {
        stage = new Stage(folder, teams, new GraphAccess.App(teams.bot().appId(), null, true, false));
        stage.installed(0);
    }

    @AfterEach
    void close() {
        stage.close();
        teams.close();
    }

    @Test
    void the_zone_of_the_mailbox_is_taken_by_whatever_name_it_has() throws InterruptedException {
        for (int index = 1; index < 12; index++) {
            knownFromARoster(index);
        }

        stage.zones.step();

        for (int index = 1; index < 12; index++) {
            ZoneId lives = teams.scenery().person(index).place().zone();
            assertThat(ZoneId.of(String.valueOf(zone(index))).getRules().getOffset(stage.clock.instant()))
                    .as(lives.getId())
                    .isEqualTo(lives.getRules().getOffset(stage.clock.instant()));
        }
        assertThat(toAsk()).isZero();
    }

    @Test
    void what_a_person_s_own_activity_tells_holds_before_and_after() throws InterruptedException {
        Person ann = teams.scenery().person(1);
        knownFromARoster(1);
        stage.stores.directory().mailboxZone(stage.tenancy(), id(1), "Asia/Tokyo", stage.clock.instant());
        assertThat(zone(1)).isEqualTo("Asia/Tokyo");

        teams.people().install(ann);
        teams.people().says(ann, "hello");

        Stage.until(() -> ann.place().zone().getId().equals(zone(1)));
        stage.pass(TimeZones.AGAIN.plusDays(1));
        stage.zones.step();
        assertThat(zone(1)).isEqualTo(ann.place().zone().getId());
    }

    @Test
    void whoever_has_no_mailbox_is_asked_for_again_after_a_month_only() throws InterruptedException {
        knownFromARoster(1);
        teams.administrator().guest(teams.scenery().person(1), true);

        stage.zones.step();

        assertThat(zone(1)).isNull();
        assertThat(toAsk()).isZero();
        teams.administrator().guest(teams.scenery().person(1), false);
        stage.pass(TimeZones.AGAIN.plusDays(1));
        stage.zones.step();
        assertThat(zone(1)).isNotNull();
    }

    @Test
    void without_the_permission_a_few_are_asked_for_and_the_next_ones_after_a_day() throws InterruptedException {
        teams.administrator().consents("MailboxSettings.Read", false);
        for (int index = 1; index < 9; index++) {
            knownFromARoster(index);
        }

        stage.zones.step();

        assertThat(toAsk()).isEqualTo(3);
        teams.administrator().consents("MailboxSettings.Read", true);
        stage.zones.step();
        assertThat(toAsk()).as("it rests").isEqualTo(3);
        stage.pass(A_DAY_AND_MORE);
        stage.zones.step();
        for (int index = 1; index < 9; index++) {
            assertThat(zone(index)).isNotNull();
        }
    }

    @Test
    void when_graph_asks_to_wait_it_is_waited() throws InterruptedException {
        knownFromARoster(1);
        teams.inject(Fault.of(FaultKind.THROTTLED)
                .on(Operation.GRAPH_MAILBOX)
                .next(1)
                .sayingRetryAfter(Fault.RetryAfter.SECONDS, Duration.ofMinutes(2)));

        stage.zones.step();
        stage.zones.step();

        assertThat(zone(1)).isNull();
        stage.pass(Duration.ofMinutes(3));
        stage.zones.step();
        assertThat(zone(1)).isNotNull();
    }

    private void knownFromARoster(int index) {
        Person person = teams.scenery().person(index);
        stage.stores
                .directory()
                .learn(
                        new dev.tidings.delivery.directory.Person(
                                stage.tenancy(), id(index), person.objectId(), null, person.name(), null, null, null),
                        stage.clock.instant());
    }

    private String id(int index) {
        return teams.scenery().userId(teams.scenery().person(index));
    }

    private @Nullable String zone(int index) {
        return stage.stores
                .directory()
                .person(stage.tenancy(), id(index))
                .orElseThrow()
                .timeZone();
    }

    private int toAsk() {
        return stage.stores
                .directory()
                .withoutTimeZone(stage.tenancy(), stage.clock.instant().minus(TimeZones.AGAIN), 100)
                .size();
    }
}
