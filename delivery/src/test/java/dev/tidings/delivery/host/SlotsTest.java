package dev.tidings.delivery.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class SlotsTest {
    private static final Duration WINDOW = Duration.ofMillis(200);

    @Test
    void no_window_ever_sees_more_arrivals_than_there_are_slots_however_latency_bunches_them() throws Exception {
        List<Long> arrivals = Collections.synchronizedList(new ArrayList<>());
        Slots slots = new Slots(10, WINDOW, System::nanoTime);
        Random random = new Random(7);
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int sent = 0; sent < 60; sent++) {
                long there = random.nextLong(60_000_000);
                long back = random.nextLong(60_000_000);
                var _ = senders.submit(() -> {
                    slots.take();
                    LockSupport.parkNanos(there);
                    arrivals.add(System.nanoTime());
                    LockSupport.parkNanos(back);
                    slots.answered();
                    return null;
                });
            }
        }
        assertThat(arrivals).hasSize(60);
        assertThat(most(arrivals)).isLessThanOrEqualTo(10);
    }

    @Test
    void nothing_leaves_in_the_first_window_since_a_process_before_may_have_used_the_slots() throws Exception {
        long opened = System.nanoTime();
        Slots slots = new Slots(3, WINDOW, System::nanoTime);
        slots.take();
        assertThat(System.nanoTime() - opened).isGreaterThanOrEqualTo(WINDOW.toNanos());
    }

    @Test
    void a_request_that_is_not_answered_keeps_its_slot() throws Exception {
        Slots slots = new Slots(1, Duration.ofMillis(20), System::nanoTime);
        slots.take();
        AtomicInteger left = new AtomicInteger();
        CountDownLatch second = new CountDownLatch(1);
        Thread waiting = Thread.startVirtualThread(() -> {
            try {
                slots.take();
                left.incrementAndGet();
                second.countDown();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        assertThat(second.await(150, TimeUnit.MILLISECONDS)).isFalse();
        slots.answered();
        assertThat(second.await(5, TimeUnit.SECONDS)).isTrue();
        waiting.join();
        assertThat(left).hasValue(1);
    }

    @Test
    void a_slot_that_was_not_used_comes_back_at_once() throws Exception {
        Slots slots = new Slots(1, Duration.ofMillis(20), System::nanoTime);
        slots.take();
        slots.unused();
        slots.take();
        assertThat(true).isTrue();
    }

    private static int most(List<Long> arrivals) {
        List<Long> sorted = arrivals.stream().sorted().toList();
        int most = 0;
        for (int first = 0, last = 0; last < sorted.size(); last++) {
            while (sorted.get(last) - sorted.get(first) >= WINDOW.toNanos()) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        return most;
    }
}
