package dev.tidings.delivery.store.sql;

import static dev.tidings.delivery.notification.SomeNotifications.HERE;
import static dev.tidings.delivery.notification.SomeNotifications.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.delivery.directory.Knowledge;
import dev.tidings.delivery.directory.Knowledge.Thing;
import dev.tidings.delivery.directory.Person;
import dev.tidings.delivery.directory.Property;
import dev.tidings.delivery.directory.Subject;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.store.PageRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RemovalStoreTest extends OnEveryDatabase {
    private static final Tenancy ELSEWHERE = new Tenancy("default", "tenant-b");
    private static final Instant REMOVED = NOON.plus(Duration.ofDays(1));
    private static final Instant LATER = NOON.plus(Duration.ofDays(40));

    private String ann = "";
    private String ben = "";

    RemovalStoreTest(TestDatabase kind) {
        super(kind);
    }

    @BeforeEach
    void fill() {
        List<String> ids = SomeDirectory.fill(stores, HERE, "19:team", 2, NOON);
        ann = ids.get(0);
        ben = ids.get(1);
        learn(new Thing(HERE, Subject.TEAM, "19:team", ""), Property.NAME, "Contoso", NOON);
        learn(new Thing(HERE, Subject.INSTALLATION, "19:team", ""), Property.EXISTENCE, Knowledge.PRESENT, NOON);
        Thing channel = new Thing(HERE, Subject.CONVERSATION, "19:news", "");
        learn(channel, Property.TYPE, "channel", NOON);
        learn(channel, Property.TEAM, "19:team", NOON);
        Thing stranger = new Thing(HERE, Subject.SOMEBODY, "29:eve", "");
        learn(stranger, Property.NAME, "Eve", NOON);
        learn(new Thing(HERE, Subject.MEMBERSHIP, "19:team", "29:eve"), Property.EXISTENCE, Knowledge.PRESENT, NOON);
    }

    private void learn(Thing thing, Property property, String value, Instant at) {
        stores.inbound().processed(List.of(), new Knowledge().learn(thing, property, value, at));
    }

    private void removed(String place) {
        learn(new Thing(HERE, Subject.INSTALLATION, place, ""), Property.EXISTENCE, Knowledge.REMOVED, REMOVED);
    }

    private String chat(String person) {
        return stores.directory()
                .personalConversation(HERE, person)
                .orElseThrow()
                .id();
    }

    private Person person(String id) {
        return stores.directory().person(HERE, id).orElseThrow();
    }

    private void left(String person) {
        learn(new Thing(HERE, Subject.MEMBERSHIP, "19:team", person), Property.EXISTENCE, Knowledge.REMOVED, REMOVED);
    }

    @Test
    void of_somebody_who_removed_the_app_only_the_ids_and_the_removal_stay() {
        removed(chat(ann));
        left(ann);
        stores.topics().subscribe(HERE, "prices", ann, NOON);
        stores.topics().optOut(HERE, "weather", ann, NOON);

        assertThat(stores.removals().forget(REMOVED, 10)).isZero();
        assertThat(stores.removals().forget(LATER, 10)).isEqualTo(1);
        assertThat(person(ann))
                .satisfies(kept -> assertThat(kept.objectId()).isNotNull())
                .satisfies(kept -> assertThat(kept.name()).isNull())
                .satisfies(kept -> assertThat(kept.userPrincipalName()).isNull())
                .satisfies(kept -> assertThat(kept.locale()).isNull());
        assertThat(stores.directory().personalInstallation(HERE, ann))
                .get()
                .satisfies(seen -> assertThat(seen.installed()).isFalse());
        assertThat(stores.dossiers().held(HERE, ann).get("conversations"))
                .allSatisfy(row -> assertThat(row.get("reference")).isNull());
        assertThat(stores.dossiers().held(HERE, ann).get("subscriptions"))
                .singleElement()
                .satisfies(row -> assertThat(row.get("topic")).isEqualTo("weather"));
        assertThat(person(ben).name()).isNotNull();
        assertThat(stores.removals().forget(LATER, 10)).as("once is enough").isZero();
    }

    @Test
    void somebody_who_is_still_a_member_somewhere_keeps_their_name() {
        removed(chat(ann));

        assertThat(stores.removals().forget(LATER, 10)).isEqualTo(1);
        assertThat(person(ann).name()).isNotNull();
        assertThat(stores.dossiers().held(HERE, ann).get("conversations"))
                .allSatisfy(row -> assertThat(row.get("reference")).isNull());
    }

    @Test
    void somebody_who_comes_back_is_known_as_before() {
        String chat = chat(ann);
        removed(chat);
        learn(new Thing(HERE, Subject.INSTALLATION, chat, ""), Property.EXISTENCE, Knowledge.PRESENT, LATER);

        assertThat(stores.removals().forget(LATER, 10)).isZero();
        assertThat(chat(ann)).isEqualTo(chat);
    }

    @Test
    void of_a_team_nothing_stays_and_nobody_who_is_known_from_there_only() {
        removed("19:team");

        assertThat(stores.removals().forget(LATER, 10)).isEqualTo(1);
        assertThat(stores.directory().team(HERE, "19:team")).isEmpty();
        assertThat(stores.directory().channel(HERE, "19:news")).isEmpty();
        assertThat(stores.directory()
                        .members(HERE, "19:team", PageRequest.first(9))
                        .items())
                .isEmpty();
        assertThat(stores.directory().person(HERE, "29:eve")).isEmpty();
        assertThat(person(ann).name()).as("has a chat of her own").isNotNull();
        assertThat(stores.removals().forget(LATER, 10)).isZero();
    }

    @Test
    void a_team_that_was_deleted_is_forgotten_too() {
        learn(new Thing(HERE, Subject.TEAM, "19:team", ""), Property.EXISTENCE, Knowledge.REMOVED, REMOVED);

        assertThat(stores.removals().forget(REMOVED, 10)).isZero();
        assertThat(stores.removals().forget(LATER, 10)).isEqualTo(1);
        assertThat(stores.directory().team(HERE, "19:team")).isEmpty();
    }

    @Test
    void only_so_many_places_are_forgotten_at_once_and_none_of_another_tenant() {
        List<String> others = SomeDirectory.fill(stores, ELSEWHERE, "19:team", 1, NOON);
        for (String person : List.of(ann, ben)) {
            String chat = chat(person);
            removed(chat);
            left(person);
        }

        assertThat(stores.removals().forget(LATER, 1)).isEqualTo(1);
        assertThat(stores.removals().forget(LATER, 1)).isEqualTo(1);
        assertThat(stores.removals().forget(LATER, 1)).isZero();
        assertThat(stores.directory().personalConversation(ELSEWHERE, others.getFirst()))
                .isPresent();
    }
}
