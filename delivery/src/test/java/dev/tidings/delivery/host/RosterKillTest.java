package dev.tidings.delivery.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.delivery.bot.Bots;
import dev.tidings.delivery.directory.Roster;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.store.sql.DatabaseUrl;
import dev.tidings.delivery.store.sql.Stores;
import dev.tidings.faketeams.FakeTeams;
import dev.tidings.faketeams.wire.Operation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kills the process that reads a roster; the next one goes on where it was.
class RosterKillTest {
    private static final int PEOPLE = 5_000;
    private static final int PAGES = 10;
    private static final int KILLS = 2;

    @TempDir
    Path folder;

    @Test
    void a_reading_that_was_killed_goes_on_with_the_page_that_was_missing() throws Exception {
        try (FakeTeams teams = FakeTeams.builder()
                .shape(shape -> shape.withPeople(PEOPLE))
                .latency(Duration.ofMillis(100), Duration.ZERO)
                .start()) {
            teams.enforceLimits(false);
            String team = teams.scenery().teams().getFirst().id();
            install(teams, team);
            for (int kill = 1; kill <= KILLS; kill++) {
                Process child = start(teams, team);
                long enough = kill * 3L;
                Stage.until(() -> pages(teams) >= enough || !child.isAlive());
                child.destroyForcibly().waitFor();
            }
            assertThat(start(teams, team).waitFor()).isZero();
            try (Stores stores = Stores.open(DatabaseUrl.parse("jdbc:sqlite:" + database()))) {
                Roster roster = stores.directory()
                        .roster(new Tenancy(Bots.DEFAULT, teams.scenery().tenant(0)), team)
                        .orElseThrow();
                assertThat(roster.members()).isEqualTo(PEOPLE);
            }
            assertThat(pages(teams)).isBetween((long) PAGES, (long) PAGES + KILLS);
        }
    }

    private void install(FakeTeams teams, String team) throws IOException {
        try (Stage stage = new Stage(folder, teams)) {
            teams.people().installIn(teams.scenery().person(0), team);
            Stage.until(() ->
                    stage.stores.directory().installation(stage.tenancy(), team).isPresent());
        }
    }

    private static long pages(FakeTeams teams) {
        return teams.report().byOperation().getOrDefault(Operation.PAGED_MEMBERS.word(), 0L);
    }

    private Path database() {
        return folder.resolve("tidings.db");
    }

    private Process start(FakeTeams teams, String team) throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledReader.class.getName(),
                        database().toString(),
                        teams.serviceUrl().toString(),
                        teams.bot().appId(),
                        teams.scenery().tenant(0),
                        team))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
