package dev.tidings.server.cli;

import static dev.tidings.server.RunningServer.sqlite;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.faketeams.FakeTeams;
import dev.tidings.server.RunningServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// What is sent again and again, as somebody at a terminal sees it.
class SchedulesCommandTest {
    @TempDir
    Path folder;

    @Test
    void a_schedule_is_made_listed_paused_resumed_and_deleted() {
        try (FakeTeams teams = FakeTeams.builder().start();
                RunningServer server = RunningServer.inDevMode(teams, sqlite(folder))) {
            List<String> at = List.of("--url", server.url("").toString());
            String to = "user:" + teams.scenery().person(0).objectId();
            String tenant = teams.scenery().tenant(0);
            String[] add = {"schedules", "add", "--name", "menu", "--cron", "0 9 * * MON-FRI", "--zone"};
            String[] what = {"Europe/Berlin", "--to", to, "--tenant", tenant, "--text", "Soup"};
            String made = say(0, at, Stream.of(add, what).flatMap(Stream::of).toArray(String[]::new));
            assertThat(made)
                    .contains("menu: 0 9 * * MON-FRI Europe/Berlin, next 20")
                    .contains("T09:00:00+0");
            String id = made.substring(0, made.indexOf(' '));
            assertThat(say(0, at, "schedules", "pause", id)).contains(id, "paused");
            assertThat(say(0, at, "schedules")).contains(id, "paused");
            assertThat(say(0, at, "schedules", "resume", id)).contains("next 20");
            assertThat(say(0, at, "schedules", "delete", id)).contains("Deleted");
            assertThat(say(0, at, "schedules")).contains("Nothing is sent again and again");
            assertThat(say(1, at, "schedules", "delete", id)).contains("Failed:");
            assertThat(say(2, at, "schedules", "add", "--name", "menu")).contains("--cron");
        }
    }

    /// What a command says; options of the server go to the last of the commands.
    private static String say(int code, List<String> at, String... words) {
        StringWriter said = new StringWriter();
        CommandLine line = Tidings.commandLine();
        line.setOut(new PrintWriter(said, true));
        line.setErr(new PrintWriter(said, true));
        String[] all = Stream.concat(Stream.of(words), at.stream()).toArray(String[]::new);
        assertThat(line.execute(all)).as(said.toString()).isEqualTo(code);
        return said.toString();
    }
}
