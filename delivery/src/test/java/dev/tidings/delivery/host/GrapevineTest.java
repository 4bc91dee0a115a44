package dev.tidings.delivery.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.event.Events;
import dev.tidings.delivery.event.Happening;
import dev.tidings.delivery.event.Heard;
import dev.tidings.delivery.store.Reach;
import dev.tidings.delivery.store.SessionLock;
import dev.tidings.delivery.store.sql.DatabaseUrl;
import dev.tidings.delivery.store.sql.Stores;
import dev.tidings.delivery.store.sql.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Whoever listens on one node hears what happens on the other, once and in order.
@Timeout(60)
final class GrapevineTest {
    private static final Tenancy HERE = new Tenancy("default", "here");
    private static final int MANY = 2_500;

    private final DatabaseUrl url = TestDatabase.POSTGRES.fresh(Path.of("."));
    private final InstantSource clock = InstantSource.system();
    private final List<Side> sides = new ArrayList<>();

    private final class Side implements AutoCloseable {
        private final Stores stores = Stores.open(url);
        private final SessionLock lock = stores.lock().orElseThrow();
        private final Events events = new Events(clock);
        private final List<Happening> also = new ArrayList<>();
        private final Grapevine grapevine;

        Side(String name) {
            grapevine = new Grapevine(stores.told(), events, name, clock, also::add);
            boolean _ = lock.hold();
            sides.add(this);
        }

        void happens(String what) {
            events.publish(HERE, new Happening.Blocked(what, "writes-blocked"));
        }

        List<String> hears(Events.Listening listening, int count) throws InterruptedException {
            List<String> heard = new ArrayList<>();
            while (heard.size() < count) {
                if (listening.next(Duration.ofSeconds(30)) instanceof Heard.Told(var event)
                        && event.happening() instanceof Happening.Blocked(String what, String _)) {
                    heard.add(what);
                }
            }
            return heard;
        }

        @Override
        public void close() {
            grapevine.close();
            lock.close();
            stores.close();
        }
    }

    private final Side one = new Side("one");
    private final Side other = new Side("other");

    @BeforeEach
    void start() {
        sides.forEach(side -> side.grapevine.start());
    }

    @AfterEach
    void close() {
        sides.forEach(Side::close);
    }

    @Test
    void each_hears_once_and_in_order_what_happens_on_the_other() throws InterruptedException {
        Events.Listening here = one.events.listen(Reach.EVERYTHING, null);
        Events.Listening there = other.events.listen(Reach.EVERYTHING, null);
        List<String> all = new ArrayList<>();
        for (int number = 0; number < MANY; number++) {
            all.add("person " + number);
            one.happens("person " + number);
        }
        assertThat(other.hears(there, MANY)).isEqualTo(all);
        other.happens("the last one");
        assertThat(one.hears(here, MANY + 1).getLast()).isEqualTo("the last one");
        assertThat(other.hears(there, 1)).containsExactly("the last one");
        assertThat(other.also).hasSize(MANY);
        assertThat(one.also).hasSize(1);
    }
}
