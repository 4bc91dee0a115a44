package dev.tidings.cluster;

import dev.tidings.delivery.host.Dispatcher;
import dev.tidings.delivery.store.StoreException;
import dev.tidings.delivery.store.Whereabouts;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks the directory about rounds, each on a thread of its own, so that a shard goes on while the
/// directory is slow or away. What is asked is answered some time: a round waits until the
/// directory is back. Thread-safe.
final class LookUps implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LookUps.class);
    private static final Duration REST_AFTER_TROUBLE = Duration.ofSeconds(1);

    private final LastLook directory;
    private final Queue<Found> found = new ConcurrentLinkedQueue<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("look-", 0).factory());

    LookUps(LastLook directory) {
        this.directory = directory;
    }

    /// A round, and where its recipients are.
    record Found(Dispatcher.Round round, List<Whereabouts> at) {}

    void look(Dispatcher.Round round) {
        threads.execute(() -> {
            try {
                found.add(new Found(round, look(round, directory)));
            } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private List<Whereabouts> look(Dispatcher.Round round, LastLook into) throws InterruptedException {
        while (true) {
            try {
                return into.look(round.departures());
            } catch (StoreException away) {
                LOG.warn(
                        "The directory does not answer, {} deliveries wait: {}",
                        round.departures().size(),
                        away.getMessage());
                if (closing.await(REST_AFTER_TROUBLE.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new InterruptedException("closed");
                }
            }
        }
    }

    /// The next round that was answered, or null.
    @Nullable
    Found poll() {
        return found.poll();
    }

    /// Asks no more.
    @Override
    public void close() {
        closing.countDown();
        threads.shutdownNow();
    }
}
