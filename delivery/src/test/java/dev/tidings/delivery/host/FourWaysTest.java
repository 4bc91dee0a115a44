package dev.tidings.delivery.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.delivery.notification.DeliveryState;
import dev.tidings.delivery.notification.Target;
import dev.tidings.faketeams.FakeTeams;
import dev.tidings.faketeams.directory.Person;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The ways in which a bot comes to know a person, each to a message that this person gets: nothing is
/// installed, and nobody is asked for.
class FourWaysTest {
    private final FakeTeams teams =
            FakeTeams.builder().shape(shape -> shape.withPeople(200)).start();
    private final String team = teams.scenery().teams().get(1).id();
    private final Person ann = teams.scenery().person(100);
    private final Person bob = teams.scenery().person(101);

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private Stage stage;

    @BeforeEach
    void open() throws IOException {
        teams.enforceLimits(false);
        stage = new Stage(folder, teams);
    }

    @AfterEach
    void close() {
        stage.close();
        teams.close();
    }

    private void installed() {
        assertThat(teams.people().adds(ann, team).ok()).isTrue();
        assertThat(teams.people().installIn(ann, team).ok()).isTrue();
        Stage.until(() ->
                stage.stores.directory().installation(stage.tenancy(), team).isPresent());
    }

    private void isReached(Person person) {
        Stage.until(() -> stage.stores
                .directory()
                .personByObjectId(stage.tenancy(), person.objectId())
                .filter(known -> known.id().equals(teams.scenery().userId(person)))
                .isPresent());
        stage.reaches(stage.accept(new Target.User(person.objectId()), "Hello"), DeliveryState.DELIVERED);
        assertThat(teams.scenery().messages(teams.scenery().personalChat(person)))
                .hasSize(1);
        assertThat(teams.report().byOperation()).doesNotContainKeys("member", "graph-install");
    }

    @Test
    void a_person_on_a_roster() {
        installed();
        stage.rosters.added(stage.tenancy(), team);
        stage.readRosters();
        isReached(teams.scenery().person(8));
    }

    @Test
    void a_person_who_writes_to_the_bot() {
        installed();
        assertThat(teams.people().adds(bob, team).ok()).isTrue();
        assertThat(teams.people().mentionsBot(bob, team, "hi").ok()).isTrue();
        isReached(bob);
    }

    @Test
    void a_third_person_who_is_mentioned_in_a_message_to_the_bot() {
        installed();
        teams.connect(URI.create("http://127.0.0.1:9/nobody-listens"));
        teams.people().adds(bob, team);
        stage.listen();
        assertThat(teams.people()
                        .does(
                                "message",
                                "{\"by\":\"" + ann.objectId() + "\",\"in\":\"" + team + "\",\"text\":\"ask them\","
                                        + "\"mention\":true,\"mentions\":[\"" + bob.objectId() + "\"]}")
                        .ok())
                .isTrue();
        isReached(bob);
    }

    @Test
    void a_person_who_is_added_to_a_team() {
        installed();
        assertThat(teams.people().adds(bob, team).ok()).isTrue();
        isReached(bob);
    }
}
