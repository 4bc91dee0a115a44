package dev.tidings.delivery.host;

import dev.tidings.delivery.lane.Alarm;
import dev.tidings.delivery.store.DeposedException;
import dev.tidings.delivery.store.DispatchStore;
import dev.tidings.delivery.store.StoreException;
import dev.tidings.delivery.store.StoreUnavailableException;
import dev.tidings.delivery.store.Whereabouts;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The engine's loop: hears what happened, asks what is next, makes that durable, and only then lets it
/// happen. It alone drives the dispatcher.
final class EngineLoop {
    private static final Logger LOG = LoggerFactory.getLogger(EngineLoop.class);
    private static final long REST_AFTER_TROUBLE = Duration.ofSeconds(1).toNanos();
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);
    private static final long UNTIL_PERMITTED = Duration.ofMillis(20).toNanos();

    private final Dispatcher dispatcher;
    private final DispatchStore store;
    private final Observer observer;
    private final LongSupplier nanos;
    private final BooleanSupplier permitted;
    private volatile List<Alarm> alarms = List.of();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile boolean stopping;
    private volatile boolean over;

    /// @param permitted whether this process may send just now
    EngineLoop(
            Dispatcher dispatcher,
            DispatchStore store,
            Observer observer,
            LongSupplier nanos,
            BooleanSupplier permitted) {
        this.dispatcher = dispatcher;
        this.store = store;
        this.observer = observer;
        this.nanos = nanos;
        this.permitted = permitted;
    }

    /// Looks at once, because time has passed.
    void wake() {
        dispatcher.tell(new Signal.Look());
    }

    /// Tells the loop and waits until what it changed is durable.
    ///
    /// @return how many deliveries were changed
    int ask(Signal.Asked asked) {
        dispatcher.tell(asked);
        if (over) {
            dispatcher.refuse(stopped());
        }
        if (stopping) {
            throw stopped();
        }
        try {
            return asked.done().join();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
        }
    }

    /// Begins nothing more, and ends once nothing is under way.
    void stop() {
        stopping = true;
        wake();
    }

    /// The bots, tenants and regions that are not sent to, as of the latest step.
    List<Alarm> alarms() {
        return alarms;
    }

    void run() {
        try {
            while (!stopping || !dispatcher.isIdle()) {
                step();
            }
            last();
        } catch (InterruptedException stopped) {
            LOG.warn("The engine's loop was interrupted; the next start settles what is under way");
        } catch (DeposedException deposed) {
            LOG.warn("The engine stops: {}", deposed.getMessage());
            over(deposed);
        }
    }

    /// Another engine has taken over: what is under way belongs to it, as attempts that were cut off.
    private void over(DeposedException deposed) {
        stopping = true;
        dispatcher.abandon(deposed);
        over = true;
        dispatcher.refuse(stopped());
    }

    private static StoreException stopped() {
        return new StoreException("The server is stopping; nothing was changed.", null);
    }

    /// Whether another engine has taken over.
    boolean isOver() {
        return over;
    }

    /// What came in after everything had ended; nothing may begin with it.
    private void last() throws InterruptedException {
        dispatcher.rest();
        boolean _ = dispatcher.hear();
        commit(dispatcher.decide());
    }

    private void step() throws InterruptedException {
        try {
            dispatcher.hear(LONGEST_WAIT);
            if (stopping) {
                dispatcher.rest();
            } else if (!permitted.getAsBoolean()) {
                boolean _ = closing.await(UNTIL_PERMITTED, TimeUnit.NANOSECONDS);
                return;
            }
            commit(dispatcher.decide());
            alarms = dispatcher.alarms();
        } catch (DeposedException deposed) {
            throw deposed;
        } catch (RuntimeException fault) {
            LOG.error("The engine's loop failed and goes on", fault);
        }
    }

    private void commit(Dispatcher.Round round) throws InterruptedException {
        List<Whereabouts> found = List.of();
        if (!round.isSilent()) {
            long began = nanos.getAsLong();
            found = durable(round);
            observer.committed(
                    Duration.ofNanos(nanos.getAsLong() - began),
                    round.departures().size());
        }
        dispatcher.leave(round, found);
        dispatcher.answer();
    }

    /// Tries until the database takes it: without that nothing may happen.
    private List<Whereabouts> durable(Dispatcher.Round round) throws InterruptedException {
        while (true) {
            try {
                return store.dispatch(round.decisions().changes(), round.collected(), round.departures());
            } catch (DeposedException deposed) {
                throw deposed;
            } catch (StoreUnavailableException away) {
                LOG.warn("The database does not answer, sending rests: {}", away.getMessage());
                boolean _ = closing.await(REST_AFTER_TROUBLE, TimeUnit.NANOSECONDS);
            } catch (StoreException refused) {
                LOG.error("The database refuses what the engine writes, so nothing is sent", refused);
                boolean _ = closing.await(REST_AFTER_TROUBLE, TimeUnit.NANOSECONDS);
            }
        }
    }
}
