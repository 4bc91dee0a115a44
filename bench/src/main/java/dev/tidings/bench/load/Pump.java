package dev.tidings.bench.load;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Keeps a fixed number of sends in flight until a time or a count is reached. One use each; counters are
/// read from any thread.
final class Pump {
    private static final Duration DRAIN = Duration.ofSeconds(60);

    private final SendLoad load;
    private final int inFlight;
    private final long limit;
    private final AtomicLong begun = new AtomicLong();
    private final AtomicLong succeeded = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicBoolean toldFailure = new AtomicBoolean();
    private final CountDownLatch idle;
    private volatile boolean stopped;

    Pump(SendLoad load, int inFlight, long limit) {
        this.load = load;
        this.inFlight = inFlight;
        this.limit = limit;
        this.idle = new CountDownLatch(inFlight);
    }

    void start() {
        for (int slot = 0; slot < inFlight; slot++) {
            runSlot();
        }
    }

    /// Returns when the time is over, or earlier when the count is reached.
    void await(Duration time) throws InterruptedException {
        idle.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /// Begins no further send and waits for those in flight; false if some never ended.
    boolean drain() throws InterruptedException {
        stopped = true;
        return idle.await(DRAIN.toNanos(), TimeUnit.NANOSECONDS);
    }

    long succeeded() {
        return succeeded.get();
    }

    long failed() {
        return failed.get();
    }

    /// Loops instead of recursing when a send is already complete, so that a contender that fails at once
    /// cannot exhaust the stack.
    private void runSlot() {
        while (!stopped && begun.incrementAndGet() <= limit) {
            CompletionStage<?> sending = begin();
            if (!sending.toCompletableFuture().isDone()) {
                sending.whenComplete((answer, failure) -> {
                    count(failure);
                    runSlot();
                });
                return;
            }
            sending.whenComplete((answer, failure) -> count(failure));
        }
        idle.countDown();
    }

    private CompletionStage<?> begin() {
        try {
            return load.send();
        } catch (RuntimeException failure) {
            return CompletableFuture.failedFuture(failure);
        }
    }

    private void count(@Nullable Throwable failure) {
        if (failure == null) {
            succeeded.incrementAndGet();
            return;
        }
        failed.incrementAndGet();
        if (toldFailure.compareAndSet(false, true)) {
            System.err.println("first failed send: " + failure);
        }
    }
}
