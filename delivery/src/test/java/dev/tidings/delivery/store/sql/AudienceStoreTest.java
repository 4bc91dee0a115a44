package dev.tidings.delivery.store.sql;

import static dev.tidings.delivery.notification.SomeNotifications.HERE;
import static dev.tidings.delivery.notification.SomeNotifications.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.delivery.directory.Knowledge;
import dev.tidings.delivery.directory.Knowledge.Thing;
import dev.tidings.delivery.directory.Property;
import dev.tidings.delivery.directory.Subject;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.notification.Audience;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AudienceStoreTest extends OnEveryDatabase {
    private static final Audience EVERYONE = new Audience.Everyone();

    AudienceStoreTest(TestDatabase kind) {
        super(kind);
    }

    @Test
    void everyone_is_read_part_by_part_in_the_order_of_ids() {
        List<String> ids = SomeDirectory.fill(stores, HERE, "19:team", 25, NOON);
        SomeDirectory.fill(stores, new Tenancy("default", "tenant-b"), "19:team", 3, NOON);

        assertThat(read(EVERYONE, 10)).isEqualTo(ids.stream().sorted().toList());
        assertThat(read(EVERYONE, 25)).hasSize(25);
        assertThat(read(new Audience.Members("19:team"), 10))
                .isEqualTo(ids.stream().sorted().toList());
    }

    @Test
    void everyone_is_without_those_in_whose_chat_the_bot_cannot_speak() {
        List<String> ids = SomeDirectory.fill(stores, HERE, "19:team", 4, NOON);
        String gone = chatOf(ids.get(0));
        stores.directory().forget(HERE, gone, NOON.plusSeconds(1));
        learn(new Thing(HERE, Subject.INSTALLATION, chatOf(ids.get(1)), ""), Property.EXISTENCE, Knowledge.REMOVED, 1);
        learn(new Thing(HERE, Subject.SOMEBODY, "29:stranger", ""), Property.NAME, "Without a chat", 1);

        assertThat(read(EVERYONE, 10)).containsExactlyInAnyOrder(ids.get(2), ids.get(3));
        assertThat(read(new Audience.Members("19:team"), 10))
                .as("the ledger says why")
                .hasSize(4);
    }

    @Test
    void everyone_is_without_those_who_are_parked_until_an_attempt_is_worth_it_or_they_are_heard_of() {
        List<String> ids = SomeDirectory.fill(stores, HERE, "19:team", 3, NOON);
        Instant until = NOON.plusSeconds(3600);
        for (String id : ids.subList(0, 2)) {
            stores.directory().park(HERE, id, "writes-blocked", until, NOON.plusSeconds(1));
        }
        learn(new Thing(HERE, Subject.SOMEBODY, ids.getFirst(), ""), Property.HEARD, Knowledge.PRESENT, 2);

        assertThat(read(EVERYONE, 10)).containsExactlyInAnyOrder(ids.get(0), ids.get(2));
        assertThat(stores.audiences().people(HERE, EVERYONE, "", 10, until)).hasSize(3);
    }

    @Test
    void somebody_with_two_chats_is_one_of_everyone() {
        List<String> ids = SomeDirectory.fill(stores, HERE, "19:team", 1, NOON);
        Thing other = new Thing(HERE, Subject.CONVERSATION, "a:other", "");
        learn(other, Property.PERSON, ids.getFirst(), 1);
        learn(other, Property.TYPE, "personal", 1);
        learn(other, Property.REFERENCE, "{}", 1);

        assertThat(read(EVERYONE, 10)).isEqualTo(ids);
    }

    @Test
    void members_are_those_who_have_not_left_under_whichever_id_is_known() {
        for (String member : List.of("29:ann", "29:ben", "object-id-of-eve")) {
            learn(new Thing(HERE, Subject.MEMBERSHIP, "19:team", member), Property.EXISTENCE, Knowledge.PRESENT, 0);
        }
        learn(new Thing(HERE, Subject.MEMBERSHIP, "19:team", "29:ben"), Property.EXISTENCE, Knowledge.REMOVED, 1);
        learn(new Thing(HERE, Subject.MEMBERSHIP, "19:other", "29:carl"), Property.EXISTENCE, Knowledge.PRESENT, 0);

        assertThat(read(new Audience.Members("19:team"), 10)).containsExactly("29:ann", "object-id-of-eve");
    }

    @Test
    void subscribers_are_those_of_the_topic_who_have_not_opted_out_of_it() {
        for (String person : List.of("29:ann", "29:ben", "carl@contoso.example")) {
            stores.topics().subscribe(HERE, "prices", person, NOON);
        }
        stores.topics().optOut(HERE, "prices", "29:ben", NOON);
        stores.topics().subscribe(HERE, "weather", "29:dora", NOON);

        assertThat(read(new Audience.Subscribers("prices"), 1)).containsExactly("29:ann", "carl@contoso.example");
    }

    @Test
    void an_audience_that_names_its_people_is_not_read_here() {
        assertThatThrownBy(() -> read(new Audience.Users(List.of("29:ann")), 10))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private String chatOf(String person) {
        return stores.directory()
                .personalConversation(HERE, person)
                .orElseThrow()
                .id();
    }

    private List<String> read(Audience audience, int limit) {
        List<String> read = new ArrayList<>();
        while (true) {
            String after = read.isEmpty() ? "" : read.getLast();
            List<String> part = stores.audiences().people(HERE, audience, after, limit, NOON.plusSeconds(5));
            read.addAll(part);
            if (part.size() < limit) {
                return read;
            }
        }
    }

    private void learn(Thing thing, Property property, String value, long after) {
        Knowledge knowledge = new Knowledge().learn(thing, property, value, NOON.plusSeconds(after));
        stores.inbound().processed(List.of(), knowledge);
    }
}
