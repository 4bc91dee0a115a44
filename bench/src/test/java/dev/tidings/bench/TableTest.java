package dev.tidings.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void the_median_of_the_rounds_is_set_against_the_peer_of_the_same_case() {
        String table = table(
                send("botbuilder-java stock", 64, 100),
                send("botbuilder-java stock", 64, 900),
                send("botbuilder-java stock", 64, 200),
                send("tidings vertx", 64, 2_000),
                send("tidings vertx", 64, 3_000),
                send("botbuilder-java stock", 512, 1));

        assertThat(table)
                .contains("| 64, 0 ms | botbuilder-java stock | 200 | 1.0 | 100 to 900 |")
                .contains("| 64, 0 ms | tidings vertx | 2,500 | 12.5 | 2,000 to 3,000 |");
    }

    @Test
    void processor_time_is_set_against_the_peer_too() {
        String table = table(
                send("botbuilder-java stock", 64, 100),
                send("tidings jdk", 64, 100).replace("PerThousand\":1.5", "PerThousand\":0.5"));

        assertThat(table).contains("| tidings jdk | 100 | 1.0 | 100 to 100 | 0.5 | 3.0 | 10 |");
    }

    @Test
    void figures_of_the_engine_are_shown_as_they_are() {
        assertThat(table("{\"kind\":\"idle\",\"tenants\":10000,\"load\":1.5}"))
                .contains("### Engine: idle")
                .contains("| tenants | load |")
                .contains("| 10000 | 1.5 |");
    }

    @Test
    void without_its_peer_a_contender_has_no_ratio() {
        assertThat(table(send("tidings jdk", 1, 50))).contains("| 1, 0 ms | tidings jdk | 50 |  | 50 to 50 |");
    }

    @Test
    void what_is_not_a_line_of_json_is_passed_over() {
        assertThat(table("WARNING: restricted", send("tidings jdk", 1, 50))).contains("tidings jdk");
    }

    @Test
    void the_start_is_a_table_of_its_own() {
        String line = """
                {"kind":"startup","contender":"tidings server","readyMs":%d,"idleMemory":%d,"peakMemory":300}""";

        assertThat(table(line.formatted(2_000, 200), line.formatted(2_400, 240)))
                .contains("| tidings server | 2200 | 220 | 2 |");
    }

    private static String send(String contender, int inFlight, double perSecond) {
        return """
                {"kind":"send","contender":"%s","inFlight":%d,"latencyMs":0,"perSecond":%s,\
                "cpuMsPerThousand":1.5,"peakMemory":10,"sends":100,"failed":0,"drained":true}""".formatted(contender, inFlight, perSecond);
    }

    private static String table(String... lines) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Table.print(List.of(lines), new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
