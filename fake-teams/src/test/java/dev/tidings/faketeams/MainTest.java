package dev.tidings.faketeams;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class MainTest {
    @Test
    void durations_are_read_as_people_write_them() {
        Main.Durations durations = new Main.Durations();
        assertThat(durations.convert("50ms")).isEqualTo(Duration.ofMillis(50));
        assertThat(durations.convert("2s")).isEqualTo(Duration.ofSeconds(2));
        assertThat(durations.convert("PT0.5S")).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void all_addresses_are_printed() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (FakeTeams teams = FakeTeams.builder().tls(true).start()) {
            Main.print(teams, new PrintStream(out, true, StandardCharsets.UTF_8));
            assertThat(out.toString(StandardCharsets.UTF_8))
                    .contains(teams.serviceUrl().toString())
                    .contains(teams.openIdMetadata().toString())
                    .contains("http://127.0.0.1:" + teams.port())
                    .contains("NODE_EXTRA_CA_CERTS=" + teams.certificateFile().orElseThrow());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--limits maybe       | --limits is on or off, not 'maybe'",
                "--people 0           | 1 to 10,000 tenants, 1 to 10,000,000 people",
                "--latency soon       | Invalid value for option '--latency'",
                "--latency PT-1S      | latency and jitter not negative",
                "--port 70000         | a port is 0 to 65535",
                "--port -1            | a port is 0 to 65535",
                "--bot nowhere        | --bot is a URL such as http://127.0.0.1:3978/api/messages, not nowhere",
                "--nonsense           | Unknown option: '--nonsense'"
            },
            quoteCharacter = '`')
    void what_cannot_be_started_is_said_in_a_sentence(String arguments, String sentence) {
        assertThat(refused(arguments.split(" "))).contains(sentence).doesNotContain("\tat ");
    }

    @Test
    void a_port_that_is_taken_is_said_in_a_sentence() {
        try (FakeTeams first = FakeTeams.builder().start()) {
            assertThat(refused("--port", String.valueOf(first.port())))
                    .contains("Address already in use")
                    .doesNotContain("\tat ");
        }
    }

    private static String refused(String... arguments) {
        StringWriter said = new StringWriter();
        int exit = new CommandLine(Main.command()).setErr(new PrintWriter(said)).execute(arguments);
        assertThat(exit).isEqualTo(CommandLine.ExitCode.USAGE);
        return said.toString();
    }
}
