package dev.tidings.delivery.host;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.event.Events;
import dev.tidings.delivery.event.Happening;
import dev.tidings.delivery.event.HappeningJson;
import dev.tidings.delivery.store.StoreException;
import dev.tidings.delivery.store.Told;
import dev.tidings.delivery.store.ToldStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Has those who listen on one node hear what happens on the others, a moment later. Nothing is written as
/// long as a node is alone; what does not fit while the database is slow, others do not hear.
///
/// One thread, `tidings-grapevine`, works. Thread-safe.
public final class Grapevine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Grapevine.class);
    private static final Duration EVERY = Duration.ofMillis(200);
    private static final Duration BETWEEN_COUNTS = Duration.ofSeconds(2);
    private static final Duration KEPT = Duration.ofSeconds(20);
    private static final int MOST = 10_000;
    private static final int TOGETHER = 1_000;

    private final ToldStore store;
    private final Events events;
    private final String node;
    private final InstantSource clock;
    private final Consumer<Happening> also;
    private final BlockingQueue<Told> waiting = new ArrayBlockingQueue<>(MOST);
    private final Map<String, Long> heard = new HashMap<>();
    private final ScheduledThreadPoolExecutor worker = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("tidings-grapevine").daemon().factory());
    private Instant counted = Instant.EPOCH;
    private boolean alone = true;
    private boolean started;

    /// @param node by what others tell this process from others
    /// @param also hears what happened on other nodes
    public Grapevine(ToldStore store, Events events, String node, InstantSource clock, Consumer<Happening> also) {
        this.store = store;
        this.events = events;
        this.node = node;
        this.clock = clock;
        this.also = also;
        worker.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /// Begins to tell and to hear.
    public void start() {
        events.tellAlso(this::happened);
        var _ = worker.scheduleWithFixedDelay(this::run, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void happened(Tenancy tenancy, Happening happening) {
        boolean _ = waiting.offer(
                new Told(0, tenancy, HappeningJson.kind(happening), HappeningJson.write(happening), clock.instant()));
    }

    private void run() {
        try {
            step();
        } catch (StoreException away) {
            LOG.debug("What happens is told to other nodes when the database is back", away);
        } catch (RuntimeException fault) {
            LOG.error("Telling other nodes what happens failed; trying again", fault);
        }
    }

    /// Tells what has happened here, and hears what has happened elsewhere.
    void step() {
        count();
        List<Told> happened = new ArrayList<>();
        waiting.drainTo(happened);
        if (!alone && !happened.isEmpty()) {
            store.tell(node, happened);
        }
        for (Map.Entry<String, Long> other : heard.entrySet()) {
            other.setValue(hear(other.getKey(), other.getValue()));
        }
    }

    private void count() {
        Instant now = clock.instant();
        if (Duration.between(counted, now).abs().compareTo(BETWEEN_COUNTS) < 0) {
            return;
        }
        counted = now;
        alone = store.nodes() < 2;
        Map<String, Long> latest = store.latest();
        latest.remove(node);
        heard.keySet().retainAll(latest.keySet());
        latest.forEach((other, number) -> heard.putIfAbsent(other, started ? 0 : number));
        started = true;
        if (!latest.isEmpty() || !alone) {
            store.forget(node, now.minus(KEPT));
        }
    }

    private long hear(String other, long after) {
        long latest = after;
        for (Told told : store.after(other, after, TOGETHER)) {
            latest = told.number();
            hear(told);
        }
        return latest;
    }

    private void hear(Told told) {
        try {
            Happening happening = HappeningJson.read(told.kind(), told.body());
            events.repeat(told.tenancy(), happening);
            also.accept(happening);
        } catch (IllegalArgumentException unknown) {
            LOG.debug("Another build of Tidings told something that this one does not know", unknown);
        }
    }

    /// Finishes what is being told.
    @Override
    public void close() {
        worker.close();
    }
}
