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
import dev.tidings.delivery.notification.Choices;
import dev.tidings.delivery.notification.Choices.Choice;
import dev.tidings.delivery.notification.Subscriber;
import dev.tidings.delivery.notification.Topic;
import dev.tidings.delivery.notification.Wish;
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

    @Test
    void subscribing_again_changes_nothing_about_how_somebody_gets_a_topic_until_they_have_opted_out() {
        stores.topics().choose(HERE, "prices", "29:Ann", Wish.DIGEST, NOON);
        stores.topics().subscribe(HERE, "prices", "29:Ann", NOON.plusSeconds(1));
        assertThat(ofPrices()).containsExactly(new Subscriber("29:Ann", Wish.DIGEST, NOON.plusSeconds(1)));

        stores.topics().choose(HERE, "prices", "29:Ann", Wish.NOTHING, NOON.plusSeconds(2));
        reopen();
        assertThat(ofPrices()).containsExactly(new Subscriber("29:Ann", Wish.NOTHING, NOON.plusSeconds(2)));
        stores.topics().subscribe(HERE, "prices", "29:Ann", NOON.plusSeconds(3));
        assertThat(ofPrices()).containsExactly(new Subscriber("29:Ann", Wish.ALL, NOON.plusSeconds(3)));
    }

    @Test
    void those_who_have_said_something_about_a_topic_are_listed_page_by_page() {
        for (String person : List.of("29:c", "29:a", "29:b")) {
            stores.topics().subscribe(HERE, "prices", person, NOON);
        }
        stores.topics().subscribe(HERE, "weather", "29:d", NOON);
        Page<Subscriber> first = stores.topics().subscribers(HERE, "prices", PageRequest.first(2));
        Page<Subscriber> second = stores.topics().subscribers(HERE, "prices", PageRequest.of(first.next(), 2));
        assertThat(first.items()).extracting(Subscriber::person).containsExactly("29:a", "29:b");
        assertThat(second.items()).extracting(Subscriber::person).containsExactly("29:c");
    }

    @Test
    void a_person_is_shown_what_they_chose_and_what_is_mandatory_before_what_else_there_is() {
        meetAnn();
        for (String topic : List.of("a", "b", "c", "d")) {
            stores.topics().name(HERE, topic, NOON);
        }
        stores.topics().mandatory(HERE, "safety", true, NOON);
        stores.topics().choose(HERE, "d", "ann@contoso.example", Wish.DIGEST, NOON);
        stores.topics().optOut(HERE, "b", "29:Ann", NOON);
        stores.topics().choose(HERE, "a", "29:Ann", Wish.HOURLY, NOON);

        assertThat(stores.topics().choices(HERE, "object-id-of-ann", 4))
                .isEqualTo(new Choices(
                        List.of(
                                new Choice("a", false, Wish.HOURLY),
                                new Choice("b", false, Wish.NOTHING),
                                new Choice("d", false, Wish.DIGEST),
                                new Choice("safety", true, null)),
                        false,
                        true));
        assertThat(stores.topics().choices(HERE, "29:ben", 10).topics()).allMatch(choice -> choice.wish() == null);
    }

    @Test
    void who_wants_nothing_at_all_gets_only_what_they_choose_later_until_it_is_taken_back() {
        stores.topics().subscribe(HERE, "a", "29:Ann", NOON);
        stores.topics().optOutOfAll(HERE, "29:Ann", NOON.plusSeconds(1));
        stores.topics().name(HERE, "later", NOON.plusSeconds(2));
        stores.topics().subscribe(HERE, "b", "29:Ann", NOON.plusSeconds(1));
        Choices stopped = stores.topics().choices(HERE, "29:Ann", 10);
        assertThat(stopped.stopped()).isTrue();
        assertThat(stopped.topics())
                .containsExactly(
                        new Choice("a", false, Wish.NOTHING),
                        new Choice("b", false, Wish.ALL),
                        new Choice("later", false, Wish.NOTHING));

        stores.topics().takeBack(HERE, "29:Ann");
        assertThat(stores.topics().choices(HERE, "29:Ann", 10).topics())
                .containsExactly(
                        new Choice("a", false, Wish.ALL),
                        new Choice("b", false, Wish.ALL),
                        new Choice("later", false, null));
        assertThat(stores.topics().topics(HERE, PageRequest.first(9)).items())
                .extracting(Topic::name)
                .containsExactly("a", "b", "later");
    }

    private List<Subscriber> ofPrices() {
        return stores.topics().subscribers(HERE, "prices", PageRequest.first(9)).items();
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
