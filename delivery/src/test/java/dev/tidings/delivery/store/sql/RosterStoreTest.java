package dev.tidings.delivery.store.sql;

import static dev.tidings.delivery.notification.SomeNotifications.HERE;
import static dev.tidings.delivery.notification.SomeNotifications.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.delivery.directory.Knowledge;
import dev.tidings.delivery.directory.Knowledge.Thing;
import dev.tidings.delivery.directory.Person;
import dev.tidings.delivery.directory.Property;
import dev.tidings.delivery.directory.Roster;
import dev.tidings.delivery.directory.Subject;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.store.PageRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RosterStoreTest extends OnEveryDatabase {
    private static final Tenancy ELSEWHERE = new Tenancy("default", "tenant-b");
    private static final Instant LATER = NOON.plus(Duration.ofHours(1));

    RosterStoreTest(TestDatabase kind) {
        super(kind);
    }

    private void installed(Tenancy tenancy, String place, String existence, Instant at) {
        write(new Knowledge()
                .learn(new Thing(tenancy, Subject.INSTALLATION, place, ""), Property.EXISTENCE, existence, at));
    }

    private void team(Tenancy tenancy, String id) {
        write(new Knowledge()
                .learn(new Thing(tenancy, Subject.TEAM, id, ""), Property.EXISTENCE, Knowledge.PRESENT, NOON));
        installed(tenancy, id, Knowledge.PRESENT, NOON);
    }

    private void member(String person, String existence, Instant at) {
        write(membership(person, existence, at));
    }

    private static Knowledge membership(String person, String existence, Instant at) {
        Thing somebody = new Thing(HERE, Subject.SOMEBODY, person, "");
        return new Knowledge()
                .learn(somebody)
                .learn(new Thing(HERE, Subject.MEMBERSHIP, "19:team", person), Property.EXISTENCE, existence, at);
    }

    private void write(Knowledge knowledge) {
        stores.inbound().processed(List.of(), knowledge);
    }

    private List<String> members() {
        return stores.directory().members(HERE, "19:team", PageRequest.first(50)).items().stream()
                .map(Person::id)
                .toList();
    }

    private List<Roster> due(Instant now) {
        return stores.rosters().due(HERE, now, 10);
    }

    @Test
    void teams_and_group_chats_that_the_bot_is_in_are_noted_once() {
        team(HERE, "19:team");
        team(ELSEWHERE, "19:elsewhere");
        team(HERE, "19:left");
        installed(HERE, "19:left", Knowledge.REMOVED, NOON.plusSeconds(1));
        Thing chat = new Thing(HERE, Subject.CONVERSATION, "19:chat", "");
        write(new Knowledge().learn(chat, Property.TYPE, "groupChat", NOON));
        installed(HERE, "19:chat", Knowledge.PRESENT, NOON);
        Thing personal = new Thing(HERE, Subject.CONVERSATION, "a:ann", "");
        write(new Knowledge().learn(personal, Property.TYPE, "personal", NOON));
        installed(HERE, "a:ann", Knowledge.PRESENT, NOON);

        assertThat(stores.rosters().notice(NOON)).isEqualTo(3);
        assertThat(stores.rosters().notice(LATER)).isZero();
        assertThat(stores.rosters().due(NOON)).containsExactlyInAnyOrder(HERE, ELSEWHERE);
        assertThat(due(NOON)).extracting(Roster::place).containsExactly("19:chat", "19:team");
        assertThat(due(NOON.minusSeconds(1))).isEmpty();
    }

    @Test
    void how_far_a_reading_is_outlives_the_process() {
        team(HERE, "19:team");
        stores.rosters().notice(NOON);
        Roster further = due(NOON).getFirst().reading(NOON).further(500, "the next part");
        stores.rosters().keep(further, membership("29:ann", Knowledge.PRESENT, NOON));
        reopen();

        assertThat(due(NOON)).containsExactly(further);
        assertThat(stores.directory().roster(HERE, "19:team")).contains(further);
        assertThat(stores.directory().roster(ELSEWHERE, "19:team")).isEmpty();
        assertThat(members()).containsExactly("29:ann");
    }

    @Test
    void whoever_a_complete_reading_does_not_name_has_left_unless_they_came_meanwhile() {
        team(HERE, "19:team");
        stores.rosters().notice(NOON);
        member("29:ann", Knowledge.PRESENT, NOON);
        member("29:ben", Knowledge.PRESENT, NOON);
        Roster reading = due(LATER).getFirst().reading(LATER);
        stores.rosters().keep(reading.further(1, "next"), membership("29:ann", Knowledge.PRESENT, LATER));
        member("29:eve", Knowledge.PRESENT, LATER.plusSeconds(1));
        Roster read = reading.further(1, "next").read(1, LATER.plusSeconds(60));
        stores.rosters().complete(read, membership("29:carl", Knowledge.PRESENT, LATER.plusSeconds(2)));

        assertThat(members()).containsExactly("29:ann", "29:carl", "29:eve");
        assertThat(stores.directory().person(HERE, "29:ben"))
                .as("is still known")
                .isPresent();
        assertThat(stores.directory().roster(HERE, "19:team").orElseThrow().members())
                .isEqualTo(2);
        assertThat(due(LATER)).isEmpty();
        assertThat(due(LATER.plusSeconds(60))).hasSize(1);
    }

    @Test
    void where_the_app_is_added_again_the_roster_is_due_at_once_unless_it_is_being_read() {
        team(HERE, "19:team");
        stores.rosters().notice(NOON);
        Roster reading = due(NOON).getFirst().reading(NOON);
        stores.rosters().complete(reading.read(0, LATER), new Knowledge());
        stores.rosters().again(HERE, "19:team", NOON.plusSeconds(1));
        assertThat(due(NOON.plusSeconds(1))).hasSize(1);

        stores.rosters().keep(reading.postponed(LATER), new Knowledge());
        stores.rosters().again(HERE, "19:team", NOON.plusSeconds(2));
        assertThat(due(NOON.plusSeconds(2))).isEmpty();
    }

    @Test
    void what_is_noted_of_a_place_that_the_bot_has_left_is_forgotten_when_it_is_due() {
        team(HERE, "19:team");
        stores.rosters().notice(NOON);
        installed(HERE, "19:team", Knowledge.REMOVED, NOON.plusSeconds(1));

        assertThat(due(NOON.plusSeconds(2))).isEmpty();
        assertThat(stores.directory().roster(HERE, "19:team")).isEmpty();
    }

    @Test
    void rosters_that_were_read_lately_are_told_from_others() {
        for (String id : List.of("19:a", "19:b")) {
            team(HERE, id);
        }
        stores.rosters().notice(NOON);
        List<Roster> due = due(NOON);
        stores.rosters().complete(due.getFirst().reading(NOON).read(0, LATER), new Knowledge());

        List<String> both = List.of("19:a", "19:b");
        assertThat(stores.directory().rostersReadSince(HERE, both, NOON)).isEqualTo(Set.of("19:a"));
        assertThat(stores.directory().rostersReadSince(HERE, both, LATER)).isEmpty();
        assertThat(stores.directory().rostersReadSince(ELSEWHERE, both, NOON)).isEmpty();
        assertThat(stores.directory().rostersReadSince(HERE, List.of(), NOON)).isEmpty();
    }

    @Test
    void a_failed_attempt_is_noted_with_its_reason_and_how_many_there_were() {
        team(HERE, "19:team");
        stores.rosters().notice(NOON);
        Roster failed = due(NOON).getFirst().reading(NOON).failed("503", LATER).failed("504", LATER);
        stores.rosters().keep(failed, new Knowledge());

        Roster kept = stores.directory().roster(HERE, "19:team").orElseThrow();
        assertThat(kept).isEqualTo(failed);
        assertThat(kept.tries()).isEqualTo(2);
        assertThat(kept.settled()).isTrue();
    }
}
