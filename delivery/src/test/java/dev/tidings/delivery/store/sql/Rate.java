package dev.tidings.delivery.store.sql;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Locale;

/// Measures in CPU time, which says the same on a busy machine.
final class Rate {
    private Rate() {}

    /// The CPU time of the thread that asks.
    static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /// The CPU time of all threads.
    static long processCpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    /// A new database of the kind that the second argument names, by default SQLite.
    static DatabaseUrl database(String[] arguments, Path folder) {
        String kind = arguments.length > 1 ? arguments[1] : "sqlite";
        return TestDatabase.valueOf(kind.toUpperCase(Locale.ROOT)).fresh(folder);
    }
}
