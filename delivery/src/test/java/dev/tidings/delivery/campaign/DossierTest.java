package dev.tidings.delivery.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.delivery.directory.Colleague;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.fact.FactChanges;
import dev.tidings.delivery.fact.Keys;
import dev.tidings.delivery.fact.People;
import dev.tidings.delivery.fact.Recipient;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.intake.NotificationRequest;
import dev.tidings.delivery.notification.Audience;
import dev.tidings.delivery.notification.NotificationId;
import dev.tidings.delivery.notification.Target;
import dev.tidings.delivery.store.ColleagueStore.Listing;
import dev.tidings.delivery.store.DeliveryFilter;
import dev.tidings.delivery.store.DossierStore.Erased;
import dev.tidings.delivery.store.PageRequest;
import dev.tidings.delivery.store.Reach;
import dev.tidings.delivery.store.sql.OnEveryDatabase;
import dev.tidings.delivery.store.sql.TestDatabase;
import dev.tidings.teams.activity.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Everything that is held about a person, shown and erased.
class DossierTest extends OnEveryDatabase {
    private static final String ANN = "29:p0000000";
    private static final String BOB = "29:p0000001";
    private static final String OBJECT_ID = "6f1c1d1e-0000-4000-8000-0000000000aa";

    @SuppressWarnings("NullAway.Init")
    private Desk desk;

    @SuppressWarnings("NullAway.Init")
    private NotificationId told;

    DossierTest(TestDatabase kind) {
        super(kind);
    }

    @BeforeEach
    void aPersonOfWhomEverythingIsHeld() {
        desk = new Desk(stores);
        desk.people(2);
        desk.person(ANN, OBJECT_ID, "ann@contoso.example");
        desk.team("19:team", List.of(ANN, BOB));
        desk.topics.subscribe(Desk.SCOPE, "prices", ANN);
        desk.topics.optOut(Desk.SCOPE, "gossip", "ann@contoso.example");
        stores.colleagues()
                .keep(
                        Desk.HERE,
                        List.of(new Colleague(OBJECT_ID, false, null)),
                        List.of(),
                        new Listing("http://127.0.0.1:1/", true));
        told = desk.tell(new Audience.Users(List.of(OBJECT_ID, BOB)));
        desk.deliver(told);
    }

