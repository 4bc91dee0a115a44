package dev.tidings.server.chaos;

import dev.tidings.faketeams.FakeTeams;
import dev.tidings.faketeams.fault.Fault;
import dev.tidings.faketeams.fault.FaultKind;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// Answers of the local Teams that go wrong now and then: some of so many calls, never more while fewer come, as when
/// the server is down or tries carefully.
final class Faults implements AutoCloseable {
    private static final int CALLS_BETWEEN = 10;
    private static final long LOOK = Duration.ofMillis(50).toNanos();
    private static final List<Fault> KINDS = List.of(
            Fault.of(FaultKind.DROPPED_AFTER),
            Fault.of(FaultKind.DROPPED_AFTER),
            Fault.of(FaultKind.HALF_ANSWER),
            Fault.of(FaultKind.EMPTY_ANSWER),
            Fault.of(FaultKind.GATEWAY_TIMEOUT).afterDelivery(),
            Fault.of(FaultKind.DROPPED_BEFORE),
            Fault.of(FaultKind.THROTTLED),
            Fault.of(FaultKind.PRECONDITION_FAILED),
            Fault.of(FaultKind.SERVICE_ERROR),
            Fault.of(FaultKind.BAD_GATEWAY),
            Fault.of(FaultKind.UNAVAILABLE),
            Fault.of(FaultKind.NOT_JSON),
            Fault.of(FaultKind.SLOW).lateBy(Duration.ofSeconds(2)));

    private final FakeTeams teams;
    private final Thread thread;
    private volatile boolean stopping;
    private final AtomicInteger carriedOut = new AtomicInteger();

    Faults(FakeTeams teams, long seed) {
        this.teams = teams;
        Random random = new Random(seed);
        this.thread = Thread.ofVirtual().start(() -> {
            while (awaitCalls(CALLS_BETWEEN + random.nextInt(2 * CALLS_BETWEEN))) {
                inject(random);
            }
        });
    }

    /// @return false if it is over
    private boolean awaitCalls(int more) {
        long wanted = calls() + more;
        while (!stopping && calls() < wanted) {
            LockSupport.parkNanos(LOOK);
        }
        return !stopping;
    }

    private long calls() {
        return teams.report().byOperation().values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private void inject(Random random) {
        Fault fault = KINDS.get(random.nextInt(KINDS.size())).next(1 + random.nextInt(3));
        carriedOut.addAndGet(fault.carriesOut() ? fault.times() : 0);
        teams.inject(fault);
    }

    /// How many messages at most were taken without saying so.
    int carriedOut() {
        return carriedOut.get();
    }

    /// From now on everything is answered as it should be.
    void end() {
        stopping = true;
        try {
            thread.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        teams.clearFaults();
    }

    @Override
    public void close() {
        end();
    }
}
