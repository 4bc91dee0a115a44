package dev.tidings.delivery.store.sql;

import static dev.tidings.delivery.notification.SomeNotifications.HERE;
import static dev.tidings.delivery.notification.SomeNotifications.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.delivery.directory.Knowledge;
import dev.tidings.delivery.directory.Knowledge.Thing;
import dev.tidings.delivery.directory.Person;
import dev.tidings.delivery.directory.Property;
import dev.tidings.delivery.directory.StoredConversation;
import dev.tidings.delivery.directory.Subject;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.fact.FactChanges;
import dev.tidings.delivery.fact.FactJson;
import dev.tidings.delivery.fact.Recipient;
import dev.tidings.delivery.fact.Step;
import dev.tidings.delivery.notification.Target;
import dev.tidings.delivery.store.Attention;
import dev.tidings.delivery.store.Departure;
import dev.tidings.delivery.store.Whereabouts;
import dev.tidings.teams.activity.ChannelAccount;
import dev.tidings.teams.activity.ConversationAccount;
import dev.tidings.teams.activity.ConversationReference;
import dev.tidings.teams.activity.ConversationType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DispatchStoreTest extends OnEveryDatabase {
    private static final Tenancy ELSEWHERE = new Tenancy("default", "tenant-b");
    private static final byte[] BEGUN = FactJson.write(new Step.Begun(NOON, 1));
    private static final String OBJECT_ID = "0f8fad5b-d9cb-469f-a165-70867728950e";

    DispatchStoreTest(TestDatabase kind) {
        super(kind);
    }

    @Test
    void facts_are_read_back_after_a_restart_in_the_order_of_their_keys_characters() {
        List<String> keys = List.of("a/B", "a/_", "a/a", "a/b", "a/b/1", "a/b0", "a/~");
        FactChanges changes = new FactChanges();
        keys.reversed().forEach(key -> changes.put(key, bytes(key)));
        stores.dispatch().commit(changes);
        reopen();

        List<String> seen = new ArrayList<>();
        stores.dispatch().scan("a/", "a/~", (key, value) -> {
            assertThat(new String(value, StandardCharsets.US_ASCII)).isEqualTo(key);
            return seen.add(key);
        });

        assertThat(seen).isEqualTo(keys.subList(0, 6));
        assertThat(stores.dispatch().get("a/~")).isEqualTo(bytes("a/~"));
        assertThat(stores.dispatch().get("a/")).isNull();
    }

    @Test
    void a_scan_goes_over_more_facts_than_are_read_at_once_and_ends_when_the_visitor_has_seen_enough() {
        FactChanges changes = new FactChanges();
        for (int number = 1000; number < 1350; number++) {
            changes.put("x/" + number, new byte[] {1});
        }
        stores.dispatch().commit(changes);

        List<String> all = new ArrayList<>();
        stores.dispatch().scan("x/", "x/~", (key, value) -> all.add(key));
        List<String> some = new ArrayList<>();
        stores.dispatch().scan("x/1001", "x/~", (key, value) -> some.add(key) && some.size() < 200);

        assertThat(all).hasSize(350).isSorted().doesNotHaveDuplicates();
        assertThat(some).hasSize(200).startsWith("x/1001").endsWith("x/1200");
    }

    @Test
    void changes_replace_and_remove_facts() {
        stores.dispatch().commit(new FactChanges().put("k/1", new byte[] {1}).put("k/2", new byte[] {2}));
        stores.dispatch()
                .commit(new FactChanges()
                        .put("k/1", new byte[] {3})
                        .delete("k/2")
                        .delete("k/absent"));

        assertThat(stores.dispatch().get("k/1")).isEqualTo(new byte[] {3});
        assertThat(stores.dispatch().get("k/2")).isNull();
    }

    @Test
    void a_person_is_found_under_any_of_their_ids_with_the_chat_of_theirs() {
        meet(HERE, "29:Ann", "a:ann");

        for (String id : List.of("29:Ann", OBJECT_ID.toUpperCase(Locale.ROOT), "Ann@Contoso.example")) {
            Whereabouts found = whereabouts(HERE, Recipient.of(new Target.User(id), id), null);
            assertThat(found.person())
                    .as(id)
                    .isEqualTo(stores.directory().person(HERE, "29:Ann").orElseThrow());
            assertThat(found.conversation())
                    .as(id)
                    .isEqualTo(stores.directory().conversation(HERE, "a:ann").orElseThrow());
            assertThat(found.optedOut()).isFalse();
        }
    }

    @Test
    void nobody_is_found_in_another_tenant_or_under_an_id_that_differs_in_case() {
        meet(HERE, "29:Ann", "a:ann");

        Whereabouts nowhere = new Whereabouts(null, null, false, false, null, Attention.UNKNOWN);
        assertThat(whereabouts(ELSEWHERE, aUser("29:Ann"), null)).isEqualTo(nowhere);
        assertThat(whereabouts(HERE, aUser("29:ANN"), null)).isEqualTo(nowhere);
        assertThat(whereabouts(HERE, aUser("stranger@contoso.example"), null)).isEqualTo(nowhere);
    }

    @Test
    void a_chat_that_a_sender_has_kept_under_an_object_id_is_found_before_the_person_is_known() {
        stores.directory().keep(HERE, reference("a:bob", ConversationType.PERSONAL), "object-id-of-bob", NOON);

        Whereabouts found = whereabouts(HERE, aUser("object-id-of-bob"), null);

        assertThat(found.person()).isNull();
        assertThat(found.conversation()).isNotNull();
    }

    @Test
    void a_chat_in_which_the_bot_cannot_speak_is_not_found_but_the_person_is() {
        meet(HERE, "29:Ann", "a:ann");
        stores.directory().forget(HERE, "a:ann", NOON.plusSeconds(1));
        assertThat(whereabouts(HERE, aUser("29:Ann"), null).conversation()).isNull();

        meet(HERE, "29:Ben", "a:ben");
        learn(new Thing(HERE, Subject.INSTALLATION, "a:ben", ""), Property.EXISTENCE, Knowledge.REMOVED);
        Whereabouts ben = whereabouts(HERE, aUser("29:Ben"), null);

        assertThat(ben.conversation()).isNull();
        assertThat(ben.person()).isNotNull();
    }

    @Test
    void of_several_chats_with_a_person_the_latest_is_found() {
        meet(HERE, "29:Ann", "a:one");
        stores.directory().keep(HERE, reference("a:two", ConversationType.PERSONAL), "29:Ann", NOON.plusSeconds(9));

        assertThat(place(whereabouts(HERE, aUser("29:Ann"), null)).id()).isEqualTo("a:two");
    }

    @Test
    void a_service_url_to_which_the_tenant_has_moved_since_replaces_the_stored_one() {
        meet(HERE, "29:Ann", "a:ann");
        stores.directory().moved(HERE, "https://moved.example/", NOON.plusSeconds(1));

        assertThat(place(whereabouts(HERE, aUser("29:Ann"), null)).reference().serviceUrl())
                .isEqualTo("https://moved.example/");
    }

    @Test
    void a_thread_is_found_by_its_channel_and_a_chat_by_its_id() {
        stores.directory().keep(HERE, reference("19:channel", ConversationType.CHANNEL), null, NOON);
        stores.directory().keep(HERE, reference("19:group", ConversationType.GROUP_CHAT), null, NOON);

        Whereabouts thread =
                whereabouts(HERE, Recipient.of(new Target.Conversation("19:channel;messageid=5"), null), null);
        Whereabouts channel = whereabouts(HERE, Recipient.of(new Target.Channel("19:channel", "7"), null), null);
        Whereabouts chat = whereabouts(HERE, Recipient.of(new Target.Chat("19:group"), null), null);

        assertThat(place(thread).id()).isEqualTo("19:channel");
        assertThat(channel).isEqualTo(thread);
        assertThat(place(chat).id()).isEqualTo("19:group");
        assertThat(chat.person()).isNull();
    }

    @Test
    void a_channel_of_a_team_that_the_bot_was_removed_from_is_not_found() {
        stores.directory().keep(HERE, reference("19:channel", ConversationType.CHANNEL), null, NOON);
        learn(new Thing(HERE, Subject.CONVERSATION, "19:channel", ""), Property.TEAM, "19:team");
        Recipient channel = Recipient.of(new Target.Channel("19:channel", null), null);
        assertThat(whereabouts(HERE, channel, null).conversation()).isNotNull();

        learn(new Thing(HERE, Subject.INSTALLATION, "19:team", ""), Property.EXISTENCE, Knowledge.REMOVED);

        assertThat(whereabouts(HERE, channel, null).conversation()).isNull();
    }

    @Test
    void a_conversation_that_is_somebodys_chat_tells_whose_and_honours_their_opt_out() {
        meet(HERE, "29:Ann", "a:ann");
        stores.topics().optOut(HERE, "prices", "29:Ann", NOON);

        Whereabouts found = whereabouts(HERE, Recipient.of(new Target.Conversation("a:ann"), null), "prices");

        assertThat(person(found).id()).isEqualTo("29:Ann");
        assertThat(found.optedOut()).isTrue();
    }

    @Test
    void many_recipients_of_both_kinds_are_found_in_the_order_of_the_departures() {
        List<Departure> departures = new ArrayList<>();
        for (int number = 0; number < 45; number++) {
            meet(HERE, "29:" + number, "a:" + number);
            departures.add(departure(HERE, aUser("29:" + number), null, "s/" + number, where -> true));
            departures.add(departure(
                    HERE, Recipient.of(new Target.Conversation("a:" + number), null), null, "t/" + number, w -> true));
        }

        List<Whereabouts> found = stores.dispatch().dispatch(new FactChanges(), departures);

        for (int index = 0; index < departures.size(); index++) {
            assertThat(person(found.get(index)).id()).isEqualTo("29:" + index / 2);
            assertThat(place(found.get(index)).id()).isEqualTo("a:" + index / 2);
        }
    }

    @Test
    void an_opt_out_under_any_id_is_seen_at_the_last_moment_unless_the_topic_is_mandatory() {
        meet(HERE, "29:Ann", "a:ann");
        for (String id : List.of("29:Ann", OBJECT_ID, "ANN@contoso.example")) {
            String topic = "topic of " + id;
            stores.topics().optOut(HERE, topic, id, NOON);
            assertThat(whereabouts(HERE, aUser("29:Ann"), topic).optedOut())
                    .as(id)
                    .isTrue();
            assertThat(whereabouts(HERE, aUser(OBJECT_ID), topic).optedOut())
                    .as(id)
                    .isTrue();
            assertThat(whereabouts(HERE, aUser("29:Ann"), "another").optedOut())
                    .as(id)
                    .isFalse();
            assertThat(whereabouts(HERE, aUser("29:Ann"), null).optedOut())
                    .as(id)
                    .isFalse();

            assertThat(whereabouts(HERE, aUser("29:Ann"), topic).overruled())
                    .as(id)
                    .isFalse();

            stores.topics().mandatory(HERE, topic, true, NOON);
            assertThat(whereabouts(HERE, aUser("29:Ann"), topic).optedOut())
                    .as(id)
                    .isFalse();
            assertThat(whereabouts(HERE, aUser("29:Ann"), topic).overruled())
                    .as(id)
                    .isTrue();
        }
    }

    @Test
    void who_wants_nothing_at_all_is_sent_what_they_chose_later_and_what_is_mandatory() {
        meet(HERE, "29:Ann", "a:ann");
        stores.topics().subscribe(HERE, "prices", "29:Ann", NOON);
        stores.topics().mandatory(HERE, "safety", true, NOON);
        stores.topics().optOutOfAll(HERE, "ann@contoso.example", NOON.plusSeconds(1));
        stores.topics().subscribe(HERE, "weather", "29:Ann", NOON.plusSeconds(2));

        assertThat(whereabouts(HERE, aUser("29:Ann"), "prices").optedOut()).isTrue();
        assertThat(whereabouts(HERE, aUser("29:Ann"), "named later").optedOut()).isTrue();
        assertThat(whereabouts(HERE, aUser("29:Ann"), "weather").optedOut()).isFalse();
        assertThat(whereabouts(HERE, aUser("29:Ann"), null).optedOut()).isFalse();
        assertThat(whereabouts(HERE, aUser("29:Ann"), "safety").optedOut()).isFalse();
        assertThat(whereabouts(HERE, aUser("29:Ann"), "safety").overruled()).isTrue();
        assertThat(whereabouts(HERE, aUser("29:ben"), "prices").optedOut()).isFalse();

        stores.topics().takeBack(HERE, "29:Ann");
        assertThat(whereabouts(HERE, aUser("29:Ann"), "prices").optedOut()).isFalse();
    }

    @Test
    void an_opt_out_of_somebody_whom_nobody_knows_yet_holds_and_is_taken_back_by_subscribing() {
        stores.topics().optOut(HERE, "prices", "Stranger@contoso.example", NOON);
        assertThat(whereabouts(HERE, aUser("stranger@Contoso.example"), "prices")
                        .optedOut())
                .isTrue();

        stores.topics().subscribe(HERE, "prices", "stranger@contoso.example", NOON.plusSeconds(1));
        assertThat(whereabouts(HERE, aUser("stranger@contoso.example"), "prices")
                        .optedOut())
                .isFalse();
    }

    @Test
    void an_opt_out_from_before_a_person_was_known_counts_once_they_are() {
        stores.topics().optOut(HERE, "prices", "ann@contoso.example", NOON);
        meet(HERE, "29:Ann", "a:ann");

        assertThat(whereabouts(HERE, aUser("29:Ann"), "prices").optedOut()).isTrue();
    }

    @Test
    void only_what_leaves_has_begun_and_changes_are_made_with_it() {
        meet(HERE, "29:Ann", "a:ann");
        Predicate<Whereabouts> known = where -> where.conversation() != null;

        stores.dispatch()
                .dispatch(
                        new FactChanges().put("i/before", new byte[] {1}),
                        List.of(
                                departure(HERE, aUser("29:Ann"), null, "i/ann", known),
                                departure(HERE, aUser("29:nobody"), null, "i/nobody", known)));
        reopen();

        assertThat(stores.dispatch().get("i/before")).isNotNull();
        assertThat(stores.dispatch().get("i/ann")).isEqualTo(BEGUN);
        assertThat(stores.dispatch().get("i/nobody")).isNull();
    }

    @Test
    void a_dispatch_that_fails_changes_nothing_and_the_next_one_works() {
        FactChanges changes = new FactChanges().put("i/before", new byte[] {1});
        Departure broken = departure(HERE, aUser("29:Ann"), null, "i/ann", where -> {
            throw new IllegalStateException("cannot say");
        });

        assertThatThrownBy(() -> stores.dispatch().dispatch(changes, List.of(broken)))
                .hasStackTraceContaining("cannot say");
        assertThat(stores.dispatch().get("i/before")).isNull();

        stores.dispatch().dispatch(changes, List.of(departure(HERE, aUser("29:Ann"), null, "i/ann", where -> true)));
        assertThat(stores.dispatch().get("i/ann")).isEqualTo(BEGUN);
    }

    private Whereabouts whereabouts(Tenancy lane, Recipient recipient, @Nullable String topic) {
        return stores.dispatch()
                .dispatch(new FactChanges(), List.of(departure(lane, recipient, topic, "i/x", where -> false)))
                .getFirst();
    }

    private static Person person(Whereabouts found) {
        return Objects.requireNonNull(found.person());
    }

    private static StoredConversation place(Whereabouts found) {
        return Objects.requireNonNull(found.conversation());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static Recipient aUser(String id) {
        return Recipient.of(new Target.User(id), id);
    }

    private static Departure departure(
            Tenancy lane, Recipient recipient, @Nullable String topic, String step, Predicate<Whereabouts> leaves) {
        return new Departure(lane, recipient, topic, null, null, step, BEGUN, leaves);
    }

    private void meet(Tenancy tenancy, String person, String chat) {
        stores.directory().keep(tenancy, reference(chat, ConversationType.PERSONAL), person, NOON);
        Thing somebody = new Thing(tenancy, Subject.SOMEBODY, person, "");
        learn(somebody, Property.NAME, person + " Example");
        if (person.equals("29:Ann")) {
            learn(somebody, Property.OBJECT_ID, OBJECT_ID);
            learn(somebody, Property.USER_PRINCIPAL_NAME, "ann@contoso.example");
        }
    }

    private void learn(Thing thing, Property property, String value) {
        stores.inbound().processed(List.of(), new Knowledge().learn(thing, property, value, NOON));
    }

    private static ConversationReference reference(String id, ConversationType type) {
        return new ConversationReference(
                null,
                null,
                ChannelAccount.of("28:bot"),
                new ConversationAccount(id, type, HERE.tenant(), null),
                ConversationReference.MS_TEAMS,
                "https://smba.example/",
                null);
    }
}
