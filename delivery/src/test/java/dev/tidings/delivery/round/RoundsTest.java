package dev.tidings.delivery.round;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.tidings.delivery.store.StoreException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/// What is done again and again goes on whatever happens to it.
class RoundsTest {
    private static final Duration SOON = Duration.ofMillis(1);

    private final Logger log = (Logger) LoggerFactory.getLogger(Rounds.class);
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.setLevel(Level.INFO);
        logged.start();
        log.addAppender(logged);
    }

    @AfterEach
    void stop() {
        log.detachAppender(logged);
        log.setLevel(null);
    }

    @Test
    void a_round_goes_on_until_nothing_is_left_and_comes_again() throws InterruptedException {
        AtomicInteger steps = new AtomicInteger();
        CountDownLatch twoRounds = new CountDownLatch(2);
        try (Rounds rounds = new Rounds("tidings-test", SOON, () -> {
            assertThat(Thread.currentThread().getName()).isEqualTo("tidings-test");
            boolean more = steps.incrementAndGet() % 3 != 0;
            if (!more) {
                twoRounds.countDown();
            }
            return more;
        })) {
            rounds.start();
            assertThat(twoRounds.await(20, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(steps.get()).isGreaterThanOrEqualTo(6);
        assertThat(logged.list).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"database", "fault", "error"})
    void a_failure_is_logged_once_and_the_rounds_go_on(String kind) throws InterruptedException {
        AtomicInteger tries = new AtomicInteger();
        CountDownLatch recovered = new CountDownLatch(2);
        try (Rounds rounds = new Rounds("tidings-test", SOON, () -> {
            if (tries.incrementAndGet() <= 5) {
                fail(kind);
            }
            recovered.countDown();
            return false;
        })) {
            rounds.start();
            assertThat(recovered.await(20, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(logged.list).hasSize(2);
        assertThat(logged.list.getFirst().getLevel()).isEqualTo(Level.ERROR);
        assertThat(logged.list.getFirst().getFormattedMessage()).startsWith("tidings-test ");
        assertThat(logged.list.getFirst().getThrowableProxy() == null).isEqualTo(kind.equals("database"));
        assertThat(logged.list.getLast().getFormattedMessage()).isEqualTo("tidings-test goes on");
    }

    private static void fail(String kind) {
        switch (kind) {
            case "database" -> throw new StoreException("the disk is full", null);
            case "fault" -> throw new IllegalStateException("a mistake");
            default -> throw new StackOverflowError();
        }
    }

    @Test
    void closing_waits_for_the_step_that_is_done_and_begins_no_other() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch closing = new CountDownLatch(1);
        AtomicInteger done = new AtomicInteger();
        Rounds rounds = new Rounds("tidings-test", SOON, () -> {
            begun.countDown();
            awaitQuietly(closing);
            done.incrementAndGet();
            return true;
        });
        rounds.start();
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        Thread closer = Thread.ofVirtual().start(rounds::close);
        while (closer.getState() != Thread.State.WAITING && closer.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        closing.countDown();
        closer.join();
        assertThat(done).hasValue(1);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
