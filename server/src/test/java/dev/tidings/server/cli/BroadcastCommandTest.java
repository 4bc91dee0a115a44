package dev.tidings.server.cli;

import static dev.tidings.server.RunningServer.sqlite;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.faketeams.FakeTeams;
import dev.tidings.server.Audience;
import dev.tidings.server.RunningServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is sent to many, as somebody at a terminal sees it; and the database as a file.
class BroadcastCommandTest {
    @TempDir
    Path folder;

    @Test
    void a_broadcast_is_watched_until_everybody_has_it() throws IOException {
        try (Audience audience = audience(3, Map.of())) {
            String url = audience.server.url("").toString();
            Said all = say("broadcast", "--url", url, "--to", "everyone", "--text", "all of you", "--watch");
            assertThat(all.code()).as(all.toString()).isZero();
            assertThat(all.out()).contains("3 of 3, completed", "Notification is completed");

            Path list = Files.writeString(
                    folder.resolve("people.txt"),
                    audience.people.get(0).objectId() + "\n\n "
                            + audience.people.get(1).objectId() + "\n");
            Said two = say("broadcast", "--url", url, "--to", "users:" + list, "--text", "you two", "--watch");
            assertThat(two.out()).contains("2 of 2, completed");
            assertThat(audience.texts(audience.people.get(2))).containsExactly("all of you");

            Said nobody = say("broadcast", "--url", url, "--to", "topic:empty", "--text", "x", "--watch");
            assertThat(nobody.code()).as(nobody.toString()).isEqualTo(1);
            assertThat(nobody.out()).contains("Warning: ");
        }
    }

    @Test
    void the_lines_of_a_file_say_to_whom_and_what_each_is_told() throws IOException {
        try (Audience audience = audience(2, Map.of())) {
            String url = audience.server.url("").toString();
            String ann = audience.people.get(0).objectId();
            Path file = Files.writeString(
                    folder.resolve("people.csv"),
                    "id,table\n" + ann + ",4\n" + audience.people.get(1).objectId() + ",\n");
            String[] send = {"broadcast", "--url", url, "--csv", file.toString(), "--text", "Table ${table}", "--watch"
            };
            Said refused = say(send);
            assertThat(refused.code()).isEqualTo(1);
            assertThat(refused.err()).contains("line 3: message.text: At character 7: There is no value for ${table}.");
            Files.writeString(file, Files.readString(file).replace(",\n", ",5\n"));
            assertThat(say(send).out()).contains("2 of 2, completed");
            assertThat(audience.texts(audience.people.get(1))).containsExactly("Table 5");
            assertThat(say("send", "--url", url, "--csv", "none.csv", "--text", "x")
                            .err())
                    .contains("none.csv cannot be read");
            assertThat(say("send", "--url", url, "--text", "x").code()).isEqualTo(2);
        }
    }

    @Test
    void orders_are_given_by_name() {
        try (Audience audience = audience(3, Map.of("tidings.limits.requests-per-second", "1"))) {
            String url = audience.server.url("").toString();
            Said sent = say("broadcast", "--url", url, "--to", "everyone", "--text", "slowly");
            String id = sent.out().lines().findFirst().orElseThrow().substring("Accepted as ".length());
            assertThat(say("pause", "--url", url, id).out()).contains("Notification is paused");
            assertThat(say("resume", "--url", url, id).out()).containsAnyOf("running", "accepted", "completed");
            assertThat(say("cancel", "--url", url, id).out()).contains("Notification is cancelled");
            Said late = say("resume", "--url", url, id);
            assertThat(late.code()).isEqualTo(1);
            assertThat(late.err()).contains("Failed:");

            Said whole = say("broadcast", "--url", url, "--to", "everyone", "--text", "a mistake", "--watch");
            String mistake = whole.out().lines().findFirst().orElseThrow().substring("Accepted as ".length());
            assertThat(say("recall", "--url", url, mistake).out()).contains("Its recall is ");
            RunningServer.await(
                    () -> audience.people.stream()
                            .allMatch(person -> audience.to(person).getLast().deleted()),
                    () -> say("status", "--url", url, mistake).out());
        }
    }

    @Test
    void a_backup_of_a_running_server_is_restored_into_a_stopped_one() throws IOException {
        Path backup = folder.resolve("backup.db");
        Path database = folder.resolve("tidings.db");
        String before;
        try (Audience audience = audience(1, Map.of())) {
            before = audience.send("{\"everyone\":true}", "before");
            audience.becomes(before, "completed");
            Said said = say("backup", "--database", "jdbc:sqlite:" + database, backup.toString());
            assertThat(said.code()).as(said.toString()).isZero();
            Said running = say("restore", "--database", "jdbc:sqlite:" + database, backup.toString());
            assertThat(running.code()).isEqualTo(1);
            assertThat(running.err()).contains("Failed:");
        }
        Files.writeString(database, "lost");
        Said restored = say("restore", "--database", "jdbc:sqlite:" + database, backup.toString());
        assertThat(restored.code()).as(restored.toString()).isZero();
        try (FakeTeams teams = FakeTeams.builder().start();
                RunningServer server = RunningServer.inDevMode(teams, sqlite(folder))) {
            assertThat(server.get(before, null)
                            .json()
                            .path("counts")
                            .path("delivered")
                            .intValue(0))
                    .isEqualTo(1);
        }
        Said missing = say("backup", "--database", "jdbc:sqlite:" + folder.resolve("no.db"), "x.db");
        assertThat(missing.err()).contains("There is no database", "--database");
    }

    private Audience audience(int size, Map<String, String> settings) {
        FakeTeams teams = FakeTeams.builder().start();
        return new Audience(teams, RunningServer.start(teams, sqlite(folder), settings), size);
    }

    private record Said(int code, String out, String err) {}

    private static Said say(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var line = Tidings.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return new Said(line.execute(arguments), out.toString(), err.toString());
    }
}
