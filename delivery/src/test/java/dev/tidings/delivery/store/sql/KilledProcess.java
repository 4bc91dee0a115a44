package dev.tidings.delivery.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// A process that acknowledges what it has made durable, a line each, until it is killed.
public final class KilledProcess {
    private KilledProcess() {}

    /// Runs a program on a database, kills it after so many lines, and returns them with what was still
    /// in the pipe.
    ///
    /// @param first the number with which it begins
    /// @param acknowledgement what is one; the last line may be cut, and the log may be among them
    public static Set<String> acknowledged(Class<?> main, Path database, long first, Pattern acknowledgement, int lines)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName(),
                        database.toString(),
                        Long.toString(first))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Set<String> acknowledged = new TreeSet<>();
        try (BufferedReader output = process.inputReader()) {
            String line = output.readLine();
            while (line != null) {
                if (acknowledgement.matcher(line).matches()) {
                    acknowledged.add(line);
                }
                if (acknowledged.size() == lines) {
                    // Not the process itself, which would close the pipe with what is still in it.
                    process.toHandle().destroyForcibly();
                }
                line = output.readLine();
            }
        }
        assertThat(process.waitFor(Duration.ofSeconds(20))).isTrue();
        assertThat(process.exitValue()).as("killed by SIGKILL").isEqualTo(137);
        return acknowledged;
    }
}
