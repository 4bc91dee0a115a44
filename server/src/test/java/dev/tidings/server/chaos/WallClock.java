package dev.tidings.server.chaos;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The time of day as a process under libfaketime sees it; the clock that only goes forward stays as it is.
final class WallClock {
    private static final List<Path> FOLDERS = List.of(
            Path.of("/usr/lib/x86_64-linux-gnu/faketime"),
            Path.of("/usr/lib/aarch64-linux-gnu/faketime"),
            Path.of("/usr/lib64/faketime"),
            Path.of("/usr/lib/faketime"));
    private static final String LIBRARY = "libfaketimeMT.so.1";

    private final Path library;
    private final Path file;
    private volatile Duration ahead = Duration.ZERO;

    private WallClock(Path library, Path file) {
        this.library = library;
        this.file = file;
    }

    /// Skips the test where there is no libfaketime.
    static WallClock in(Path folder) throws IOException {
        Stream<Path> candidates = FOLDERS.stream().map(each -> each.resolve(LIBRARY));
        Path library = candidates.filter(Files::exists).findFirst().orElse(Path.of(""));
        assumeTrue(Files.isRegularFile(library), "a clock that jumps needs libfaketime (Debian: faketime)");
        WallClock clock = new WallClock(library, folder.resolve("clock"));
        clock.step(Duration.ZERO);
        return clock;
    }

    /// What makes a process see this clock.
    Map<String, String> environment() {
        return Map.of(
                "LD_PRELOAD", library.toString(),
                "FAKETIME_TIMESTAMP_FILE", file.toString(),
                "FAKETIME_CACHE_DURATION", "1",
                "FAKETIME_DONT_FAKE_MONOTONIC", "1",
                "DONT_FAKE_MONOTONIC", "1");
    }

    /// Jumps, also while the process runs.
    void step(Duration by) throws IOException {
        ahead = ahead.plus(by);
        Path next = file.resolveSibling("clock.next");
        Files.writeString(next, (ahead.isNegative() ? "" : "+") + ahead.toSeconds() + "\n");
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    Instant now() {
        return InstantSource.system().instant().plus(ahead);
    }
}
