package dev.tidings.delivery.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tidings.delivery.directory.Knowledge;
import dev.tidings.delivery.directory.Knowledge.Thing;
import dev.tidings.delivery.directory.Property;
import dev.tidings.delivery.directory.Subject;
import dev.tidings.delivery.notification.Audience;
import dev.tidings.delivery.store.PageRequest;
import dev.tidings.delivery.store.Reach;
import dev.tidings.delivery.store.sql.OnEveryDatabase;
import dev.tidings.delivery.store.sql.TestDatabase;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PurgeTest extends OnEveryDatabase {

    PurgeTest(TestDatabase kind) {
        super(kind);
    }

    @Test
    void what_is_over_is_forgotten_after_its_time_and_what_is_not_is_kept() {
        Desk desk = new Desk(stores);
        var people = new Audience.Users(desk.people(2));
        var over = desk.tell(people);
        desk.deliver(over);
        var open = desk.tell(people);
        try (Purge early = purge(Duration.ofDays(90))) {
            assertThat(early.step()).isFalse();
        }
        assertThat(desk.standings.find(over, Reach.EVERYTHING)).isPresent();
        try (Purge late = purge(Duration.ofDays(90).plusSeconds(1))) {
            assertThat(late.step()).isFalse();
        }
        assertThat(desk.standings.find(over, Reach.EVERYTHING)).isEmpty();
        assertThat(desk.standings.find(open, Reach.EVERYTHING)).isPresent();
    }

    @Test
    void a_step_forgets_only_so_many() {
        Desk desk = new Desk(stores);
        var people = new Audience.Users(desk.people(1));
        for (int number = 0; number <= Purge.TOGETHER; number++) {
            desk.deliver(desk.tell(people));
        }
        try (Purge purge = purge(Duration.ofDays(91))) {
            assertThat(purge.step()).isTrue();
            assertThat(desk.standings
                            .latest(Reach.EVERYTHING, PageRequest.first(10))
                            .items())
                    .hasSize(1);
            assertThat(purge.step()).isFalse();
        }
    }

    @Test
    void what_is_held_about_a_place_is_forgotten_some_time_after_the_app_was_removed_or_never() {
        Thing team = new Thing(Desk.HERE, Subject.TEAM, "19:team", "");
        Thing installation = new Thing(Desk.HERE, Subject.INSTALLATION, "19:team", "");
        stores.inbound()
                .processed(
                        List.of(),
                        new Knowledge()
                                .learn(team, Property.NAME, "Contoso", Desk.NOW)
                                .learn(installation, Property.EXISTENCE, Knowledge.REMOVED, Desk.NOW));
        for (Purge early : List.of(purge(Duration.ofDays(30)), purge(Duration.ofDays(400), Duration.ZERO))) {
            assertThat(early.step()).isFalse();
            early.close();
            assertThat(stores.directory().team(Desk.HERE, "19:team")).isPresent();
        }
        try (Purge late = purge(Duration.ofDays(30).plusSeconds(1))) {
            assertThat(late.step()).isFalse();
        }
        assertThat(stores.directory().team(Desk.HERE, "19:team")).isEmpty();
    }

    @Test
    void once_started_it_forgets_by_itself_and_can_be_stopped() {
        Desk desk = new Desk(stores);
        desk.deliver(desk.tell(new Audience.Users(desk.people(1))));
        try (Purge purge = purge(Duration.ofDays(91))) {
            purge.start();
            while (!forgotten(desk)) {
                Thread.onSpinWait();
            }
        }
    }

    private static boolean forgotten(Desk desk) {
        return desk.standings
                .latest(Reach.EVERYTHING, PageRequest.first(1))
                .items()
                .isEmpty();
    }

    @Test
    void nothing_is_forgotten_while_its_idempotency_key_is_honoured() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Purge(
                        stores.notifications(),
                        stores.removals(),
                        new Purge.Terms(Duration.ofHours(1), Duration.ZERO),
                        InstantSource.fixed(Desk.NOW)));
    }

    private Purge purge(Duration later) {
        return purge(later, Duration.ofDays(30));
    }

    private Purge purge(Duration later, Duration removals) {
        return new Purge(
                stores.notifications(),
                stores.removals(),
                new Purge.Terms(Purge.DEFAULT_KEPT, removals),
                InstantSource.fixed(Desk.NOW.plus(later)));
    }
}
