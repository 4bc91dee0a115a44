package dev.tidings.bench.load;

import java.time.Duration;
import java.util.Locale;

/// One measured stretch: first unmeasured for the warm-up, then measured for the length or until the limit of
/// sends is reached.
public record Window(Duration warmUp, Duration length, long limit) {
    /// Runs the load with so many in flight; processor time and memory are those of `measured`, which need
    /// not be this process.
    public Figures run(SendLoad load, int inFlight, ProcessFigures measured) throws InterruptedException {
        settle(load, inFlight);
        Pump pump = new Pump(load, inFlight, limit);
        Duration cpuBefore = measured.cpu();
        long before = System.nanoTime();
        pump.start();
        pump.await(length);
        Duration took = Duration.ofNanos(System.nanoTime() - before);
        long sends = pump.succeeded();
        Duration cpu = measured.cpu().minus(cpuBefore);
        boolean drained = pump.drain();
        return new Figures(took, sends, pump.failed(), cpu, measured.peakMemory(), drained);
    }

    /// Runs a load unmeasured until the measured process has used so much processor time, since on a busy machine
    /// time on the clock says little about how much its compiler has done; waits no longer than ten times that.
    public static void warm(SendLoad load, int inFlight, Duration cpu, ProcessFigures measured)
            throws InterruptedException {
        Pump pump = new Pump(load, inFlight, Long.MAX_VALUE);
        Duration enough = measured.cpu().plus(cpu);
        pump.start();
        for (int steps = 0; steps < 100 && measured.cpu().compareTo(enough) < 0; steps++) {
            pump.await(cpu.dividedBy(10));
        }
        pump.drain();
    }

    private void settle(SendLoad load, int inFlight) throws InterruptedException {
        Pump pump = new Pump(load, inFlight, limit);
        pump.start();
        pump.await(warmUp);
        pump.drain();
    }

    /// What one window showed; `peakMemory` in MiB over the whole life of the measured process so far.
    public record Figures(Duration took, long sends, long failed, Duration cpu, long peakMemory, boolean drained) {
        /// The figures as one line of JSON, led by what identifies the case:
        /// `"kind":"send","contender":"..."`.
        public String json(String identity) {
            return String.format(
                    Locale.ROOT,
                    "{%s,\"perSecond\":%.1f,\"cpuMsPerThousand\":%.2f,\"peakMemory\":%d,\"sends\":%d,\"failed\":%d,\"drained\":%b}",
                    identity,
                    sends * 1e9 / took.toNanos(),
                    sends == 0 ? 0.0 : cpu.toNanos() / 1e3 / sends,
                    peakMemory,
                    sends,
                    failed,
                    drained);
        }
    }
}
