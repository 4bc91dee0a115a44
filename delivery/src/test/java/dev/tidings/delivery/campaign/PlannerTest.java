package dev.tidings.delivery.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.intake.Books;
import dev.tidings.delivery.notification.Audience;
import dev.tidings.delivery.store.Reach;
import dev.tidings.delivery.store.StoreUnavailableException;
import dev.tidings.delivery.store.sql.DatabaseUrl;
import dev.tidings.delivery.store.sql.Stores;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PlannerTest {
    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private Stores stores;

    @SuppressWarnings("NullAway.Init")
    private Desk desk;

    private final BlockingQueue<Segment> accepted = new LinkedBlockingQueue<>();

    @BeforeEach
    void open() {
        stores = Stores.open(DatabaseUrl.parse("jdbc:sqlite:" + folder.resolve("tidings.db")));
        desk = new Desk(stores);
        desk.people(3);
    }

    @AfterEach
    void close() {
        stores.close();
    }

    @Test
    void what_is_left_is_planned_at_the_start_and_what_comes_when_it_is_told_of() throws InterruptedException {
        var left = desk.tell(new Audience.Everyone());
        try (Planner planner = planner(Desk.books(stores))) {
            planner.start();
            assertThat(next().id().campaign().notification()).isEqualTo(left);
            var further = desk.tell(new Audience.Everyone());
            planner.wake();
            assertThat(next().id().campaign().notification()).isEqualTo(further);
        }
    }

    @Test
    void a_database_that_is_away_is_waited_for() throws InterruptedException {
        desk.tell(new Audience.Everyone());
        AtomicInteger asked = new AtomicInteger();
        Books books = Desk.books(stores);
        Books away = new Books(
                books.notifications(),
                books.ledger(),
                (tenancy, audience, after, limit, now) -> {
                    if (asked.getAndIncrement() == 0) {
                        throw new StoreUnavailableException("away", null);
                    }
                    return books.audiences().people(tenancy, audience, after, limit, now);
                },
                books.topics(),
                books.directory(),
                books.facts());
        try (Planner planner = planner(away)) {
            planner.start();
            assertThat(next().recipients()).hasSize(3);
            assertThat(asked).hasValue(2);
        }
    }

    @Test
    void deliveries_that_end_without_a_word_are_noticed() throws InterruptedException {
        var id = desk.tell(new Audience.Users(List.of("29:p0000000")));
        Segment sent = desk.segments(id, Segment.Errand.SEND).getFirst();
        desk.campaigns.recall(id, Reach.EVERYTHING);
        try (Planner planner = planner(Desk.books(stores))) {
            planner.start();
            desk.sending.deliver(sent);
            assertThat(next().errand()).isEqualTo(Segment.Errand.RECALL);
        }
    }

    private Segment next() throws InterruptedException {
        Segment segment = accepted.poll(30, TimeUnit.SECONDS);
        assertThat(segment).isNotNull();
        return segment;
    }

    private Planner planner(Books books) {
        return new Planner(
                books,
                new RecordingSending(stores.dispatch(), Desk.NOW, accepted::add),
                campaign -> {},
                InstantSource.fixed(Desk.NOW));
    }
}
