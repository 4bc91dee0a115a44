package dev.tidings.delivery.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.event.Events.Listening;
import dev.tidings.delivery.store.Reach;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EventsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Tenancy HERE = new Tenancy("default", "one");
    private static final Tenancy THERE = new Tenancy("default", "two");

    private final Events events = new Events(InstantSource.fixed(NOW), 4);

    @Test
    void whoever_listens_hears_what_happens_from_then_on() throws InterruptedException {
        happens("before");
        Listening listening = events.listen(Reach.EVERYTHING, null);
        happens("first");
        happens("second");
        assertThat(place(listening)).isEqualTo("first");
        assertThat(place(listening)).isEqualTo("second");
        assertThat(listening.next(Duration.ZERO)).isEqualTo(new Heard.Nothing());
    }

    @Test
    void a_listener_that_waits_is_woken() throws Exception {
        Listening listening = events.listen(Reach.EVERYTHING, null);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> heard = threads.submit(() -> place(listening));
            happens("first");
            assertThat(heard.get(30, TimeUnit.SECONDS)).isEqualTo("first");
        }
    }

    @Test
    void whoever_comes_back_hears_what_came_after_the_last_they_heard() throws InterruptedException {
        Listening before = events.listen(Reach.EVERYTHING, null);
        happens("first");
        happens("second");
        long last = told(before).id();
        assertThat(place(events.listen(Reach.EVERYTHING, last))).isEqualTo("second");
        assertThat(place(before)).isEqualTo("second");
    }

    @Test
    void whoever_stayed_away_too_long_is_told_and_goes_on_with_what_is_left() throws InterruptedException {
        Listening before = events.listen(Reach.EVERYTHING, null);
        happens("heard");
        long last = told(before).id();
        for (String place : new String[] {"missed", "a", "b", "c", "d"}) {
            happens(place);
        }
        Listening after = events.listen(Reach.EVERYTHING, last);
        assertThat(after.next(Duration.ZERO)).isEqualTo(new Heard.Missed(last + 1));
        assertThat(place(after)).isEqualTo("a");
        assertThat(place(events.listen(Reach.EVERYTHING, last + 1))).isEqualTo("a");
    }

    @Test
    void a_slow_listener_is_told_that_it_missed_some() throws InterruptedException {
        Listening slow = events.listen(Reach.EVERYTHING, null);
        for (int number = 0; number < 6; number++) {
            happens("place-" + number);
        }
        assertThat(slow.next(Duration.ZERO)).isInstanceOf(Heard.Missed.class);
        assertThat(place(slow)).isEqualTo("place-2");
    }

    @Test
    void an_id_from_another_life_is_one_after_which_some_was_missed() throws InterruptedException {
        happens("first");
        assertThat(events.listen(Reach.EVERYTHING, 7L).next(Duration.ZERO)).isInstanceOf(Heard.Missed.class);
        assertThat(events.listen(Reach.EVERYTHING, Long.MAX_VALUE).next(Duration.ZERO))
                .isInstanceOf(Heard.Missed.class);
        assertThat(events.listen(Reach.EVERYTHING, Long.MAX_VALUE - 1).next(Duration.ZERO))
                .isInstanceOf(Heard.Missed.class);
    }

    @Test
    void ids_grow_over_a_restart() throws InterruptedException {
        Listening before = events.listen(Reach.EVERYTHING, null);
        happens("before");
        Events restarted = new Events(InstantSource.fixed(NOW.plusMillis(1)), 4);
        Listening after = restarted.listen(Reach.EVERYTHING, null);
        restarted.publish(HERE, new Happening.Installed("after", null));
        assertThat(told(after).id()).isGreaterThan(told(before).id());
    }

    @Test
    void nobody_hears_of_what_is_out_of_their_reach() throws InterruptedException {
        Listening fenced = events.listen(new Reach(null, Set.of("two")), null);
        happens("here");
        events.publish(THERE, new Happening.Installed("there", null));
        assertThat(place(fenced)).isEqualTo("there");
        assertThat(fenced.next(Duration.ZERO)).isEqualTo(new Heard.Nothing());
    }

    private void happens(String place) {
        events.publish(HERE, new Happening.Installed(place, null));
    }

    private static String place(Listening listening) throws InterruptedException {
        return ((Happening.Installed) told(listening).happening()).place();
    }

    private static Event told(Listening listening) throws InterruptedException {
        return ((Heard.Told) listening.next(Duration.ofSeconds(30))).event();
    }
}