    private Map<String, Integer> held(String id) {
        return stores.dossiers().held(Desk.HERE, id).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, each -> each.getValue().size()));
    }

    @Test
    void whatever_id_is_given_all_that_is_held_is_shown() {
        for (String id : List.of(ANN, OBJECT_ID, "Ann@contoso.example")) {
            assertThat(held(id))
                    .containsEntry("people", 1)
                    .containsEntry("conversations", 1)
                    .containsEntry("memberships", 1)
                    .containsEntry("subscriptions", 2)
                    .containsEntry("colleagues", 1);
            assertThat(stores.dossiers().ids(Desk.HERE, id))
                    .containsExactlyInAnyOrder(ANN, OBJECT_ID, "ann@contoso.example");
        }
        assertThat(stores.dossiers().held(new Tenancy("default", "two"), ANN).values())
                .allMatch(List::isEmpty);
    }

    @Test
    void what_is_erased_is_gone_and_the_ledger_no_longer_says_whom_a_line_was_for() {
        Erased erased = stores.dossiers().erase(Desk.HERE, OBJECT_ID, false);
        assertThat(erased.deliveries()).isEqualTo(1);
        assertThat(erased.underWay()).isZero();
        assertThat(held(ANN).values()).allMatch(rows -> rows == 0);
        assertThat(held(BOB)).containsEntry("conversations", 1).containsEntry("memberships", 1);
        var lines = desk.deliveries
                .of(told, Reach.EVERYTHING, DeliveryFilter.ALL, PageRequest.first(10))
                .orElseThrow()
                .items();
        assertThat(lines).extracting(line -> line.target().id()).containsExactly("erased", BOB);
        assertThat(lines.getFirst().sent()).isNull();
        assertThat(desk.standing(told).notification().audience()).isEqualTo(new Audience.Users(List.of("erased", BOB)));
        for (String id : List.of(ANN, OBJECT_ID)) {
            assertThat(desk.deliveries.to(Desk.SCOPE, id, PageRequest.first(10)).items())
                    .isEmpty();
        }
        assertThat(desk.deliveries.to(Desk.SCOPE, BOB, PageRequest.first(10)).items())
                .hasSize(1);
    }

    @Test
    void of_who_is_erased_no_short_hash_stays_and_the_others_are_found() {
        Set<String> ann = Set.of(ANN, OBJECT_ID);
        assertThat(places(ann)).isNotEmpty();
        List<String> bob = places(Set.of(BOB));
        stores.dossiers().erase(Desk.HERE, ANN, false);
        assertThat(places(ann)).isEmpty();
        assertThat(places(Set.of(BOB))).isNotEmpty().isEqualTo(bob);
        List<String> named = new ArrayList<>();
        stores.dispatch().scan("b/", "b/~", (key, value) -> named.addAll(People.filled(value)));
        assertThat(named)
                .containsExactlyInAnyOrderElementsOf(
                        bob.stream().map(key -> key.split("/", -1)[2]).toList());
    }

    /// The keys of all buckets in which ids are.
    private List<String> places(Set<String> ids) {
        List<String> places = new ArrayList<>();
        stores.dispatch().scan("p/", "p/~", (key, value) -> {
            if (!People.offsets(value, ids).isEmpty()) {
                places.add(key);
            }
            return true;
        });
        return places;
    }

    @Test
    void an_opt_out_can_be_kept() {
        stores.dossiers().erase(Desk.HERE, ANN, true);
        assertThat(held(ANN)).containsEntry("subscriptions", 1).containsEntry("people", 0);
    }

    @Test
    void who_stands_in_a_long_list_that_is_still_to_be_planned_is_shown_and_taken_out_of_it() {
        List<String> named = new ArrayList<>();
        IntStream.range(0, 21_000).forEach(number -> named.add(new UUID(4, number).toString()));
        named.set(7_000, OBJECT_ID.toUpperCase(Locale.ROOT));
        named.set(20_999, BOB);
        NotificationId list = desk.tell(new Audience.Users(named));
        assertThat(stores.dossiers().held(Desk.HERE, "ann@contoso.example").get("lists"))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("notification", list.value())
                        .containsEntry("named", OBJECT_ID.toUpperCase(Locale.ROOT)));
        assertThat(stores.dossiers()
                        .erase(new Tenancy("default", "two"), ANN, false)
                        .rows())
                .containsEntry("lists", 0);

        assertThat(stores.dossiers().erase(Desk.HERE, ANN, false).rows()).containsEntry("lists", 1);
        assertThat(held(ANN)).containsEntry("lists", 0);
        assertThat(held(BOB)).containsEntry("lists", 1);
        desk.plan();
        named.remove(7_000);
        assertThat(desk.segments(list, Segment.Errand.SEND))
                .flatExtracting(Segment::recipients)
                .extracting(Recipient::person)
                .containsExactlyElementsOf(named);
    }

    @Test
    void who_is_erased_while_a_part_of_a_list_is_planned_is_not_in_it() {
        List<String> named = new ArrayList<>(List.of(ANN));
        IntStream.range(0, 21_000).forEach(number -> named.add(new UUID(4, number).toString()));
        NotificationId list = desk.tell(new Audience.Users(named));
        var plan = stores.notifications().plans(1).getFirst();
        stores.dossiers().erase(Desk.HERE, ANN, false);
        var late = new FactChanges().put(Keys.listed(plan.campaign()), new byte[0]);
        assertThat(stores.notifications().planned(plan, late, 5_000, "read before", Desk.NOW))
                .as("what was read before the erasure is not written")
                .isFalse();
        desk.plan();
        assertThat(desk.segments(list, Segment.Errand.SEND))
                .flatExtracting(Segment::recipients)
                .hasSize(21_000);
    }

    @Test
    void work_that_is_not_done_is_told_and_left() {
        desk.accept(NotificationRequest.of(new Target.User(ANN), Message.text("later")));
        assertThat(desk.sending.segments()).extracting(Segment::errand).contains(Segment.Errand.SEND);
        assertThat(stores.dossiers().erase(Desk.HERE, ANN, false).underWay()).isEqualTo(1);
    }
}
