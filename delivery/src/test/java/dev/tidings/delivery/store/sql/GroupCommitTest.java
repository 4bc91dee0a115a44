package dev.tidings.delivery.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.delivery.store.StoreException;
import dev.tidings.delivery.store.StoreUnavailableException;
import dev.tidings.delivery.store.WriterFigures;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class GroupCommitTest extends OnEveryDatabase {
    private Database database;

    GroupCommitTest(TestDatabase kind) {
        super(kind);
    }

    @BeforeEach
    void openItself() {
        stores.close();
        database = Database.open(url, Duration.ofSeconds(5));
    }

    @AfterEach
    void closeItself() {
        database.close();
    }

    @Test
    void what_waits_while_the_writer_is_busy_is_committed_together() throws InterruptedException {
        AtomicInteger transactions = new AtomicInteger();
        inOneGo(
                IntStream.range(0, 200)
                        .mapToObj(number -> put("name-" + number))
                        .toList(),
                transactions);

        assertThat(count()).isEqualTo(200);
        assertThat(transactions.get())
                .as("one for the work that keeps it busy, one for the rest")
                .isEqualTo(2);
    }

    @Test
    void work_that_fails_fails_alone() throws InterruptedException {
        List<GroupCommit.Work<Integer>> works = new ArrayList<>();
        works.add(put("one"));
        works.add(handle -> {
            handle.execute("INSERT INTO settings (name, value) VALUES ('half', 'done')");
            return handle.execute("INSERT INTO settings (name, value) VALUES ('broken', NULL)");
        });
        works.add(put("two"));
        works.add(handle -> {
            throw new IllegalArgumentException("a caller's mistake");
        });

        List<Throwable> failures = inOneGo(works, new AtomicInteger());

        assertThat(count()).isEqualTo(2);
        assertThat(failures)
                .hasSize(2)
                .anyMatch(failure -> failure instanceof StoreException)
                .anyMatch(failure -> failure instanceof IllegalArgumentException);
    }

    @Test
    void work_that_collides_with_another_process_is_done_again_with_its_neighbours() throws InterruptedException {
        AtomicInteger tries = new AtomicInteger();
        List<Throwable> failures = inOneGo(
                List.of(put("one"), handle -> {
                    int written = put("two").write(handle);
                    if (tries.incrementAndGet() == 1) {
                        throw new IllegalStateException(new SQLException("deadlock", "40P01"));
                    }
                    return written;
                }),
                new AtomicInteger());
        assertThat(failures).isEmpty();
        assertThat(tries).hasValue(2);
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void commits_and_their_time_are_counted() {
        WriterFigures before = database.figures();
        database.write(put("one"));
        database.write(put("two"));

        WriterFigures after = database.figures();
        assertThat(after.commits()).isBetween(before.commits() + 1, before.commits() + 2);
        assertThat(after.commitTime()).isGreaterThan(before.commitTime());
        assertThat(after.waiting()).isZero();
    }

    @Test
    void an_error_in_work_neither_ends_the_writer_nor_is_taken_for_success() {
        assertThatThrownBy(() -> database.write(handle -> {
                    throw new StackOverflowError();
                }))
                .hasRootCauseInstanceOf(StackOverflowError.class);

        database.write(put("after"));
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void closing_finishes_what_waits_and_refuses_what_comes_later() throws InterruptedException {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch free = new CountDownLatch(1);
        Thread first = Thread.startVirtualThread(() -> database.write(handle -> {
            busy.countDown();
            awaited(free);
            return handle.execute("INSERT INTO settings (name, value) VALUES ('first', 'x')");
        }));
        busy.await();
        List<Thread> waiting = IntStream.range(0, 50)
                .mapToObj(number -> Thread.startVirtualThread(() -> database.write(put("waiting-" + number))))
                .toList();
        awaitWaiting(50);
        Thread closing = Thread.startVirtualThread(database::close);
        free.countDown();
        first.join();
        for (Thread thread : waiting) {
            thread.join();
        }
        closing.join();

        assertThatThrownBy(() -> database.write(put("late"))).isInstanceOf(StoreUnavailableException.class);
        database = Database.open(url, Duration.ofSeconds(5));
        assertThat(count()).isEqualTo(51);
    }

    /// Has all work waiting at once, and returns what failed.
    private List<Throwable> inOneGo(List<GroupCommit.Work<Integer>> works, AtomicInteger transactions)
            throws InterruptedException {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch free = new CountDownLatch(1);
        ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        threads.add(Thread.startVirtualThread(() -> database.write(handle -> {
            transactions.incrementAndGet();
            busy.countDown();
            awaited(free);
            return 0;
        })));
        busy.await();
        AtomicInteger lastSeen = new AtomicInteger();
        for (GroupCommit.Work<Integer> work : works) {
            threads.add(Thread.startVirtualThread(() -> attempt(
                    handle -> {
                        int transaction = System.identityHashCode(handle);
                        if (lastSeen.getAndSet(transaction) != transaction) {
                            transactions.incrementAndGet();
                        }
                        return work.write(handle);
                    },
                    failures)));
        }
        awaitWaiting(works.size());
        free.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        return List.copyOf(failures);
    }

    private void attempt(GroupCommit.Work<Integer> work, ConcurrentLinkedQueue<Throwable> failures) {
        try {
            database.write(work);
        } catch (RuntimeException failure) {
            failures.add(failure);
        }
    }

    private void awaitWaiting(int count) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (database.waiting() < count) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private static GroupCommit.Work<Integer> put(String name) {
        return handle -> handle.execute("INSERT INTO settings (name, value) VALUES (?, 'x')", name);
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private int count() {
        return database.read(handle -> handle.createQuery("SELECT count(*) FROM settings")
                .mapTo(Integer.class)
                .one());
    }
}
