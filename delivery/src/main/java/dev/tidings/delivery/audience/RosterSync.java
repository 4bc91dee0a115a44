package dev.tidings.delivery.audience;

import dev.tidings.delivery.bot.Bots;
import dev.tidings.delivery.bot.SpareRights;
import dev.tidings.delivery.directory.Roster;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.store.DirectoryStore;
import dev.tidings.delivery.store.RosterStore;
import dev.tidings.delivery.store.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Knows who is in the teams and group chats that the bots are in: reads each roster once, and again
/// after a while; what happens in between, events tell.
///
/// One thread, `tidings-rosters`, looks what is due; of each tenant one roster at a time is read, on a
/// virtual thread. What a process before this one has left is gone on with. Thread-safe.
public final class RosterSync implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RosterSync.class);
    /// How many tenants are read at once.
    private static final int SIDE_BY_SIDE = 8;
    /// How many rosters of a tenant are read before others have a turn.
    private static final int TOGETHER = 20;
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);
    /// Places of which no event told that would have been heard here.
    private static final Duration BETWEEN_NOTICES = Duration.ofMinutes(5);

    private final DirectoryStore directory;
    private final RosterStore rosters;
    private final RosterReading reading;
    private final InstantSource clock;
    private final Semaphore work = new Semaphore(0);
    private final Semaphore turns = new Semaphore(SIDE_BY_SIDE);
    private final Set<Tenancy> busy = ConcurrentHashMap.newKeySet();
    private final ExecutorService readers = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("roster-", 0).factory());
    private volatile boolean closing;
    private volatile BooleanSupplier duty = () -> true;
    private volatile boolean stirred = true;
    private Instant noticed = Instant.MIN;
    private @Nullable Thread thread;

    /// @param rights by which requests leave
    /// @param refresh how long after a reading the next one is due; zero for never
    public RosterSync(
            Bots bots,
            DirectoryStore directory,
            RosterStore rosters,
            SpareRights rights,
            Duration refresh,
            InstantSource clock) {
        this.directory = directory;
        this.rosters = rosters;
        this.reading = new RosterReading(bots, directory, rosters, rights, refresh, clock);
        this.clock = clock;
    }

    /// Begins to read what is due.
    public void start() {
        start(() -> true);
    }

    /// The same, but reads only while it is on duty: of several processes on a database one is.
    public synchronized void start(BooleanSupplier onDuty) {
        if (thread == null) {
            duty = onDuty;
            thread = Thread.ofPlatform().name("tidings-rosters").daemon().start(this::run);
        }
    }

    /// The app was added to a team or chat.
    public void added(Tenancy tenancy, String place) {
        rosters.again(tenancy, place, clock.instant());
        stir();
    }

    /// Whether the members of a place are known, as far as they can be; if not, its roster is read soon.
    public boolean knows(Tenancy tenancy, String place) {
        boolean known = directory.roster(tenancy, place).filter(Roster::settled).isPresent();
        if (!known) {
            stir();
        }
        return known;
    }

    private void stir() {
        stirred = true;
        work.release();
    }

    /// Stops reading; the next start goes on with it.
    @Override
    public void close() {
        closing = true;
        work.release();
        readers.shutdownNow();
        Thread running = started();
        try {
            if (running != null) {
                running.join();
            }
            readers.close();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized @Nullable Thread started() {
        return thread;
    }

    private void run() {
        while (!closing) {
            try {
                if (duty.getAsBoolean()) {
                    look();
                }
                boolean _ = work.tryAcquire(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
                work.drainPermits();
            } catch (InterruptedException stopped) {
                closing = true;
            }
        }
    }

    private void look() {
        try {
            notice();
            rosters.due(clock.instant()).stream().filter(busy::add).forEach(this::begin);
        } catch (StoreUnavailableException away) {
            LOG.warn("Rosters are read when the database is back: {}", away.getMessage());
        } catch (RuntimeException failure) {
            LOG.error("Rosters could not be looked at; trying again", failure);
        }
    }

    private void notice() {
        Instant now = clock.instant();
        if (stirred || noticed.isBefore(now.minus(BETWEEN_NOTICES))) {
            stirred = false;
            rosters.notice(now);
            noticed = now;
        }
    }

    private void begin(Tenancy tenancy) {
        if (!closing) {
            readers.execute(() -> inTurn(tenancy));
        }
    }

    private void inTurn(Tenancy tenancy) {
        boolean more = false;
        try {
            turns.acquire();
            try {
                more = read(tenancy);
            } finally {
                turns.release();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failure) {
            LOG.error("The rosters of {} could not be read; trying again", tenancy, failure);
        } finally {
            busy.remove(tenancy);
        }
        if (more) {
            work.release();
        }
    }

    /// @return whether some were due, so that more may be
    private boolean read(Tenancy tenancy) {
        List<Roster> due = rosters.due(tenancy, clock.instant(), TOGETHER);
        for (Roster roster : due) {
            if (closing || !duty.getAsBoolean()) {
                return false;
            }
            reading.read(roster);
        }
        return !due.isEmpty();
    }
}
