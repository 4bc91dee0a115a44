package dev.tidings.delivery.store.sql;

import dev.tidings.delivery.store.StoreUnavailableException;
import dev.tidings.delivery.store.WriterFigures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The only writer: one thread runs whatever work is waiting in one transaction, and tells the callers when
/// it is durable. The more callers there are, the more of them share the cost of one commit; where there are
/// several, it begins a transaction at most every [#GATHERING].
///
/// Work that fails does not fail its neighbours: the transaction is then run again, each work behind a
/// savepoint. Work must therefore be repeatable, and have no effect but on the handle it is given.
///
/// Thread-safe. Callers wait while [#WAITING] others are waiting, and while the writer is busy.
final class GroupCommit implements AutoCloseable {
    /// How much work may wait for its turn.
    static final int WAITING = 2048;

    /// How much work shares one transaction.
    static final int TOGETHER = 512;

    /// Most of the cost of a small transaction is its commit. A caller alone never waits for this.
    static final Duration GATHERING = Duration.ofMillis(2);

    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
    private static final String SAVEPOINT = "work";

    private final Jdbi jdbi;
    private final LongSupplier nanos;
    private final AtomicLong commits = new AtomicLong();
    private final AtomicLong commitNanos = new AtomicLong();
    private final BlockingQueue<Job<?>> queue = new ArrayBlockingQueue<>(WAITING);
    private final Job<@Nullable Void> last = new Job<>(handle -> null);
    private final Thread writer;
    private volatile boolean closing;
    private volatile boolean ended;

    /// Something to write.
    interface Work<T extends @Nullable Object> {
        T write(Handle handle);
    }

    /// Starts the writer.
    ///
    /// @param nanos a clock that only goes forward
    GroupCommit(Jdbi jdbi, LongSupplier nanos) {
        this.jdbi = jdbi;
        this.nanos = nanos;
        this.writer = Thread.ofPlatform().name("tidings-database-writer").start(this::run);
    }

    /// Does work and returns its result once that is durable.
    ///
    /// @throws StoreUnavailableException if the database is away or this is closed; the work has not been
    ///     done, or
    ///     cannot be known to have been
    <T extends @Nullable Object> T write(Work<T> work) {
        Job<T> job = new Job<>(work);
        if (closing) {
            throw closed();
        }
        enqueue(job);
        if (ended) {
            failWaiting(closed());
        }
        return job.await();
    }

    /// How much work waits for its turn.
    int waiting() {
        return queue.size();
    }

    WriterFigures figures() {
        return new WriterFigures(waiting(), commits.get(), Duration.ofNanos(commitNanos.get()));
    }

    /// Finishes what is waiting, then ends; work that comes later is refused.
    @Override
    public void close() {
        if (!closing) {
            closing = true;
            enqueue(last);
        }
        joinUninterruptibly();
    }

    private void enqueue(Job<?> job) {
        try {
            queue.put(job);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("Interrupted before it could be stored.", interrupted);
        }
    }

    private void run() {
        List<Job<?>> batch = new ArrayList<>(TOGETHER);
        try {
            long begin = nanos.getAsLong();
            while (!batch.contains(last)) {
                boolean alone = batch.size() <= 1;
                batch.clear();
                batch.add(takeUninterruptibly());
                if (!alone) {
                    gather(begin);
                }
                queue.drainTo(batch, TOGETHER - 1);
                begin = nanos.getAsLong();
                commit(batch);
                commits.incrementAndGet();
                commitNanos.addAndGet(nanos.getAsLong() - begin);
            }
        } finally {
            ended = true;
            failWaiting(closed());
        }
    }

    /// Lets more work come, until so long after the beginning of the last transaction.
    private void gather(long begin) {
        long rest = GATHERING.toNanos() - (nanos.getAsLong() - begin);
        if (rest > 0 && !closing) {
            LockSupport.parkNanos(rest);
        }
    }

    private void commit(List<Job<?>> batch) {
        try (Handle handle = jdbi.open()) {
            try {
                handle.useTransaction(transaction -> batch.forEach(job -> job.run(transaction)));
            } catch (RuntimeException failure) {
                again(handle, batch, failure);
            }
            batch.forEach(Job::tell);
        } catch (RuntimeException failure) {
            RuntimeException told = Failures.of(failure);
            // Those who wait first: whoever tries again because their own write failed must not fail for the same
            // reason.
            if (told instanceof StoreUnavailableException) {
                failWaiting(told);
            }
            batch.forEach(job -> job.fail(told));
        } catch (Error fatal) {
            batch.forEach(job -> job.fail(fatal));
            LOG.error("Nothing of a transaction was stored", fatal);
        }
    }

    private static void again(Handle handle, List<Job<?>> batch, RuntimeException failure) {
        if (Failures.collided(failure)) {
            handle.useTransaction(transaction -> batch.forEach(job -> job.run(transaction)));
            return;
        }
        if (Failures.unavailable(failure) || batch.size() == 1) {
            throw failure;
        }
        handle.useTransaction(transaction -> batch.forEach(job -> apart(transaction, job)));
    }

    private static void apart(Handle handle, Job<?> job) {
        handle.savepoint(SAVEPOINT);
        try {
            job.run(handle);
            handle.releaseSavepoint(SAVEPOINT);
        } catch (RuntimeException failure) {
            if (Failures.unavailable(failure)) {
                throw failure;
            }
            handle.rollbackToSavepoint(SAVEPOINT);
            job.fail(Failures.of(failure));
        }
    }

    private void failWaiting(RuntimeException failure) {
        List<Job<?>> waiting = new ArrayList<>();
        queue.drainTo(waiting);
        for (Job<?> job : waiting) {
            if (job == last) {
                queue.add(last);
            } else {
                job.fail(failure);
            }
        }
    }

    private static StoreUnavailableException closed() {
        return new StoreUnavailableException("The database is closed; nothing was stored.", null);
    }

    private Job<?> takeUninterruptibly() {
        while (true) {
            try {
                return queue.take();
            } catch (InterruptedException ignored) {
                // Nobody but close() ends this thread.
            }
        }
    }

    private void joinUninterruptibly() {
        boolean interrupted = false;
        while (true) {
            try {
                writer.join();
                break;
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// One caller's work, its result, and the caller waiting for it.
    private static final class Job<T extends @Nullable Object> {
        private final Work<T> work;
        private final CompletableFuture<T> told = new CompletableFuture<>();
        private @Nullable T result;

        Job(Work<T> work) {
            this.work = work;
        }

        void run(Handle handle) {
            result = work.write(handle);
        }

        @SuppressWarnings("NullAway") // the result has been set by run, and is null only if T may be
        void tell() {
            told.complete(result);
        }

        void fail(Throwable failure) {
            told.completeExceptionally(failure);
        }

        /// Each caller gets an exception of its own, since callers may add to it.
        T await() {
            try {
                return told.join();
            } catch (CompletionException failure) {
                throw switch (failure.getCause()) {
                    case StoreUnavailableException away -> new StoreUnavailableException(away.getMessage(), away);
                    case RuntimeException refused -> refused;
                    case null, default -> failure;
                };
            }
        }
    }
}
