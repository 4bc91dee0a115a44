package dev.tidings.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.faketeams.FakeTeams;
import dev.tidings.faketeams.directory.Person;
import dev.tidings.faketeams.login.BotApp;
import dev.tidings.server.RunningServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `send` and `status` as somebody at a terminal sees them.
class SendTest {
    @TempDir
    Path folder;

    @Test
    void what_arrives_is_a_success_and_what_is_refused_says_why_and_fails() throws IOException {
        try (FakeTeams teams = FakeTeams.builder().start();
                RunningServer server = RunningServer.inDevMode(teams, RunningServer.sqlite(folder))) {
            String url = server.url("/").toString();
            Person ann = teams.scenery().person(0);
            teams.people().install(ann);
            RunningServer.await(
                    () -> server.get("/api/v1/people", null).body().contains(ann.objectId()),
                    () -> "Ann was not learnt");
            Said sent = say("send", "--url", url, "--to", "user:" + ann.objectId(), "--text", "hi", "--wait");
            assertThat(sent.code()).as(sent.toString()).isZero();
            assertThat(sent.out()).contains("delivered");
            String id = sent.out().lines().findFirst().orElseThrow().substring("Accepted as ".length());
            assertThat(say("status", "--url", url, id).out()).contains("completed", "delivered");

            Path card =
                    Files.writeString(folder.resolve("card.json"), "{\"type\":\"AdaptiveCard\",\"version\":\"1.5\"}");
            assertThat(say("send", "--url", url, "--to", "user:" + ann.objectId(), "--card", card.toString(), "--wait")
                            .code())
                    .isZero();

            teams.people().does("uninstall", "{\"person\":\"" + ann.objectId() + "\",\"quietly\":true}");
            Said refused = say("send", "--url", url, "--to", "user:" + ann.objectId(), "--text", "late", "--wait");
            assertThat(refused.code()).isEqualTo(1);
            assertThat(refused.out()).contains("refused").containsPattern("refused.* [a-z-]+: .{20,}");
        }
    }

    @Test
    void without_a_key_it_is_said_how_to_give_one() {
        BotApp bot = BotApp.of("11111111-2222-3333-4444-555555555555").withSecret("secret");
        try (FakeTeams teams = FakeTeams.builder().bot(bot).start();
                RunningServer server = RunningServer.withCredentials(teams, RunningServer.sqlite(folder), "secret")) {
            String url = server.url("").toString();
            assertThat(say("status", "--url", url, "--key", "", "x").err()).contains("TIDINGS_KEY");
            assertThat(say("status", "--url", url, "--key", "wrong-key", "x").err())
                    .contains("neither expired nor revoked");
            assertThat(say("status", "--url", url, "--key", RunningServer.ADMIN_KEY, "a b?c")
                            .err())
                    .contains("there is no notification with this id");
        }
    }

    @ParameterizedTest
    @CsvSource({"localhost:3978", "foo://host", "/path", "http:///x"})
    void an_address_that_is_none_is_named(String url) {
        Said said = say("status", "--url", url, "--key", "", "x");
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.err()).contains("is no address of a server", "http://host:port");
    }

    @Test
    void a_key_that_is_none_is_named() {
        Said said = say("status", "--url", "http://localhost:1", "--key", "bad\nkey", "x");
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.err()).contains("characters that no key has").doesNotContain("bad");
    }

    @Test
    void where_nothing_answers_it_is_said_how_to_start_a_server() {
        Said said = say("send", "--url", "http://127.0.0.1:1", "--to", "user:x", "--text", "hi");
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.err()).contains("./tidings serve");
    }

    @ParameterizedTest
    @CsvSource({
        "send --to bob --text x, is not user:ID",
        "send --to user: --text x, is not user:ID",
        "send --text x, --to",
        "send --to user:x, --text or --card",
        "status, ID",
        "stauts x, status",
        "serve --port abc, abc",
    })
    void a_wrong_command_line_is_answered_with_what_is_wrong_and_where_to_read_on(String line, String named) {
        Said said = say(line.split(" "));
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains(named, "--help").hasLineCount(2 + (line.startsWith("stauts") ? 1 : 0));
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
