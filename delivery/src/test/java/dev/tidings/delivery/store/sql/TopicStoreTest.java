package dev.tidings.delivery.store.sql;

import static dev.tidings.delivery.notification.SomeNotifications.HERE;
import static dev.tidings.delivery.notification.SomeNotifications.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.delivery.directory.Knowledge;
import dev.tidings.delivery.directory.Knowledge.Thing;
import dev.tidings.delivery.directory.Property;
import dev.tidings.delivery.directory.Subject;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.notification.Audience;
import dev.tidings.delivery.notification.Topic;
import dev.tidings.delivery.store.Page;
import dev.tidings.delivery.store.PageRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopicStoreTest extends OnEveryDatabase {
    TopicStoreTest(TestDatabase kind) {
        super(kind);
    }

    @Test
    void a_topic_is_known_from_when_it_is_first_named() {
        assertThat(stores.topics().topic(HERE, "prices")).isEmpty();

        stores.topics().name(HERE, "prices", NOON);
        stores.topics().name(HERE, "prices", NOON);
        stores.topics().subscribe(HERE, "weather", "29:ann", NOON);
        reopen();

        assertThat(stores.topics().topic(HERE, "prices")).contains(new Topic("prices", false, 0, 0));
        assertThat(stores.topics().topic(HERE, "weather")).contains(new Topic("weather", false, 1, 0));
        assertThat(stores.topics().topic(new Tenancy("default", "tenant-b"), "prices"))
                .isEmpty();
    }

    @Test
    void topics_are_listed_page_by_page_with_their_counts() {
        for (String topic : List.of("c", "a", "b")) {
            stores.topics().subscribe(HERE, topic, "29:ann", NOON);
            stores.topics().optOut(HERE, topic, "29:ben", NOON);
        }

        Page<Topic> first = stores.topics().topics(HERE, PageRequest.first(2));
        Page<Topic> second = stores.topics().topics(HERE, PageRequest.of(first.next(), 2));

        assertThat(first.items()).containsExactly(new Topic("a", false, 1, 1), new Topic("b", false, 1, 1));
        assertThat(second.items()).containsExactly(new Topic("c", false, 1, 1));
        assertThat(second.next()).isNull();
    }

    @Test
    void a_topic_is_mandatory_from_when_it_is_said_until_it_is_taken_back() {
        stores.topics().name(HERE, "safety", NOON);
        stores.topics().mandatory(HERE, "safety", true, NOON);
        stores.topics().name(HERE, "safety", NOON);
        assertThat(stores.topics().topic(HERE, "safety").orElseThrow().mandatory())
                .isTrue();

        stores.topics().mandatory(HERE, "safety", false, NOON);
        assertThat(stores.topics().topic(HERE, "safety").orElseThrow().mandatory())
                .isFalse();
    }

    @Test
    void the_ids_of_one_person_mean_one_subscription() {
        meetAnn();
        stores.topics().subscribe(HERE, "prices", "ANN@contoso.example", NOON);
        stores.topics().subscribe(HERE, "prices", "29:Ann", NOON);
        stores.topics().subscribe(HERE, "prices", "OBJECT-ID-OF-ANN", NOON);
        assertThat(counts()).isEqualTo(new Topic("prices", false, 1, 0));
        assertThat(subscribers()).containsExactly("29:Ann");

        stores.topics().optOut(HERE, "prices", "object-id-of-ann", NOON);
        assertThat(counts()).isEqualTo(new Topic("prices", false, 0, 1));
        assertThat(subscribers()).isEmpty();
    }

    @Test
    void somebody_who_subscribed_before_anybody_knew_them_stays_one_subscriber() {
        stores.topics().subscribe(HERE, "prices", "Ann@contoso.example", NOON);
        assertThat(subscribers()).containsExactly("ann@contoso.example");
        stores.topics().subscribe(HERE, "prices", "29:Ann", NOON);
        stores.topics().subscribe(HERE, "prices", "object-id-of-ann", NOON);
        assertThat(subscribers()).as("nobody knows that it is one person").hasSize(3);

        meetAnn();
        assertThat(subscribers()).containsExactly("29:Ann");

        stores.topics().optOut(HERE, "prices", "ann@contoso.example", NOON);
        assertThat(counts()).isEqualTo(new Topic("prices", false, 0, 1));
    }

    private void meetAnn() {
        Thing ann = new Thing(HERE, Subject.SOMEBODY, "29:Ann", "");
        Knowledge knowledge = new Knowledge()
                .learn(ann, Property.OBJECT_ID, "object-id-of-ann", NOON)
                .learn(ann, Property.USER_PRINCIPAL_NAME, "ann@contoso.example", NOON);
        stores.inbound().processed(List.of(), knowledge);
    }

    private Topic counts() {
        return stores.topics().topic(HERE, "prices").orElseThrow();
    }

    private List<String> subscribers() {
        return stores.audiences().people(HERE, new Audience.Subscribers("prices"), "", 10, NOON);
    }
}
