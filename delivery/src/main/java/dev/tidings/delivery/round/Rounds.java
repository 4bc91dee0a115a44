package dev.tidings.delivery.round;

import dev.tidings.delivery.store.StoreException;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Something that is done again and again on a thread of its own: a round is as many steps as there is
/// something to do for, and after it is a pause. Thread-safe.
///
/// A round that fails is logged once, and those after it go on trying; that it works again is logged too.
public final class Rounds implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

    private final String name;
    private final Duration pause;
    private final BooleanSupplier step;
    private final ScheduledThreadPoolExecutor worker;
    private volatile BooleanSupplier duty = () -> true;
    /// Only the worker's thread asks.
    private boolean failing;

    /// @param name of the thread
    /// @param pause between the rounds
    /// @param step says whether there may be more to do
    public Rounds(String name, Duration pause, BooleanSupplier step) {
        this.name = name;
        this.pause = pause;
        this.step = step;
        this.worker = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name(name).daemon().factory());
        // Closing would wait for the next round otherwise.
        worker.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /// Begins the first round.
    public void start() {
        start(() -> true);
    }

    /// The same, but does something only while it is on duty: of several processes on one database one is.
    public void start(BooleanSupplier onDuty) {
        duty = onDuty;
        var _ = worker.scheduleWithFixedDelay(this::round, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void round() {
        try {
            while (!worker.isShutdown() && duty.getAsBoolean() && step.getAsBoolean()) {
                // a little at a time, so that closing waits for one step only
            }
            succeeded();
        } catch (StoreException away) {
            failed(
                    "{} cannot read or write the database, and goes on as soon as it can: {}",
                    String.valueOf(away.getMessage()));
        } catch (RuntimeException | Error fault) {
            failed("{} failed and tries again every " + pause + "; restart the server if it does not end", fault);
        }
    }

    private void succeeded() {
        if (failing) {
            failing = false;
            LOG.info("{} goes on", name);
        }
    }

    /// @param why a sentence, or what is logged with its trace
    private void failed(String sentence, Object why) {
        if (!failing) {
            failing = true;
            LOG.error(sentence, name, why);
        }
    }

    /// Finishes the step that is being done.
    @Override
    public void close() {
        worker.close();
    }
}
