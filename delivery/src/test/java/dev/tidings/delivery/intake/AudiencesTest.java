package dev.tidings.delivery.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidings.delivery.campaign.Desk;
import dev.tidings.delivery.fact.CampaignId;
import dev.tidings.delivery.fact.FactChanges;
import dev.tidings.delivery.fact.Keys;
import dev.tidings.delivery.fact.Recipient;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.fact.SegmentId;
import dev.tidings.delivery.intake.NotAcceptedException.Problem;
import dev.tidings.delivery.notification.Audience;
import dev.tidings.delivery.notification.Names;
import dev.tidings.delivery.notification.NotificationStatus;
import dev.tidings.delivery.notification.Target;
import dev.tidings.delivery.notification.TimeOrderedIds;
import dev.tidings.delivery.store.PageRequest;
import dev.tidings.delivery.store.Reach;
import dev.tidings.delivery.store.sql.OnEveryDatabase;
import dev.tidings.delivery.store.sql.TestDatabase;
import dev.tidings.teams.activity.Message;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AudiencesTest extends OnEveryDatabase {
    private static final String OBJECT_ID = "6f1c1d1e-0000-4000-8000-0000000000aa";
    private static final String NAME = "ann@contoso.example";

    AudiencesTest(TestDatabase kind) {
        super(kind);
    }

    @Test
    void a_list_of_people_is_work_as_soon_as_it_is_accepted() {
        Desk desk = new Desk(stores);
        List<String> people = desk.people(1200);
        Accepted accepted = desk.accept(to(new Audience.Users(people)));
        assertThat(accepted.notification().status()).isEqualTo(NotificationStatus.ACCEPTED);
        assertThat(desk.sending.segments())
                .extracting(segment -> segment.recipients().size())
                .containsExactly(500, 500, 200);
        assertThat(desk.sending.segments())
                .flatExtracting(Segment::recipients)
                .extracting(Recipient::person)
                .containsExactlyElementsOf(people);
        assertThat(desk.standing(accepted.notification().id()).progress().planned())
                .isEqualTo(1200);
    }

    @Test
    void a_person_who_is_named_twice_or_in_several_ways_gets_it_once() {
        Desk desk = new Desk(stores);
        desk.person("29:ann", OBJECT_ID, NAME);
        String stranger = "7f1c1d1e-0000-4000-8000-0000000000BB";
        desk.tell(new Audience.Users(List.of(
                NAME, "29:ann", OBJECT_ID.toUpperCase(Locale.ROOT), stranger, stranger.toLowerCase(Locale.ROOT))));
        assertThat(desk.sending.segments())
                .singleElement()
                .extracting(Segment::recipients)
                .isEqualTo(List.of(
                        Recipient.of(new Target.User(NAME), "29:ann"),
                        Recipient.of(new Target.User(stranger), stranger.toLowerCase(Locale.ROOT))));
    }

    @Test
    void a_long_list_is_planned_a_part_at_a_time_and_each_person_once() {
        Desk desk = new Desk(stores);
        List<String> people = new ArrayList<>(desk.people(300));
        IntStream.range(0, LongLists.LONG).forEach(number -> people.add(new UUID(4, number).toString()));
        List<String> named = new ArrayList<>(people);
        named.addAll(people.subList(0, 50));
        named.add(people.getLast().toUpperCase(Locale.ROOT));
        Accepted accepted = desk.accept(to(new Audience.Users(Names.of(named))));
        var id = accepted.notification().id();
        assertThat(accepted.notification().status()).isEqualTo(NotificationStatus.PLANNING);
        assertThat(accepted.notification().audience()).isEqualTo(new Audience.Listed(named.size()));
        assertThat(desk.sending.segments()).isEmpty();

        desk.plan();
        assertThat(desk.sending.segments())
                .flatExtracting(Segment::recipients)
                .extracting(Recipient::person)
                .containsExactlyElementsOf(people);
        assertThat(desk.standing(id).progress().planned()).isEqualTo(people.size());
        assertThat(listed()).isEmpty();
        assertThat(stores.notifications().find(id, Reach.EVERYTHING))
                .hasValueSatisfying(kept -> assertThat(kept.audience()).isEqualTo(new Audience.Listed(named.size())));
    }

    @Test
    void a_long_list_in_which_one_names_nobody_is_refused_as_a_whole() {
        List<String> named = new ArrayList<>(Collections.nCopies(LongLists.LONG, "29:ann"));
        named.add("ann");
        NotAcceptedException refused = refused(new Audience.Users(Names.of(named)));
        assertThat(refused.field()).isEqualTo("to.users[" + LongLists.LONG + "]");
        assertThat(listed()).isEmpty();
    }

    @Test
    void what_a_long_list_left_that_was_not_accepted_is_removed_with_what_is_old() {
        Desk desk = new Desk(stores);
        List<String> named = IntStream.rangeClosed(0, LongLists.LONG)
                .mapToObj(number -> new UUID(4, number).toString())
                .toList();
        Accepted accepted = desk.accept(to(new Audience.Users(Names.of(named))));
        CampaignId stray =
                CampaignId.sending(new TimeOrderedIds(InstantSource.fixed(Desk.NOW), new Random()).notification());
        stores.dispatch().commit(new FactChanges().put(Keys.listed(new SegmentId(stray, 0)), new byte[] {1}));
        stores.notifications().purge(Desk.NOW, 10);
        assertThat(listed()).anyMatch(key -> key.startsWith(Keys.listed(stray)));
        stores.notifications().purge(Desk.NOW.plusSeconds(1), 10);
        assertThat(listed())
                .isNotEmpty()
                .allMatch(key -> key.startsWith(
                        Keys.listed(CampaignId.sending(accepted.notification().id()))));
    }

    private List<String> listed() {
        List<String> keys = new ArrayList<>();
        stores.dispatch().scan("l/", "l/" + Keys.END, (key, value) -> keys.add(key));
        return keys;
    }

    @Test
    void ids_that_name_nobody_are_told_with_their_places() {
        NotAcceptedException refused = refused(new Audience.Users(List.of("29:ann", "ann", "29:bob", "")));
        assertThat(refused.problem()).isEqualTo(Problem.BAD_TARGET);
        assertThat(refused.field()).isEqualTo("to.users[1]");
        assertThat(refused).message().contains("'ann' at 1").contains("'' at 3");
    }

    @Test
    void an_id_of_no_known_form_is_accepted_where_the_directory_has_seen_it() {
        Desk desk = new Desk(stores);
        desk.person("user-id-0", OBJECT_ID, NAME);
        desk.tell(new Audience.Users(List.of("user-id-0", NAME)));
        assertThat(desk.sending.segments())
                .singleElement()
                .extracting(Segment::recipients)
                .isEqualTo(List.of(Recipient.of(new Target.User("user-id-0"), "user-id-0")));
        desk.topics.subscribe(Desk.SCOPE, "prices", "user-id-0");
        assertThat(desk.deliveries
                        .to(Desk.SCOPE, "user-id-0", PageRequest.first(10))
                        .items())
                .hasSize(1);
    }

    @Test
    void a_list_that_names_nobody_or_too_many_is_refused() {
        assertThat(refused(new Audience.Users(List.of())).problem()).isEqualTo(Problem.BAD_AUDIENCE);
        var crowd = new Audience.Users(Collections.nCopies(Named.MOST + 1, "29:ann"));
        assertThat(refused(crowd).problem()).isEqualTo(Problem.BAD_AUDIENCE);
    }

    @Test
    void a_team_that_the_bot_is_not_in_is_unknown() {
        NotAcceptedException refused = refused(new Audience.Members("19:team@thread.tacv2"));
        assertThat(refused.problem()).isEqualTo(Problem.UNKNOWN_TARGET);
        assertThat(refused.field()).isEqualTo("to.team");
    }

    @Test
    void the_members_of_a_team_are_planned_in_the_tenant_of_the_team() {
        Desk desk = new Desk(stores, "elsewhere", Desk.NOW);
        desk.team("19:team@thread.tacv2", List.of("29:ann", "29:bob"));
        Accepted accepted = desk.accept(to(new Audience.Members("19:team@thread.tacv2")));
        assertThat(accepted.notification().tenancy()).isEqualTo(Desk.HERE);
        assertThat(accepted.notification().status()).isEqualTo(NotificationStatus.PLANNING);
        assertThat(accepted.warnings()).isEmpty();
        desk.plan();
        assertThat(desk.sending.segments())
                .flatExtracting(Segment::recipients)
                .extracting(Recipient::person)
                .containsExactly("29:ann", "29:bob");
    }

    @Test
    void a_team_of_a_tenant_out_of_reach_is_unknown() {
        Desk desk = new Desk(stores, "elsewhere", Desk.NOW);
        desk.team("19:team@thread.tacv2", List.of());
        var request = to(new Audience.Members("19:team@thread.tacv2"));
        NotAcceptedException refused = catchThrowableOfType(
                NotAcceptedException.class,
                () -> desk.notifications().accept(request, new Reach(null, Set.of("elsewhere")), null));
        assertThat(refused.problem()).isEqualTo(Problem.UNKNOWN_TARGET);
    }

    @Test
    void what_is_told_to_subscribers_is_about_their_topic_and_makes_it_known() {
        Desk desk = new Desk(stores);
        Accepted accepted = desk.accept(to(new Audience.Subscribers("prices")));
        assertThat(accepted.notification().topic()).isEqualTo("prices");
        assertThat(accepted.warnings()).singleElement().asString().contains("Nobody subscribes");
        assertThat(desk.topics.list(Desk.SCOPE, PageRequest.first(10)).items())
                .singleElement()
                .satisfies(topic -> assertThat(topic.name()).isEqualTo("prices"));
    }

    @Test
    void an_audience_without_people_is_accepted_with_a_warning_and_completes() {
        Desk desk = new Desk(stores);
        Accepted accepted = desk.accept(to(new Audience.Everyone()));
        assertThat(accepted.warnings()).singleElement().asString().contains("Nobody in this tenant");
        assertThat(desk.standing(accepted.notification().id()).status()).isEqualTo(NotificationStatus.PLANNING);
        desk.plan();
        assertThat(desk.standing(accepted.notification().id()).status()).isEqualTo(NotificationStatus.COMPLETED);
    }

    @Test
    void people_who_are_parked_are_warned_of() {
        Desk desk = new Desk(stores);
        List<String> people = desk.people(3);
        stores.directory()
                .park(
                        Desk.HERE,
                        people.getFirst(),
                        "writes-blocked",
                        Desk.NOW.plusSeconds(100),
                        Desk.NOW.plusSeconds(1));
        assertThat(desk.accept(to(new Audience.Users(people))).warnings())
                .singleElement()
                .asString()
                .contains("1 of these 3 people");
    }

    private NotAcceptedException refused(Audience audience) {
        NotAcceptedException refused =
                catchThrowableOfType(NotAcceptedException.class, () -> new Desk(stores).accept(to(audience)));
        assertThat(refused).isNotNull();
        assertThat(refused).message().endsWith(".");
        assertThat(stores.notifications()
                        .latest(Reach.EVERYTHING, PageRequest.first(1))
                        .items())
                .isEmpty();
        return refused;
    }

    private static NotificationRequest to(Audience audience) {
        return NotificationRequest.of(audience, Message.text("Hello"));
    }
}
