package dev.tidings.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// What Linux knows of one running process: processor time and memory.
public record ProcessFigures(long pid) {
    /// The process that asks.
    public static ProcessFigures own() {
        return new ProcessFigures(ProcessHandle.current().pid());
    }

    /// Processor time so far, user and system, in steps of the kernel's clock tick (10 ms).
    public Duration cpu() {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .orElseThrow(() -> new IllegalStateException("no processor time for process " + pid));
    }

    /// The largest resident set so far, in MiB.
    public long peakMemory() {
        return statusInMiB("VmHWM:");
    }

    /// The resident set now, in MiB.
    public long memory() {
        return statusInMiB("VmRSS:");
    }

    private long statusInMiB(String key) {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        try (var lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith(key))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .findFirst()
                            .orElseThrow()
                    / 1024;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
