package dev.tidings.delivery.host;

import dev.tidings.delivery.fact.ItemId;
import dev.tidings.delivery.fact.Step;
import dev.tidings.delivery.lane.Grant;
import dev.tidings.delivery.lane.Result;
import dev.tidings.delivery.lane.Send;
import dev.tidings.delivery.send.Attempt;
import dev.tidings.delivery.send.Courier;
import dev.tidings.delivery.send.Outcome;
import dev.tidings.delivery.send.Reason;
import dev.tidings.delivery.store.StoreException;
import dev.tidings.delivery.store.Whereabouts;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The deliveries that are under way, each carried on a virtual thread of its own. Thread-safe.
final class UnderWay {
    private static final Logger LOG = LoggerFactory.getLogger(UnderWay.class);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);

    private final Courier courier;
    private final Messages messages;
    private final Attempt.Start start;
    private final Consumer<Result> tell;
    private final Observer observer;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final Map<ItemId, RequestPace> paces = new ConcurrentHashMap<>();
    /// How many there are of which the end has not been told: whoever stops waits for that.
    private final AtomicInteger untold = new AtomicInteger();
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("carry-", 0).factory());

    /// @param tell hears the results, the last of each delivery being that it is over
    UnderWay(
            Courier courier,
            Messages messages,
            Attempt.Start start,
            Consumer<Result> tell,
            Observer observer,
            Clocks clocks) {
        this.courier = courier;
        this.messages = messages;
        this.start = start;
        this.tell = tell;
        this.observer = observer;
        this.clock = clocks.wall();
        this.nanos = clocks.nanos();
    }

    /// The two clocks of a process.
    record Clocks(InstantSource wall, LongSupplier nanos) {}

    /// Begins to carry a delivery.
    ///
    /// @param begun whether the beginning of the attempt has been recorded
    void carry(Send send, Whereabouts at, boolean begun) {
        var voice = new Voice.OfDelivery(send.item(), tell);
        RequestPace pace = RequestPace.holding(voice, send.first(), send.conversation(), nanos);
        paces.put(send.item(), pace);
        untold.incrementAndGet();
        try {
            threads.execute(() -> carryAndTell(send, at, begun, pace));
        } catch (RejectedExecutionException closed) {
            postpone(send, begun, pace);
            untold.decrementAndGet();
        }
    }

    /// Nothing may leave any more: what was recorded as begun is put off, so that the next one to send need
    /// not think that it may have arrived.
    private void postpone(Send send, boolean begun, RequestPace pace) {
        Instant now = clock.instant();
        Step step = new Outcome.Deferred(Reason.POSTPONED, now)
                .step(now, send.segment().expiresAt());
        pace.close();
        paces.remove(send.item());
        tell.accept(new Result.Over(send.item(), begun, step));
    }

    /// Hands over a further right; one that nobody waits for any more goes back.
    void grant(Grant grant) {
        RequestPace pace = paces.get(grant.item());
        if (pace == null) {
            tell.accept(new Result.Unused(grant.item(), grant.request()));
        } else {
            pace.granted();
        }
    }

    private void carryAndTell(Send send, Whereabouts at, boolean begun, RequestPace pace) {
        try {
            carry(send, at, begun, pace);
        } finally {
            untold.decrementAndGet();
        }
    }

    private void carry(Send send, Whereabouts at, boolean begun, RequestPace pace) {
        Attempt attempt = new Attempt(
                send,
                at,
                () -> messages.of(send.segment().id().campaign()),
                begun,
                new Attempt.Means(pace, start, tell, clock));
        Step step = observer.around(send, () -> {
            Outcome outcome = ScopedValue.where(RequestPace.CURRENT, pace).call(() -> outcome(attempt));
            return outcome.step(clock.instant(), send.segment().expiresAt());
        });
        observer.over(send, step);
        pace.close();
        paces.remove(send.item());
        tell.accept(new Result.Over(send.item(), attempt.begun(), step));
    }

    private Outcome outcome(Attempt attempt) {
        try {
            return courier.carry(attempt);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Courier.stopped(attempt, clock.instant());
        } catch (StoreException away) {
            LOG.warn("{}: the database failed during the attempt", attempt, away);
            return Courier.stopped(attempt, clock.instant().plus(AFTER_TROUBLE));
        } catch (RuntimeException fault) {
            LOG.error("{}: carrying it failed", attempt, fault);
            return Courier.broken(attempt);
        }
    }

    /// Stops all that is under way, and does not wait for it.
    void abandon() {
        threads.shutdownNow();
    }

    /// Whether the end of each that was begun has been told.
    boolean isEmpty() {
        return untold.get() == 0;
    }

    int size() {
        return paces.size();
    }

    /// Waits for all that is under way, but not longer than a time; then stops the rest. Nothing more
    /// may be begun.
    ///
    /// @return whether everything came to its end
    boolean drain(Duration longest) throws InterruptedException {
        threads.shutdown();
        boolean ended = threads.awaitTermination(longest.toMillis(), TimeUnit.MILLISECONDS);
        threads.shutdownNow();
        return ended;
    }
}
