package dev.tidings.delivery.campaign;

import dev.tidings.delivery.audience.Organisations;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.fact.CampaignId;
import dev.tidings.delivery.intake.Books;
import dev.tidings.delivery.intake.Sending;
import dev.tidings.delivery.store.StoreUnavailableException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Works out who the recipients of audiences are, and of edits and recalls, and hands them to the engine in
/// segments, a part of each in turn.
///
/// One thread, `tidings-planner`, works, and goes on with what a process before this one has left.
/// Thread-safe.
public final class Planner implements AutoCloseable {
    /// How many campaigns are planned side by side.
    static final int MOST_PLANS = 1000;

    private static final Logger LOG = LoggerFactory.getLogger(Planner.class);
    private static final Duration REST_AFTER_TROUBLE = Duration.ofSeconds(1);
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final Duration OFF_DUTY = Duration.ofMillis(500);
    /// Another process on the same database may have accepted something.
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(30);

    private final Planning planning;
    private final Semaphore work = new Semaphore(0);
    private volatile boolean closing;
    private volatile BooleanSupplier duty = () -> true;
    private @Nullable Thread thread;

    /// Where nobody lists the people of organisations.
    ///
    /// @param complete told of each campaign whose recipients are all known
    public Planner(Books books, Sending sending, Consumer<CampaignId> complete, InstantSource clock) {
        this(books, null, (tenancy, place) -> true, sending, complete, clock);
    }

    /// @param organisations lists the people of organisations, or null where nobody does
    /// @param roster whether the members of a place are known as far as they can be; asked until it is so
    /// @param complete told of each campaign whose recipients are all known
    public Planner(
            Books books,
            @Nullable Organisations organisations,
            BiPredicate<Tenancy, String> roster,
            Sending sending,
            Consumer<CampaignId> complete,
            InstantSource clock) {
        this.planning = new Planning(books, organisations, roster, sending, complete, clock);
    }

    /// Begins to work through what is there and what comes.
    public void start() {
        start(() -> true);
    }

    /// The same, but works only while it is on duty: of several processes on a database one is.
    public synchronized void start(BooleanSupplier onDuty) {
        duty = onDuty;
        if (thread == null) {
            thread = Thread.ofPlatform().name("tidings-planner").daemon().start(this::run);
        }
    }

    /// Tells that there is something to plan. May be called from any thread.
    public void wake() {
        work.release();
    }

    /// Finishes the part that is being planned, and leaves the rest for the next start.
    @Override
    public void close() {
        closing = true;
        wake();
        Thread running = started();
        if (running != null) {
            try {
                running.join();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private synchronized @Nullable Thread started() {
        return thread;
    }

    private void run() {
        Duration wait = SHORTEST_WAIT;
        while (!closing) {
            boolean woken = duty.getAsBoolean()
                    ? switch (look()) {
                        case WORK -> true;
                        case WAITING -> await(wait);
                        case NOTHING -> await(BETWEEN_LOOKS);
                    }
                    : await(OFF_DUTY);
            wait = woken ? SHORTEST_WAIT : longer(wait);
        }
    }

    /// One round; what waits for a database that is away is looked at again.
    private Planning.Found look() {
        try {
            return planning.step(() -> closing || !duty.getAsBoolean());
        } catch (StoreUnavailableException away) {
            LOG.warn("Planning waits until the database is back: {}", away.getMessage());
        } catch (RuntimeException failure) {
            LOG.error("Planning failed; trying again", failure);
        }
        return rest();
    }

    private Planning.Found rest() {
        await(REST_AFTER_TROUBLE);
        return Planning.Found.WORK;
    }

    /// @return whether somebody told that there is something to do
    private boolean await(Duration longest) {
        try {
            boolean woken = work.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS);
            work.drainPermits();
            return woken;
        } catch (InterruptedException stopped) {
            closing = true;
            return false;
        }
    }

    private static Duration longer(Duration wait) {
        Duration doubled = wait.multipliedBy(2);
        return doubled.compareTo(LONGEST_WAIT) < 0 ? doubled : LONGEST_WAIT;
    }
}
