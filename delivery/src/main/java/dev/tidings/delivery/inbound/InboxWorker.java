package dev.tidings.delivery.inbound;

import dev.tidings.delivery.directory.Knowledge;
import dev.tidings.delivery.store.InboundStore;
import dev.tidings.delivery.store.RecordedActivity;
import dev.tidings.delivery.store.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The thread that works through what arrived, in the order of arrival.
///
/// What an activity says is worked out apart from the database, so that one which cannot be understood is
/// known by itself; what many say is then merged and written at once.
final class InboxWorker implements AutoCloseable {
    /// How many activities are taken from the database or from memory at once.
    static final int TOGETHER = 500;

    /// How often an activity is tried before it is put aside.
    static final int TRIES = 3;

    private static final Logger LOG = LoggerFactory.getLogger(InboxWorker.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration CLEANING = Duration.ofHours(1);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private final InboundStore store;
    private final InstantSource clock;
    private final Lessons lessons;
    private final Witness witness;
    private final Backlog backlog;
    private final Reactions reactions;
    private final Semaphore work = new Semaphore(0);
    private final CountDownLatch closing = new CountDownLatch(1);
    private Instant cleaned = Instant.EPOCH;
    private @Nullable Thread thread;
    /// Null where there is nobody else who could be on duty.
    private volatile @Nullable BooleanSupplier duty;

    InboxWorker(InboundStore store, InstantSource clock, Lessons lessons, Witness witness, Reactions reactions) {
        this.store = store;
        this.clock = clock;
        this.lessons = lessons;
        this.witness = witness;
        this.backlog = new Backlog(store);
        this.reactions = reactions;
    }

    synchronized void start() {
        if (thread == null) {
            thread = Thread.ofPlatform().name("tidings-inbox").start(this::run);
            wake();
        }
    }

    /// Works while it is on duty only, and looks again and again for what another process has recorded.
    synchronized void start(BooleanSupplier onDuty) {
        duty = onDuty;
        start();
    }

    /// Takes over what has become durable.
    void add(Arrived arrived) {
        backlog.add(arrived);
        wake();
    }

    private void wake() {
        work.release();
    }

    @Override
    public void close() {
        closing.countDown();
        wake();
        Thread running = started();
        while (running != null && running.isAlive()) {
            try {
                running.join();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private synchronized @Nullable Thread started() {
        return thread;
    }

    private void run() {
        while (!closing()) {
            try {
                await();
                while (!closing() && onDuty() && step() > 0) {
                    // step by step, until nothing is left
                }
            } catch (StoreUnavailableException away) {
                LOG.warn("What arrived waits until the database is back: {}", away.getMessage());
                backlog.again();
                pause();
            } catch (RuntimeException failure) {
                LOG.error("What arrived could not be worked through; trying again", failure);
                backlog.again();
                pause();
            }
        }
    }

    /// Works through the next activities.
    ///
    /// Whatever has come while the last ones were written is taken together. Waiting for more would save
    /// writing, but what waits grows old in memory, and with it the heap.
    ///
    /// @return how many there were
    int step() {
        Gathered gathered = new Gathered();
        List<Arrived> left = backlog.left(TOGETHER);
        int count = learn(gathered, left.isEmpty() ? backlog.fresh(TOGETHER) : left);
        if (!gathered.understood().isEmpty()) {
            store(gathered);
        }
        return count;
    }

    private int learn(Gathered gathered, List<Arrived> arrived) {
        for (Arrived each : arrived) {
            try {
                Knowledge lesson = lesson(each);
                react(each, lesson);
                gathered.add(each, lesson);
            } catch (StoreUnavailableException away) {
                throw away;
            } catch (RuntimeException poison) {
                reject(each.recorded(), poison);
            }
        }
        return arrived.size();
    }

    private Knowledge lesson(Arrived arrived) {
        RecordedActivity recorded = arrived.recorded();
        return lessons.from(recorded.bot(), arrived.activity(), recorded.receivedAt());
    }

    /// Does what the bot does about an activity: after what this teaches is known, since it may take just
    /// that conversation, and before it counts as worked through. What a crash repeats is harmless.
    private void react(Arrived arrived, Knowledge lesson) {
        RecordedActivity recorded = arrived.recorded();
        if (reactions.wants(recorded.bot(), arrived.activity())) {
            store.processed(List.of(), lesson);
            reactions.react(recorded.bot(), arrived.activity(), recorded.receivedAt());
        }
    }

    /// One that the database refuses would be refused with its neighbours too, so they are parted.
    private void store(Gathered gathered) {
        try {
            store.processed(gathered.recorded(), gathered.learnt());
        } catch (StoreUnavailableException away) {
            throw away;
        } catch (RuntimeException refused) {
            gathered.understood().forEach(this::storeApart);
            return;
        }
        gathered.understood().forEach(this::tell);
    }

    private void storeApart(Arrived arrived) {
        try {
            store.processed(List.of(arrived.recorded()), lesson(arrived));
        } catch (StoreUnavailableException away) {
            throw away;
        } catch (RuntimeException refused) {
            reject(arrived.recorded(), refused);
            return;
        }
        tell(arrived);
    }

    private void tell(Arrived arrived) {
        RecordedActivity recorded = arrived.recorded();
        witness.saw(recorded.bot(), arrived.activity(), recorded.receivedAt());
    }

    private void reject(RecordedActivity recorded, RuntimeException poison) {
        if (store.failed(recorded) < TRIES) {
            backlog.again();
            return;
        }
        // The failure's own message may repeat a part of the activity, which may be a message text.
        String reason = poison.getClass().getSimpleName() + " after " + TRIES + " tries";
        LOG.error("Activity {} of bot {} is put aside: {}", recorded.sequence(), recorded.bot(), reason);
        store.setAside(recorded, reason);
    }

    /// Waits until something has arrived; where others may have recorded it, until that may be so.
    private void await() {
        if (duty == null) {
            work.acquireUninterruptibly();
        } else {
            rest(BETWEEN_LOOKS);
            backlog.again();
        }
        work.drainPermits();
        if (onDuty()) {
            clean();
        } else {
            backlog.leaveToOthers();
        }
    }

    private void rest(Duration longest) {
        try {
            boolean _ = work.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException ignored) {
            // Nobody but close() ends this thread.
        }
    }

    private boolean onDuty() {
        return duty == null || duty.getAsBoolean();
    }

    private void clean() {
        Instant now = clock.instant();
        if (now.isAfter(cleaned.plus(CLEANING))) {
            store.forgetBefore(now.minus(InboundStore.RECOGNISED));
            cleaned = now;
        }
    }

    private boolean closing() {
        return closing.getCount() == 0;
    }

    /// Waits for a while, or until it is to close, and then tries again.
    private void pause() {
        try {
            if (!closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                wake();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
