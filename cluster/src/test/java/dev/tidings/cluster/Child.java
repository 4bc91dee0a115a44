package dev.tidings.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// A process of Java's, on this process's class path.
final class Child implements AutoCloseable {
    private final Process process;
    private final Thread reader;

    /// @param hears each line that it prints
    Child(Class<?> main, List<String> arguments, Consumer<String> hears) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx384m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(arguments);
        try {
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException cannotStart) {
            throw new UncheckedIOException(cannotStart);
        }
        reader = Thread.ofVirtual().start(() -> read(hears));
    }

    private void read(Consumer<String> hears) {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            lines.lines().forEach(hears);
        } catch (IOException | UncheckedIOException killed) {
            // It prints no more.
        }
    }

    boolean lives() {
        return process.isAlive();
    }

    long id() {
        return process.pid();
    }

    /// Takes all its processor time away.
    void freeze() throws Exception {
        signal("-STOP");
    }

    void thaw() throws Exception {
        signal("-CONT");
    }

    private void signal(String signal) throws Exception {
        new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().waitFor();
    }

    /// Ends it at once, frozen or not.
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /// Tells it to end, and waits.
    void leave() throws Exception {
        process.getOutputStream().close();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("a process did not end");
        }
        reader.join();
    }

    @Override
    public void close() {
        kill();
    }
}
