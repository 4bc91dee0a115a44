package dev.tidings.delivery.inbound;

import dev.tidings.delivery.directory.Knowledge;
import dev.tidings.delivery.store.InboundStore;
import dev.tidings.delivery.store.RecordedActivity;
import dev.tidings.delivery.store.StoreUnavailableException;
import dev.tidings.teams.activity.Activity;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The thread that works through what arrived, in the order of arrival.
///
/// What an activity says is worked out apart from the database, so that one which cannot be understood is
/// known by
/// itself; what many say is then merged and written at once.
final class InboxWorker implements AutoCloseable {
    /// How many activities are worked through in one transaction.
    static final int TOGETHER = 200;

    /// How often an activity is tried before it is put aside.
    static final int TRIES = 3;

    private static final Logger LOG = LoggerFactory.getLogger(InboxWorker.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration CLEANING = Duration.ofHours(1);

    private final InboundStore store;
    private final InstantSource clock;
    private final Lessons lessons;
    private final Witness witness;
    private final Semaphore work = new Semaphore(0);
    private final CountDownLatch closing = new CountDownLatch(1);
    private Instant cleaned = Instant.EPOCH;
    private @Nullable Thread thread;

    InboxWorker(InboundStore store, InstantSource clock, Lessons lessons, Witness witness) {
        this.store = store;
        this.clock = clock;
        this.lessons = lessons;
        this.witness = witness;
    }

    synchronized void start() {
        if (thread == null) {
            thread = Thread.ofPlatform().name("tidings-inbox").start(this::run);
            wake();
        }
    }

    void wake() {
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
            work.acquireUninterruptibly();
            work.drainPermits();
            try {
                clean();
                while (!closing() && step() > 0) {
                    // step by step, until nothing is left
                }
            } catch (StoreUnavailableException away) {
                LOG.warn("What arrived waits until the database is back: {}", away.getMessage());
                pause();
            } catch (RuntimeException failure) {
                LOG.error("What arrived could not be worked through; trying again", failure);
                pause();
            }
        }
    }

    /// Works through the next activities.
    ///
    /// @return how many there were
    int step() {
        List<RecordedActivity> pending = store.pending(TOGETHER);
        List<RecordedActivity> understood = new ArrayList<>(pending.size());
        Knowledge learnt = new Knowledge();
        for (RecordedActivity recorded : pending) {
            try {
                learnt.learn(lessons.from(recorded.bot(), Activity.read(recorded.body()), recorded.receivedAt()));
                understood.add(recorded);
            } catch (RuntimeException poison) {
                reject(recorded, poison);
            }
        }
        if (!understood.isEmpty()) {
            store(understood, learnt);
        }
        return pending.size();
    }

    /// One that the database refuses would be refused with its neighbours too, so they are parted.
    private void store(List<RecordedActivity> understood, Knowledge learnt) {
        try {
            store.processed(understood, learnt, clock.instant());
        } catch (StoreUnavailableException away) {
            throw away;
        } catch (RuntimeException refused) {
            understood.forEach(this::storeApart);
            return;
        }
        understood.forEach(this::tell);
    }

    private void storeApart(RecordedActivity recorded) {
        try {
            Knowledge learnt = lessons.from(recorded.bot(), Activity.read(recorded.body()), recorded.receivedAt());
            store.processed(List.of(recorded), learnt, clock.instant());
        } catch (StoreUnavailableException away) {
            throw away;
        } catch (RuntimeException refused) {
            reject(recorded, refused);
            return;
        }
        tell(recorded);
    }

    private void tell(RecordedActivity recorded) {
        witness.saw(recorded.bot(), Activity.read(recorded.body()), recorded.receivedAt());
    }

    private void reject(RecordedActivity recorded, RuntimeException poison) {
        if (store.failed(recorded) < TRIES) {
            return;
        }
        // The failure's own message may repeat a part of the activity, which may be a message text.
        String reason = poison.getClass().getSimpleName() + " after " + TRIES + " tries";
        LOG.error("Activity {} of bot {} is put aside: {}", recorded.sequence(), recorded.bot(), reason);
        store.setAside(recorded, reason, clock.instant());
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
