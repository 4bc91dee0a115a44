package dev.tidings.delivery.store.sql;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

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
}
