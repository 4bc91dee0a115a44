package dev.tidings.delivery.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidings.delivery.campaign.Desk;
import dev.tidings.delivery.campaign.Standing;
import dev.tidings.delivery.directory.Knowledge;
import dev.tidings.delivery.directory.Property;
import dev.tidings.delivery.directory.Subject;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.fact.FactJson;
import dev.tidings.delivery.fact.Keys;
import dev.tidings.delivery.fact.Recipient;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.intake.NotAcceptedException.Problem;
import dev.tidings.delivery.notification.Audience;
import dev.tidings.delivery.notification.DeliveryState;
import dev.tidings.delivery.notification.NotificationStatus;
import dev.tidings.delivery.notification.OnUncertain;
import dev.tidings.delivery.notification.Priority;
import dev.tidings.delivery.notification.Target;
import dev.tidings.delivery.store.DeliveryFilter;
import dev.tidings.delivery.store.IdempotencyClaim;
import dev.tidings.delivery.store.PageRequest;
import dev.tidings.delivery.store.Reach;
import dev.tidings.delivery.store.sql.DatabaseUrl;
import dev.tidings.delivery.store.sql.Stores;
import dev.tidings.teams.activity.ChannelAccount;
import dev.tidings.teams.activity.ConversationAccount;
import dev.tidings.teams.activity.ConversationReference;
import dev.tidings.teams.activity.ConversationType;
import dev.tidings.teams.activity.Message;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class AcceptingTest {
    private static final Instant NOW = Desk.NOW;
    private static final String STRANGER = "6f1c1d1e-0000-4000-8000-0000000000aa";
    private static final String CHAT = "19:chat@thread.v2";

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private Stores stores;

    @BeforeEach
    void open() {
        stores = Stores.open(DatabaseUrl.parse("jdbc:sqlite:" + folder.resolve("tidings.db")));
    }

    @AfterEach
    void close() {
        stores.close();
    }

    @Test
    void what_is_accepted_is_work_for_the_engine_and_stands_in_the_ledger() {
        Desk desk = desk("one");
        Accepted accepted = desk.accept(to(new Target.User(STRANGER)));
        assertThat(accepted.notification().tenancy()).isEqualTo(new Tenancy("default", "one"));
        assertThat(accepted.warnings()).isEmpty();
        assertThat(desk.sending.segments())
                .singleElement()
                .satisfies(segment ->
                        assertThat(stores.dispatch().get(Keys.work(segment))).isEqualTo(FactJson.write(segment)))
                .satisfies(segment -> assertThat(segment.recipients())
                        .containsExactly(Recipient.of(new Target.User(STRANGER), STRANGER)));
        Standing standing = desk.standing(accepted.notification().id());
        assertThat(standing.status()).isEqualTo(NotificationStatus.ACCEPTED);
        assertThat(standing.counts()).containsExactly(Map.entry(DeliveryState.QUEUED, 1L));
    }

    @Test
    void what_is_urgent_is_sent_again_when_uncertain_unless_it_says_otherwise() {
        var normal = to(new Target.User(STRANGER));
        var high = normal.withPriority(Priority.HIGH);
        assertThat(onUncertain(normal)).isEqualTo(OnUncertain.HOLD);
        assertThat(onUncertain(high)).isEqualTo(OnUncertain.RESEND);
        assertThat(onUncertain(high.withOnUncertain(OnUncertain.HOLD))).isEqualTo(OnUncertain.HOLD);
    }

    @Test
    void the_tenant_is_the_named_one_the_conversations_the_bots_own_or_the_only_one_known() {
        var person = to(new Target.User(STRANGER));
        assertThat(tenant(null, person.from("default", "named"))).isEqualTo("named");
        learnChat("two", CHAT);
        assertThat(tenant("one", to(new Target.Chat(CHAT)))).isEqualTo("two");
        assertThat(tenant("one", person)).isEqualTo("one");
        assertThat(tenant(null, person)).isEqualTo("two");
    }

    @Test
    void a_tenant_that_cannot_be_told_has_to_be_named() {
        var person = to(new Target.User(STRANGER));
        assertThat(problem(null, person, Reach.EVERYTHING)).isEqualTo(Problem.TENANT_NEEDED);
        learnChat("two", CHAT);
        learnChat("three", "19:other@thread.v2");
        assertThat(problem(null, person, Reach.EVERYTHING)).isEqualTo(Problem.TENANT_NEEDED);
        Reach onlyTwo = new Reach(null, Set.of("two"));
        assertThat(accept(null, person, onlyTwo).notification().tenancy().tenant())
                .isEqualTo("two");
    }

    @Test
    void a_place_never_seen_is_unknown() {
        List<Target> places = List.of(
                new Target.Chat(CHAT),
                new Target.Channel("19:c@thread.tacv2", null),
                new Target.Conversation("a:1"),
                new Target.Conversation("19:c@thread.tacv2;messageid=1"));
        assertThat(places)
                .allSatisfy(place ->
                        assertThat(problem("one", to(place), Reach.EVERYTHING)).isEqualTo(Problem.UNKNOWN_TARGET));
    }

    @Test
    void a_place_of_another_tenant_is_unknown() {
        learnChat("two", CHAT);
        var chat = to(new Target.Chat(CHAT));
        assertThat(problem("one", chat.from("default", "one"), Reach.EVERYTHING))
                .isEqualTo(Problem.UNKNOWN_TARGET);
        assertThat(problem("one", chat, new Reach(null, Set.of("one")))).isEqualTo(Problem.UNKNOWN_TARGET);
    }

    @Test
    void a_notification_out_of_reach_does_not_exist() {
        Desk desk = desk("one");
        var id = desk.tell(new Audience.One(new Target.User(STRANGER)));
        assertThat(desk.standings.find(id, Desk.ELSEWHERE)).isEmpty();
        assertThat(desk.deliveries.of(id, Desk.ELSEWHERE, DeliveryFilter.ALL, PageRequest.first(1)))
                .isEmpty();
        assertThat(desk.standings.latest(Desk.ELSEWHERE, PageRequest.first(1)).items())
                .isEmpty();
        assertThat(desk.standings.latest(Reach.EVERYTHING, PageRequest.first(1)).items())
                .hasSize(1);
    }

    @Test
    void a_bot_not_configured_or_out_of_reach_is_unknown() {
        var person = to(new Target.User(STRANGER));
        assertThat(problem("one", person.from("other", "one"), Reach.EVERYTHING))
                .isEqualTo(Problem.UNKNOWN_BOT);
        assertThat(problem("one", person, new Reach(Set.of("other"), null))).isEqualTo(Problem.UNKNOWN_BOT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "ann", "29:", "ann@", "12345678-1234"})
    void what_cannot_name_a_person_is_refused(String id) {
        assertThat(problem("one", to(new Target.User(id)), Reach.EVERYTHING)).isEqualTo(Problem.BAD_TARGET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"user-id-0", "00000000-0000-0000-0000-0000000000020"})
    void an_id_of_no_known_form_is_accepted_where_the_directory_has_seen_it(String id) {
        learnPerson("one", "user-id-0", "00000000-0000-0000-0000-0000000000020");
        var request = to(new Target.User(id));
        assertThat(problem("two", request, Reach.EVERYTHING)).isEqualTo(Problem.BAD_TARGET);
        Desk desk = desk("one");
        desk.accept(request);
        assertThat(desk.sending.segments())
                .singleElement()
                .extracting(Segment::recipients)
                .isEqualTo(List.of(Recipient.of(new Target.User(id), "user-id-0")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "abc", "12 3"})
    void what_cannot_name_a_thread_is_refused(String thread) {
        var channel = new Target.Channel("19:c@thread.tacv2", thread);
        assertThat(problem("one", to(channel), Reach.EVERYTHING)).isEqualTo(Problem.BAD_TARGET);
    }

    @Test
    void a_principal_name_is_accepted_only_if_there_is_a_roster_to_look_in() {
        var request = to(new Target.User("ann@contoso.example"));
        assertThat(problem("one", request, Reach.EVERYTHING)).isEqualTo(Problem.UNKNOWN_TARGET);
        learnTeam("one", "19:team@thread.tacv2");
        assertThat(tenant("one", request)).isEqualTo("one");
    }

    @Test
    void times_that_cannot_be_met_are_refused() {
        var request = to(new Target.User(STRANGER));
        Instant soon = NOW.plusSeconds(60);
        assertThat(problem("one", request.within(null, NOW), Reach.EVERYTHING)).isEqualTo(Problem.BAD_TIME);
        assertThat(problem("one", request.within(soon, soon), Reach.EVERYTHING)).isEqualTo(Problem.BAD_TIME);
    }

    @Test
    void a_message_over_the_limit_is_refused_and_one_near_it_is_warned_of() {
        var big = NotificationRequest.of(new Target.User(STRANGER), Message.text("x".repeat(60_000)));
        assertThat(problem("one", big, Reach.EVERYTHING)).isEqualTo(Problem.MESSAGE_TOO_BIG);
        assertThat(warnings(Message.text("x".repeat(45_000))))
                .singleElement()
                .asString()
                .contains("80 KB");
    }

    @Test
    void a_card_without_a_summary_is_warned_of() {
        var card = JsonMapper.shared()
                .createObjectNode()
                .put("type", "AdaptiveCard")
                .put("version", "1.5");
        card.putArray("body").addObject().put("type", "TextBlock").put("text", "Ready");
        assertThat(warnings(Message.card(card))).singleElement().asString().contains("summary");
        assertThat(warnings(Message.card(card).withSummary("Your export is ready")))
                .isEmpty();
    }

    @Test
    void the_same_key_gets_the_first_answer_and_another_request_under_it_is_refused() {
        Desk desk = desk("one");
        var request = to(new Target.User(STRANGER));
        var claim = new IdempotencyClaim("key", "order-1", "a");
        Accepted first = desk.notifications().accept(request, Reach.EVERYTHING, claim);
        Accepted again = desk.notifications().accept(request, Reach.EVERYTHING, claim);
        assertThat(again.repeated()).isTrue();
        assertThat(again.notification().id()).isEqualTo(first.notification().id());
        assertThat(desk.sending.segments()).hasSize(1);
        var other = new IdempotencyClaim("key", "order-1", "b");
        NotAcceptedException refused = catchThrowableOfType(
                NotAcceptedException.class, () -> desk.notifications().accept(request, Reach.EVERYTHING, other));
        assertThat(refused.problem()).isEqualTo(Problem.KEY_REUSED);
    }

    @Test
    void the_first_answer_is_given_again_even_if_the_time_of_the_request_is_past() {
        var request = to(new Target.User(STRANGER)).within(null, NOW.plusSeconds(60));
        var claim = new IdempotencyClaim("key", "order-2", "a");
        Accepted first = desk("one").notifications().accept(request, Reach.EVERYTHING, claim);
        Accepted again =
                new Desk(stores, "one", NOW.plusSeconds(3600)).notifications().accept(request, Reach.EVERYTHING, claim);
        assertThat(again.notification().id()).isEqualTo(first.notification().id());
    }

    private Desk desk(@Nullable String homeTenant) {
        return new Desk(stores, homeTenant, NOW);
    }

    private static NotificationRequest to(Target target) {
        return NotificationRequest.of(target, Message.text("Hello"));
    }

    private Accepted accept(@Nullable String homeTenant, NotificationRequest request, Reach reach) {
        return desk(homeTenant).notifications().accept(request, reach, null);
    }

    private OnUncertain onUncertain(NotificationRequest request) {
        return accept("one", request, Reach.EVERYTHING).notification().onUncertain();
    }

    private String tenant(@Nullable String homeTenant, NotificationRequest request) {
        return accept(homeTenant, request, Reach.EVERYTHING)
                .notification()
                .tenancy()
                .tenant();
    }

    private List<String> warnings(Message message) {
        return accept("one", NotificationRequest.of(new Target.User(STRANGER), message), Reach.EVERYTHING)
                .warnings();
    }

    private Problem problem(@Nullable String homeTenant, NotificationRequest request, Reach reach) {
        NotAcceptedException refused =
                catchThrowableOfType(NotAcceptedException.class, () -> accept(homeTenant, request, reach));
        assertThat(refused).isNotNull();
        assertThat(refused).message().endsWith(".");
        assertThat(stores.notifications()
                        .latest(Reach.EVERYTHING, PageRequest.first(1))
                        .items())
                .isEmpty();
        return refused.problem();
    }

    private void learnChat(String tenant, String id) {
        var reference = new ConversationReference(
                null,
                null,
                ChannelAccount.of("28:app"),
                new ConversationAccount(id, ConversationType.GROUP_CHAT, tenant, null),
                ConversationReference.MS_TEAMS,
                "http://127.0.0.1:1/",
                null);
        Tenancy tenancy = new Tenancy("default", tenant);
        stores.directory().keep(tenancy, reference, null, NOW);
        var heard = new Knowledge.Thing(tenancy, Subject.TENANCY, "", "");
        stores.inbound().processed(List.of(), new Knowledge().learn(heard, Property.URL, "http://127.0.0.1:1/", NOW));
    }

    private void learnPerson(String tenant, String id, String objectId) {
        var person = new Knowledge.Thing(new Tenancy("default", tenant), Subject.SOMEBODY, id, "");
        stores.inbound().processed(List.of(), new Knowledge().learn(person, Property.OBJECT_ID, objectId, NOW));
    }

    private void learnTeam(String tenant, String id) {
        Tenancy tenancy = new Tenancy("default", tenant);
        Knowledge knowledge = new Knowledge();
        for (Subject subject : List.of(Subject.TEAM, Subject.INSTALLATION)) {
            knowledge.learn(new Knowledge.Thing(tenancy, subject, id, ""), Property.EXISTENCE, Knowledge.PRESENT, NOW);
        }
        stores.inbound().processed(List.of(), knowledge);
    }
}
