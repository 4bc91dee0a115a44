package dev.tidings.delivery.store.sql;

import static dev.tidings.delivery.notification.SomeNotifications.HERE;
import static dev.tidings.delivery.notification.SomeNotifications.NOON;
import static dev.tidings.delivery.notification.SomeNotifications.aNotification;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.fact.CampaignId;
import dev.tidings.delivery.fact.FactChanges;
import dev.tidings.delivery.fact.FactJson;
import dev.tidings.delivery.fact.Recipient;
import dev.tidings.delivery.fact.Step;
import dev.tidings.delivery.notification.Notification;
import dev.tidings.delivery.notification.Target;
import dev.tidings.delivery.store.Collected;
import dev.tidings.delivery.store.Departure;
import dev.tidings.delivery.store.DigestStore.Gathering;
import dev.tidings.delivery.store.Reach;
import dev.tidings.delivery.store.Received;
import dev.tidings.delivery.store.Tab;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DigestStoreTest extends OnEveryDatabase {
    private static final Tenancy ELSEWHERE = new Tenancy("default", "tenant-b");
    private static final FactChanges SOMETHING = new FactChanges().put("x/1", new byte[] {1});

    DigestStoreTest(TestDatabase kind) {
        super(kind);
    }

    @Test
    void what_leaves_is_noted_and_what_stays_is_not() {
        depart("29:ann", NOON, true);
        depart("29:ann", NOON.plusSeconds(5), false);
        depart("29:ann", NOON.plusSeconds(7), true);
        depart("29:bob", NOON, false);

        assertThat(received("29:ann").times()).containsExactly(NOON, NOON.plusSeconds(7));
        assertThat(received("29:bob")).isEqualTo(Received.NOTHING);
    }

    @Test
    void only_the_latest_are_remembered_also_over_a_restart() {
        for (int second = 0; second < 5; second++) {
            depart("29:ann", NOON.plusSeconds(second), true);
        }
        reopen();

        assertThat(received("29:ann").times())
                .containsExactly(NOON.plusSeconds(2), NOON.plusSeconds(3), NOON.plusSeconds(4));
    }

    @Test
    void what_is_collected_is_due_for_each_person_at_its_time_and_a_capped_one_shows_on_the_tab() {
        collect(collected(HERE, "29:ann", 1, NOON.plusSeconds(60), true));
        collect(collected(HERE, "29:ann", 2, NOON.plusSeconds(90), true));
        collect(collected(HERE, "29:bob", 3, NOON.plusSeconds(30), false));
        collect(collected(ELSEWHERE, "29:ann", 4, NOON.plusSeconds(60), false));

        assertThat(received("29:ann").digestDue()).isEqualTo(NOON.plusSeconds(60));
        assertThat(received("29:bob").digestDue()).isNull();
        assertThat(stores.digests().due(NOON.plusSeconds(29), 10)).isEmpty();
        assertThat(stores.digests().due(NOON.plusSeconds(60), 10))
                .extracting(gathering -> gathering.lane().tenant()
                        + gathering.person()
                        + gathering.waiting().size())
                .containsExactly("tenant-a29:bob1", "tenant-a29:ann1", "tenant-b29:ann1");
    }

    @Test
    void the_same_delivery_is_collected_once() {
        Collected one = collected(HERE, "29:ann", 1, NOON, true);
        collect(one);
        collect(one);

        assertThat(stores.digests().due(NOON, 10))
                .singleElement()
                .satisfies(gathering -> assertThat(gathering.waiting()).containsExactly(one));
    }

    @Test
    void what_is_told_waits_no_more_and_what_came_meanwhile_waits_on() {
        Collected first = collected(HERE, "29:ann", 1, NOON, true);
        Collected later = collected(HERE, "29:ann", 2, NOON.plusSeconds(9), true);
        Notification digest = aNotification();
        collect(first);
        Gathering gathering = stores.digests().due(NOON, 1).getFirst();
        collect(later);

        stores.digests().tell(gathering, digest, SOMETHING);

        assertThat(stores.notifications().find(digest.id(), Reach.EVERYTHING)).contains(digest);
        assertThat(received("29:ann").digestDue()).isEqualTo(NOON.plusSeconds(9));
        assertThat(stores.digests().due(NOON.plusSeconds(9), 9))
                .singleElement()
                .satisfies(rest -> assertThat(rest.waiting()).containsExactly(later));
        stores.digests().drop(stores.digests().due(NOON.plusSeconds(9), 9).getFirst());
        assertThat(received("29:ann").digestDue()).isNull();
        assertThat(stores.digests().due(NOON.plusSeconds(9), 9)).isEmpty();
    }

    @Test
    void what_another_process_has_told_meanwhile_is_not_told_again() {
        collect(collected(HERE, "29:ann", 1, NOON, true));
        Gathering gathering = stores.digests().due(NOON, 1).getFirst();
        Notification twice = aNotification();

        assertThat(stores.digests().tell(gathering, aNotification(), SOMETHING)).isTrue();
        assertThat(stores.digests().tell(gathering, twice, SOMETHING)).isFalse();
        assertThat(stores.notifications().find(twice.id(), Reach.EVERYTHING)).isEmpty();
    }

    private void collect(Collected one) {
        stores.dispatch().dispatch(SOMETHING, List.of(one), List.of());
    }

    private Collected collected(Tenancy lane, String person, long ordinal, Instant due, boolean capped) {
        CampaignId campaign = CampaignId.sending(aNotification().id());
        return new Collected(
                lane,
                person,
                Tab.key(lane, person),
                campaign,
                ordinal,
                "prices",
                NOON,
                NOON.plusSeconds(999),
                due,
                capped);
    }

    private void depart(String person, Instant at, boolean leaves) {
        look(person, at, leaves);
    }

    private Received received(String person) {
        return look(person, NOON, false);
    }

    private Received look(String person, Instant at, boolean leaves) {
        Departure departure = new Departure(
                HERE,
                Recipient.of(new Target.User(person), person),
                "prices",
                Tab.of(HERE, person, at, 3),
                null,
                "i/x",
                FactJson.write(new Step.Begun(at, 1)),
                whereabouts -> leaves);
        return stores.dispatch()
                .dispatch(new FactChanges(), List.of(departure))
                .getFirst()
                .attention()
                .received();
    }
}
