package dev.tidings.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WindowTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @Test
    void the_limit_ends_the_window_before_its_time() throws InterruptedException {
        var figures = run(new Window(Duration.ZERO, LONG, 5_000), 8, load(CompletableFuture.completedFuture("id")));

        assertThat(figures.sends()).isEqualTo(5_000);
        assertThat(figures.took()).isLessThan(LONG);
        assertThat(figures.drained()).isTrue();
    }

    @Test
    void a_failed_send_is_counted_apart_whether_thrown_or_answered() throws InterruptedException {
        Window window = new Window(Duration.ZERO, LONG, 100);

        assertThat(run(window, 4, load(CompletableFuture.failedFuture(new IllegalStateException("refused"))))
                        .failed())
                .isEqualTo(100);
        assertThat(run(window, 4, throwing()).failed()).isEqualTo(100);
    }

    @Test
    void exactly_as_many_are_in_flight_as_asked() throws InterruptedException {
        try (Counting counting = new Counting(16)) {
            run(new Window(Duration.ZERO, LONG, 1_000), 16, counting);

            assertThat(counting.most.get()).isEqualTo(16);
        }
    }

    private static Window.Figures run(Window window, int inFlight, SendLoad load) throws InterruptedException {
        return window.run(load, inFlight, ProcessFigures.own());
    }

    private static SendLoad load(CompletionStage<?> answer) {
        return new SendLoad() {
            @Override
            public CompletionStage<?> send() {
                return answer;
            }

            @Override
            public void close() {}
        };
    }

    private static SendLoad throwing() {
        return new SendLoad() {
            @Override
            public CompletionStage<?> send() {
                throw new IllegalStateException("refused");
            }

            @Override
            public void close() {}
        };
    }

    /// Answers one by one on another thread, first when as many are waiting as were asked for, and remembers
    /// the most there were.
    private static final class Counting implements SendLoad {
        private final ExecutorService answering = Executors.newSingleThreadExecutor();
        private final CountDownLatch full;
        private final AtomicInteger most = new AtomicInteger();
        private final AtomicInteger now = new AtomicInteger();

        private Counting(int inFlight) {
            this.full = new CountDownLatch(inFlight);
        }

        @Override
        public CompletionStage<?> send() {
            CompletableFuture<String> answer = new CompletableFuture<>();
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            full.countDown();
            answering.execute(() -> answer(answer));
            return answer;
        }

        private void answer(CompletableFuture<String> answer) {
            try {
                full.await();
                now.decrementAndGet();
                answer.complete("id");
            } catch (InterruptedException interrupted) {
                answer.completeExceptionally(interrupted);
            }
        }

        @Override
        public void close() {
            answering.shutdownNow();
        }
    }
}
