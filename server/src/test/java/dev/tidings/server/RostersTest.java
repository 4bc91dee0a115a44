package dev.tidings.server;

import static dev.tidings.server.RunningServer.sqlite;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.faketeams.FakeTeams;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The members of a team, from the event that the app was added to the messages that they get.
class RostersTest {
    @TempDir
    Path folder;

    @Test
    void a_message_to_a_team_s_members_reaches_people_of_whom_only_the_roster_told() {
        try (FakeTeams teams = FakeTeams.builder().start();
                RunningServer server = RunningServer.inDevMode(teams, sqlite(folder))) {
            String team = added(teams, server);
            String accepted = server.post(
                            "/api/v1/notifications",
                            null,
                            "{\"to\":{\"team\":\"" + team + "\",\"members\":true},\"message\":{\"text\":\"Hello\"}}")
                    .json()
                    .path("links")
                    .path("self")
                    .stringValue("");
            RunningServer.await(
                    () -> server.get(accepted, null)
                            .json()
                            .path("status")
                            .stringValue("")
                            .equals("completed"),
                    () -> server.get(accepted, null).body());
            assertThat(server.get(accepted, null)
                            .json()
                            .path("counts")
                            .path("delivered")
                            .asInt())
                    .isEqualTo(20);
            JsonNode roster = roster(server);
            assertThat(roster.path("state").stringValue("")).isEqualTo("read");
            assertThat(roster.path("members").asInt()).isEqualTo(20);
            assertThat(roster.path("readAt").stringValue("")).isNotEmpty();
        }
    }

    @Test
    void a_message_to_a_team_s_channels_is_posted_in_each_of_them() {
        try (FakeTeams teams = FakeTeams.builder().start();
                RunningServer server = RunningServer.inDevMode(teams, sqlite(folder))) {
            String team = added(teams, server);
            String body = "{\"to\":{\"team\":\"" + team + "\",\"channels\":true},\"message\":{\"text\":\"Hello\"}}";
            String accepted = server.post("/api/v1/notifications", null, body)
                    .json()
                    .path("links")
                    .path("self")
                    .stringValue("");
            RunningServer.await(
                    () -> server.get(accepted, null)
                            .json()
                            .path("status")
                            .stringValue("")
                            .equals("completed"),
                    () -> server.get(accepted, null).body());
            assertThat(server.get(accepted, null)
                            .json()
                            .path("to")
                            .path("channels")
                            .asBoolean())
                    .isTrue();
            assertThat(teams.scenery().teams().getFirst().channels())
                    .hasSize(3)
                    .allSatisfy(channel ->
                            assertThat(teams.scenery().messages(channel.id())).hasSize(1));
            assertThat(server.post("/api/v1/notifications/dry-run", null, body)
                            .json()
                            .path("recipients")
                            .asInt())
                    .isEqualTo(3);
        }
    }

    @Test
    void no_roster_is_read_where_that_is_not_wanted() {
        try (FakeTeams teams = FakeTeams.builder().start();
                RunningServer server =
                        RunningServer.start(teams, sqlite(folder), Map.of("tidings.roster.enabled", "false"))) {
            added(teams, server);
            assertThat(roster(server).isMissingNode()).isTrue();
            assertThat(teams.report().byOperation()).doesNotContainKey("paged-members");
        }
    }

    private static String added(FakeTeams teams, RunningServer server) {
        String team = teams.scenery().teams().getFirst().id();
        assertThat(teams.people().installIn(teams.scenery().person(0), team).ok())
                .isTrue();
        RunningServer.await(() -> server.get("/api/v1/teams", null).body().contains(team), () -> "the team is unknown");
        return team;
    }

    private static JsonNode roster(RunningServer server) {
        return server.get("/api/v1/teams", null).json().path("items").path(0).path("roster");
    }
}
