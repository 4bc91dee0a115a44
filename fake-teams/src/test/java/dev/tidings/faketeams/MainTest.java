package dev.tidings.faketeams;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

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
}
