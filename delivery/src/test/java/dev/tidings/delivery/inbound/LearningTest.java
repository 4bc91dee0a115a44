package dev.tidings.delivery.inbound;

import static dev.tidings.delivery.inbound.SomeActivities.CHANNEL;
import static dev.tidings.delivery.inbound.SomeActivities.CHAT;
import static dev.tidings.delivery.inbound.SomeActivities.TEAM;
import static dev.tidings.delivery.inbound.SomeActivities.URL;
import static dev.tidings.delivery.inbound.SomeActivities.at;
import static dev.tidings.delivery.inbound.SomeActivities.channel;
import static dev.tidings.delivery.inbound.SomeActivities.chat;
import static dev.tidings.delivery.inbound.SomeActivities.personal;
import static dev.tidings.delivery.inbound.SomeActivities.team;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.delivery.directory.Channel;
import dev.tidings.delivery.directory.Chat;
import dev.tidings.delivery.directory.Person;
import dev.tidings.delivery.directory.StoredConversation;
import dev.tidings.delivery.directory.Team;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.store.DirectoryStore;
import dev.tidings.delivery.store.Page;
import dev.tidings.delivery.store.PageRequest;
import dev.tidings.delivery.store.sql.OnEveryDatabase;
import dev.tidings.delivery.store.sql.TestDatabase;
import dev.tidings.teams.activity.Activity;
import dev.tidings.teams.activity.ConversationReference;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class LearningTest extends OnEveryDatabase {
    private static final Tenancy HERE = new Tenancy("default", "tenant-a");
    private static final PageRequest ALL = PageRequest.first(100);

    LearningTest(TestDatabase kind) {
        super(kind);
    }

    @Test
    void an_install_makes_a_person_reachable_whichever_of_its_two_events_comes_first() {
        learn(personal("ann").botAdded(1), personal("ann").installed(2));
        learn(personal("bob").installed(2), personal("bob").botAdded(1));

        for (String name : List.of("ann", "bob")) {
            StoredConversation conversation =
                    directory().personalConversation(HERE, "29:" + name).orElseThrow();
            assertThat(conversation.id()).isEqualTo("a:" + name);
            assertThat(conversation.reference().bot().id()).isEqualTo("28:app");
            assertThat(conversation.reference().serviceUrl()).isEqualTo(URL);
            assertThat(directory()
                            .personalInstallation(HERE, "29:" + name)
                            .orElseThrow()
                            .installed())
                    .isTrue();
        }
    }

    @Test
    void either_event_of_a_removal_alone_is_enough() {
        learn(personal("ann").installed(1), personal("ann").uninstalled(2));
        learn(personal("bob").installed(1), personal("bob").botRemoved(2));

        for (String name : List.of("ann", "bob")) {
            assertThat(directory().personalConversation(HERE, "29:" + name)).isEmpty();
            assertThat(directory().conversation(HERE, "a:" + name)).isEmpty();
            assertThat(directory()
                            .personalInstallation(HERE, "29:" + name)
                            .orElseThrow()
                            .installed())
                    .isFalse();
        }
    }

    @Test
    void a_removal_that_is_the_first_thing_heard_of_a_person_is_remembered() {
        learn(personal("ann").uninstalled(2));

        assertThat(directory()
                        .personalInstallation(HERE, "29:ann")
                        .orElseThrow()
                        .installed())
                .isFalse();
    }

    @Test
    void an_install_after_a_removal_counts_and_one_before_it_does_not() {
        learn(personal("ann").uninstalled(5), personal("ann").installed(1));
        assertThat(directory().conversation(HERE, "a:ann")).isEmpty();

        learn(personal("ann").installed(6));
        assertThat(directory().conversation(HERE, "a:ann")).isPresent();
    }

    @Test
    void the_sender_and_whoever_is_mentioned_become_known() {
        learn(channel().mentioning("carol", 1));

        Person ann = directory().person(HERE, "29:ann").orElseThrow();
        assertThat(ann)
                .isEqualTo(new Person(HERE, "29:ann", "object-ann", null, "ann", "de-DE", "Europe/Berlin", null));
        assertThat(directory()
                        .personByObjectId(HERE, "Object-CAROL")
                        .orElseThrow()
                        .id())
                .isEqualTo("29:carol");
        assertThat(directory().people(HERE, ALL).items()).extracting(Person::id).containsExactly("29:ann", "29:carol");
    }

    @Test
    void a_user_principal_name_is_known_if_something_told_it() {
        learn(personal("ann")
                .with(
                        "conversationUpdate",
                        1,
                        "\"membersAdded\":[{\"id\":\"29:dan\",\"userPrincipalName\":\"Dan@Example.com\"}]",
                        ""));

        assertThat(directory()
                        .personByUserPrincipalName(HERE, "dan@EXAMPLE.com")
                        .orElseThrow()
                        .id())
                .isEqualTo("29:dan");
    }

    @Test
    void a_person_is_found_by_the_chat_with_them() {
        learn(personal("ann").message(1));

        assertThat(directory().personByConversation(HERE, "a:ann").orElseThrow().id())
                .isEqualTo("29:ann");
        assertThat(directory().personByConversation(HERE, "a:bob")).isEmpty();
    }

    @Test
    void a_message_in_a_channel_teaches_the_team_and_the_channel_and_not_the_thread() {
        learn(channel().message(1));

        assertThat(directory().team(HERE, TEAM)).contains(new Team(HERE, TEAM, "Market", "group", true, false, false));
        assertThat(directory().channel(HERE, CHANNEL)).contains(new Channel(HERE, CHANNEL, TEAM, null, false));
        StoredConversation stored =
                directory().conversation(HERE, CHANNEL + ";messageid=99").orElseThrow();
        assertThat(stored.id()).isEqualTo(CHANNEL);
        assertThat(stored.teamId()).isEqualTo(TEAM);
        assertThat(stored.reference().user()).isNull();
        assertThat(directory().tenancyOf("default", CHANNEL + ";messageid=99")).contains(HERE);
    }

    @Test
    void channels_come_go_and_come_back_by_their_events_in_any_order() {
        String one = "19:one@thread.tacv2";
        learn(
                team().channelEvent("channelRenamed", one, "Later", 3),
                team().channelEvent("channelCreated", one, "First", 1));
        assertThat(directory().channel(HERE, one)).contains(new Channel(HERE, one, TEAM, "Later", false));
        assertThat(directory().conversation(HERE, one)).isPresent();

        learn(team().channelEvent("channelDeleted", one, "Later", 5));
        learn(team().channelEvent("channelRestored", one, "Later", 4));
        assertThat(directory().conversation(HERE, one)).isEmpty();
        assertThat(directory().channel(HERE, one).orElseThrow().deleted()).isTrue();

        learn(team().channelEvent("channelRestored", one, "Later", 6));
        assertThat(directory().conversation(HERE, one)).isPresent();
        assertThat(directory().channels(HERE, TEAM, ALL).items())
                .extracting(Channel::id)
                .containsExactly(one, TEAM);
    }

    @Test
    void nothing_in_a_deleted_team_can_be_spoken_in_until_it_is_restored() {
        learn(channel().message(1), team().event("teamDeleted", 5), channel().message(2));
        assertThat(directory().conversation(HERE, CHANNEL)).isEmpty();
        assertThat(directory().team(HERE, TEAM).orElseThrow().deleted()).isTrue();

        learn(team().event("teamRestored", 6));
        assertThat(directory().conversation(HERE, CHANNEL)).isPresent();
    }

    @Test
    void a_team_is_archived_and_unarchived() {
        learn(team().event("teamArchived", 1));
        assertThat(directory().team(HERE, TEAM).orElseThrow().archived()).isTrue();
        learn(team().event("teamUnarchived", 2));
        assertThat(directory().team(HERE, TEAM).orElseThrow().archived()).isFalse();
    }

    @Test
    void a_bot_removed_from_a_team_cannot_speak_in_its_channels() {
        learn(channel().message(1), team().botRemoved(2));

        assertThat(directory().conversation(HERE, CHANNEL)).isEmpty();
        assertThat(directory().installation(HERE, TEAM).orElseThrow().installed())
                .isFalse();
    }

    @Test
    void a_group_chat_is_known_with_its_members_as_they_come_and_go() {
        learn(chat().message(1), chat().joined("bob", 2), chat().joined("carol", 2), chat().left("bob", 3));

        assertThat(directory().chat(HERE, CHAT)).contains(new Chat(HERE, CHAT, "Traders", true));
        assertThat(directory().members(HERE, CHAT, ALL).items())
                .extracting(Person::id)
                .containsExactly("29:ann", "29:carol");
        learn(chat().botRemoved(4));
        assertThat(directory().chats(HERE, ALL).items()).containsExactly(new Chat(HERE, CHAT, "Traders", false));
        assertThat(directory().conversation(HERE, CHAT)).isEmpty();
    }

    @Test
    void whoever_is_parked_is_released_by_what_they_do_later_and_not_by_what_they_did_before() {
        learn(personal("ann").installed(1));
        directory().park(HERE, "29:ann", "writes-blocked", at(1000), at(10));
        learn(personal("ann").message(9), personal("ann").uninstalled(11));
        assertThat(directory().person(HERE, "29:ann").orElseThrow().parked())
                .isEqualTo(new Person.Parked("writes-blocked", at(10), at(1000)));

        learn(personal("ann").installed(12));
        assertThat(directory().person(HERE, "29:ann").orElseThrow().parked()).isNull();
    }

    @Test
    void the_service_url_is_the_latest_heard_or_the_one_moved_to_since() {
        learn(personal("ann").message(1));
        learn(personal("bob").through("https://smba.example/new/").message(5));
        learn(personal("ann").through("https://smba.example/old/").message(0));
        assertThat(directory().serviceUrl(HERE)).contains("https://smba.example/new/");
        assertThat(urlOf("a:ann")).isEqualTo(URL);

        directory().moved(HERE, "https://smba.example/gcc/", at(7));
        assertThat(directory().serviceUrl(HERE)).contains("https://smba.example/gcc/");
        assertThat(urlOf("a:ann")).isEqualTo("https://smba.example/gcc/");

        learn(personal("ann").message(9));
        assertThat(urlOf("a:ann")).isEqualTo(URL);
    }

    @Test
    void a_conversation_that_a_sender_keeps_is_found_and_forgotten_and_comes_back() {
        learn(personal("ann").message(1));
        ConversationReference reference =
                directory().conversation(HERE, "a:ann").orElseThrow().reference();
        directory().keep(HERE, reference, "object-id-only", at(2));
        assertThat(directory().personalConversation(HERE, "object-id-only")).isPresent();

        directory().forget(HERE, "a:ann", at(3));
        assertThat(directory().conversation(HERE, "a:ann")).isEmpty();

        learn(personal("ann").message(4));
        assertThat(directory().personalConversation(HERE, "29:ann")).isPresent();
    }

    @Test
    void no_tenant_and_no_bot_sees_what_another_learnt() {
        learn(personal("ann").message(1), channel().message(1), chat().message(1));
        for (Tenancy other : List.of(new Tenancy("default", "tenant-b"), new Tenancy("second", "tenant-a"))) {
            assertThat(directory().person(other, "29:ann")).isEmpty();
            assertThat(directory().personByObjectId(other, "object-ann")).isEmpty();
            assertThat(directory().personByConversation(other, "a:ann")).isEmpty();
            assertThat(directory().people(other, ALL).items()).isEmpty();
            assertThat(directory().team(other, TEAM)).isEmpty();
            assertThat(directory().teams(other, ALL).items()).isEmpty();
            assertThat(directory().channel(other, CHANNEL)).isEmpty();
            assertThat(directory().channels(other, TEAM, ALL).items()).isEmpty();
            assertThat(directory().chats(other, ALL).items()).isEmpty();
            assertThat(directory().members(other, CHAT, ALL).items()).isEmpty();
            assertThat(directory().conversation(other, "a:ann")).isEmpty();
            assertThat(directory().personalConversation(other, "29:ann")).isEmpty();
            assertThat(directory().installation(other, "a:ann")).isEmpty();
            assertThat(directory().serviceUrl(other)).isEmpty();
        }
        assertThat(directory().everyStoredConversation("second", ALL).items()).isEmpty();
        assertThat(directory().tenancyOf("second", "a:ann")).isEmpty();
    }

    @Test
    void every_stored_conversation_of_a_bot_comes_page_by_page_over_all_tenants() {
        learn(
                personal("ann").message(1),
                personal("ann").in("tenant-b").message(1),
                personal("bob").in("tenant-b").message(1),
                personal("carol").message(1),
                personal("dan").message(1),
                personal("dan").uninstalled(2));

        Page<StoredConversation> first = directory().everyStoredConversation("default", PageRequest.first(3));
        Page<StoredConversation> rest = directory().everyStoredConversation("default", PageRequest.of(first.next(), 3));

        assertThat(first.items()).extracting(StoredConversation::id).containsExactly("a:ann", "a:carol", "a:ann");
        assertThat(rest.items()).extracting(StoredConversation::id).containsExactly("a:bob");
        assertThat(directory().tenancies("default")).containsExactly(HERE, new Tenancy("default", "tenant-b"));
    }

    @Test
    void characters_that_no_database_takes_are_replaced_and_found_by_what_they_were() {
        learn(personal("a\\u0000n\\ud800n").message(1));

        assertThat(directory().person(HERE, "29:a\0n\ud800n")).isPresent();
        assertThat(directory().conversation(HERE, "a:a\0n\ud800n")).isPresent();
    }

    @Test
    void a_time_that_cannot_be_does_not_shut_out_what_really_happens() {
        learn(personal("ann").uninstalled(4_000_000_000L), personal("ann").installed(90));

        assertThat(directory().conversation(HERE, "a:ann")).isPresent();
    }

    private String urlOf(String conversation) {
        return directory()
                .conversation(HERE, conversation)
                .orElseThrow()
                .reference()
                .serviceUrl();
    }

    private DirectoryStore directory() {
        return stores.directory();
    }

    private void learn(Activity... activities) {
        Inbox inbox = new Inbox(stores.inbound(), InstantSource.fixed(at(60)));
        List.of(activities).forEach(activity -> inbox.record("default", activity));
        while (inbox.step() > 0) {
            // until nothing is left
        }
    }
}
