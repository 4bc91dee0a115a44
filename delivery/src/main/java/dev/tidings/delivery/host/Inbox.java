package dev.tidings.delivery.host;

import dev.tidings.delivery.lane.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Where everybody leaves what the engine's loop must know. Thread-safe; one reader.
final class Inbox {
    private final LinkedBlockingQueue<Signal> signals = new LinkedBlockingQueue<>();

    void tell(Signal signal) {
        signals.add(signal);
    }

    void result(Result result) {
        signals.add(new Signal.Came(result));
    }

    /// All there are now.
    List<Signal> all() {
        List<Signal> told = new ArrayList<>();
        signals.drainTo(told);
        return told;
    }

    /// Waits for the first signal, but not longer than a time, then takes all there are.
    List<Signal> await(long nanos) throws InterruptedException {
        List<Signal> told = new ArrayList<>();
        Signal first = nanos <= 0 ? signals.poll() : signals.poll(nanos, TimeUnit.NANOSECONDS);
        if (first != null) {
            told.add(first);
            signals.drainTo(told);
        }
        return told;
    }
}
