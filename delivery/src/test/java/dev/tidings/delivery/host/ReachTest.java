package dev.tidings.delivery.host;

import static dev.tidings.delivery.lane.Limits.GRAPH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.delivery.bot.GraphAccess;
import dev.tidings.delivery.fact.Footprint;
import dev.tidings.delivery.intake.NotificationRequest;
import dev.tidings.delivery.notification.Audience;
import dev.tidings.delivery.notification.Delivery;
import dev.tidings.delivery.notification.DeliveryState;
import dev.tidings.delivery.notification.NotificationId;
import dev.tidings.delivery.notification.Target;
import dev.tidings.delivery.send.Reason;
import dev.tidings.delivery.store.DeliveryFilter;
import dev.tidings.delivery.store.PageRequest;
import dev.tidings.delivery.store.Reach;
import dev.tidings.faketeams.FakeTeams;
import dev.tidings.faketeams.directory.Person;
import dev.tidings.faketeams.fault.Fault;
import dev.tidings.faketeams.fault.FaultKind;
import dev.tidings.faketeams.referee.Counted;
import dev.tidings.faketeams.referee.Limits;
import dev.tidings.faketeams.referee.Scope;
import dev.tidings.faketeams.wire.Operation;
import dev.tidings.teams.activity.Message;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// People who never met the bot, reached through Microsoft Graph.
class ReachTest {
    private final FakeTeams teams = FakeTeams.builder()
            .shape(shape -> shape.withPeople(400))
            .limits(Limits.documented().onlyCounted())
            .start();
    private final Person ann = teams.scenery().person(100);

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private Stage stage;

    @BeforeEach
    void open() throws IOException {
        stage = new Stage(folder, teams, app(false));
    }

    private GraphAccess.App app(boolean guests) {
        return new GraphAccess.App(teams.bot().appId(), null, true, guests);
    }

    @AfterEach
    void close() {
        stage.close();
        teams.close();
    }

    private NotificationId send(String id) {
        return stage.accept(new Target.User(id), "Hello");
    }

    private List<String> trail(NotificationId id) {
        return stage.deliveries.trail(stage.delivery(id).id()).stream()
                .map(Footprint::step)
                .toList();
    }

    private List<String> texts(Person person) {
        return teams.scenery().messages(teams.scenery().personalChat(person)).stream()
                .map(dev.tidings.faketeams.world.Message::text)
                .toList();
    }

    private long asked(Operation operation) {
        return teams.report().byOperation().getOrDefault(operation.word(), 0L);
    }

    @Test
    void somebody_who_never_met_the_bot_gets_the_message_once_and_the_way_there_can_be_read() {
        NotificationId id = send(ann.objectId().toUpperCase(Locale.ROOT));
        assertThat(stage.settles(id).state()).isEqualTo(DeliveryState.DELIVERED);
        assertThat(texts(ann)).containsExactly("Hello");
        assertThat(trail(id)).startsWith("create-by-object-id", "look-up-person", "look-up-app", "install");
        assertThat(stage.deliveries.trail(stage.delivery(id).id()).get(1).after())
                .contains("403");
        assertThat(asked(Operation.GRAPH_INSTALL)).isEqualTo(1);
    }

    @Test
    void the_next_message_needs_none_of_it() {
        stage.settles(send(ann.objectId()));
        String known = teams.scenery().userId(ann);
        Stage.until(() -> stage.stores
                .directory()
                .personalConversation(stage.tenancy(), known)
                .isPresent());
        long before = teams.report().requests();
        NotificationId second = send(ann.objectId());
        stage.reaches(second, DeliveryState.DELIVERED);
        assertThat(trail(second)).isEmpty();
        assertThat(teams.report().requests()).isEqualTo(before + 1);
        assertThat(texts(ann)).hasSize(2);
    }

    @Test
    void without_any_event_the_chat_is_asked_for() {
        teams.administrator().installsAreTold(false);
        NotificationId id = send(ann.objectId());
        stage.reaches(id, DeliveryState.DELIVERED);
        assertThat(trail(id)).endsWith("install", "check-installation", "look-up-chat");
        assertThat(texts(ann)).containsExactly("Hello");
        NotificationId second = send(ann.objectId());
        stage.reaches(second, DeliveryState.DELIVERED);
        assertThat(trail(second)).containsExactly("create-by-object-id");
    }

    @Test
    void a_name_and_a_mail_address_are_looked_up() {
        NotificationId byName = send(ann.userPrincipalName());
        stage.reaches(byName, DeliveryState.DELIVERED);
        assertThat(trail(byName)).startsWith("look-up-person", "create-by-object-id");
        Person bob = teams.scenery().person(101);
        String mail = bob.userPrincipalName().replace(".onmicrosoft.com", ".example");
        stage.reaches(send(mail), DeliveryState.DELIVERED);
        assertThat(texts(bob)).containsExactly("Hello");
    }

    @Test
    void a_name_that_nobody_has_is_refused() {
        Delivery delivery = stage.settles(send("nobody@contoso.example"));
        assertThat(delivery.reason()).isEqualTo("unknown-person");
    }

    @Test
    void somebody_in_a_team_with_the_bot_is_reached_without_installing() {
        String team = teams.scenery().teams().getFirst().id();
        teams.people().installIn(ann, team);
        Stage.until(() -> stage.stores.directory().team(stage.tenancy(), team).isPresent());
        Person bob = teams.scenery().person(55);
        NotificationId id = send(bob.objectId());
        stage.reaches(id, DeliveryState.DELIVERED);
        assertThat(trail(id)).containsExactly("create-by-object-id", "ask-rosters", "create-by-id");
        assertThat(asked(Operation.GRAPH_INSTALL)).isZero();
    }

    @Test
    void nothing_is_installed_where_that_is_not_wanted() throws IOException {
        stage.close();
        stage = new Stage(folder, teams, new GraphAccess.App(teams.bot().appId(), null, false, false));
        assertThat(stage.settles(send(ann.objectId())).reason()).isEqualTo("not-installed");
        stage.reaches(send(teams.scenery().person(3).userPrincipalName()), DeliveryState.REFUSED);
        assertThat(asked(Operation.GRAPH_USER)).isEqualTo(1);
        assertThat(asked(Operation.GRAPH_INSTALL)).isZero();
    }

    @Test
    void guests_are_skipped_unless_they_are_wanted() {
        teams.administrator().guest(ann, true);
        assertThat(stage.settles(send(ann.objectId())).reason()).isEqualTo("guest");
        assertThat(asked(Operation.GRAPH_INSTALL)).isZero();
    }

    @Test
    void somebody_who_is_not_in_the_organisation_is_unknown() {
        teams.administrator().removes(ann);
        assertThat(stage.settles(send(ann.objectId())).reason()).isEqualTo("unknown-person");
    }

    @Test
    void a_policy_is_told_and_the_person_is_not_tried_again_for_a_day() {
        teams.administrator().blocked(ann, true);
        Delivery first = stage.settles(send(ann.objectId()));
        assertThat(first.reason()).isEqualTo("blocked-by-policy");
        assertThat(first.detail()).contains("Teams admin center");
        assertThat(stage.settles(send(ann.objectId())).reason()).isEqualTo("parked");
        teams.administrator().blocked(ann, false);
        stage.pass(Duration.ofHours(25));
        stage.reaches(send(ann.objectId()), DeliveryState.DELIVERED);
    }

    @Test
    void an_administrator_is_told_what_is_missing() {
        teams.administrator().consents("TeamsAppInstallation.ReadWriteSelfForUser.All", false);
        Delivery delivery = stage.settles(send(ann.objectId()));
        assertThat(delivery.reason()).isEqualTo("graph-not-permitted");
        assertThat(delivery.detail())
                .contains("TeamsAppInstallation.ReadWriteSelfForUser.All")
                .contains("consent");
        teams.administrator().consents("TeamsAppInstallation.ReadWriteSelfForUser.All", true);
        teams.administrator().manageable(false);
        assertThat(stage.settles(send(ann.objectId())).reason()).isEqualTo("app-not-manageable");
        teams.administrator().manageable(true);
        teams.administrator().inCatalog(false);
        Person bob = teams.scenery().person(101);
        Delivery uncatalogued = stage.settles(send(bob.objectId()));
        assertThat(uncatalogued.reason()).isEqualTo("app-not-in-catalog");
        assertThat(uncatalogued.detail()).contains("app-package");
    }

    @Test
    void without_the_permission_to_read_people_the_app_is_installed_all_the_same() {
        teams.administrator().consents("User.Read.All", false);
        stage.reaches(send(ann.objectId()), DeliveryState.DELIVERED);
    }

    @Test
    void an_id_that_the_catalog_has_given_up_is_asked_for_again() {
        stage.reaches(send(ann.objectId()), DeliveryState.DELIVERED);
        teams.administrator().republishes();
        NotificationId id = send(teams.scenery().person(101).objectId());
        stage.reaches(id, DeliveryState.DELIVERED);
        assertThat(trail(id)).containsSubsequence("install", "look-up-app", "install");
    }

    @Test
    void a_person_who_removed_the_app_is_left_alone_unless_the_topic_is_mandatory() {
        Person bob = stage.installed(0);
        teams.people().uninstall(bob);
        String known = teams.scenery().userId(bob);
        Stage.until(() -> stage.stores
                .directory()
                .personalConversation(stage.tenancy(), known)
                .isEmpty());
        assertThat(stage.settles(send(bob.objectId())).reason()).isEqualTo("removed-by-user");
        assertThat(asked(Operation.GRAPH_INSTALL)).isZero();
        stage.stores.topics().mandatory(stage.tenancy(), "safety", true, stage.clock.instant());
        NotificationId must =
                stage.accept(NotificationRequest.of(new Target.User(bob.objectId()), Message.text("Leave the building"))
                        .about("safety"));
        stage.reaches(must, DeliveryState.DELIVERED);
        assertThat(texts(bob)).containsExactly("Leave the building");
    }

    @Test
    void an_app_that_was_removed_unseen_is_installed_again_once() {
        Person bob = stage.installed(0);
        teams.inject(Fault.of(FaultKind.BOT_NOT_IN_CONVERSATION_ROSTER)
                .on(Operation.SEND)
                .next(1));
        NotificationId id = send(bob.objectId());
        stage.reaches(id, DeliveryState.DELIVERED);
        assertThat(trail(id)).contains("install");
        assertThat(texts(bob)).containsExactly("Hello");
    }

    @ParameterizedTest(name = "{0} while installing: {1} {2}")
    @CsvSource({
        "APP_BLOCKED_BY_POLICY, REFUSED, BLOCKED_BY_POLICY",
        "APP_NOT_MANAGEABLE, REFUSED, APP_NOT_MANAGEABLE",
        "MISSING_PERMISSION, REFUSED, GRAPH_NOT_PERMITTED",
        "INSUFFICIENT_PRIVILEGES, REFUSED, GRAPH_NOT_PERMITTED",
        "NOT_ENOUGH_PERMISSIONS, REFUSED, INSTALL_REFUSED",
        "NOT_FOUND, REFUSED, INSTALL_REFUSED",
        "BAD_SYNTAX, REFUSED, GRAPH_FAILED",
        "AUTHORIZATION_ERROR, REFUSED, GRAPH_NOT_AUTHORIZED",
        "REDIRECT, REFUSED, GRAPH_FAILED",
        "SCHEMA_VALIDATION, DEFERRED, GRAPH_UNAVAILABLE",
        "THROTTLED, DEFERRED, THROTTLED",
        "UNAVAILABLE, DEFERRED, GRAPH_UNAVAILABLE",
        "BAD_GATEWAY, DEFERRED, GRAPH_UNAVAILABLE",
        "GATEWAY_TIMEOUT, DEFERRED, GRAPH_UNAVAILABLE",
        "SERVICE_ERROR, DEFERRED, GRAPH_UNAVAILABLE",
        "DROPPED_AFTER, DEFERRED, GRAPH_UNAVAILABLE",
        "DROPPED_BEFORE, DEFERRED, GRAPH_UNAVAILABLE"
    })
    void every_answer_of_graph_ends_in_its_state(FaultKind fault, DeliveryState state, Reason reason) {
        teams.inject(Fault.of(fault).on(Operation.GRAPH_INSTALL));
        Delivery delivery = stage.settles(send(ann.objectId()));
        assertThat(delivery.state()).isEqualTo(state);
        assertThat(delivery.reason()).isEqualTo(reason.word());
        assertThat(delivery.attempts()).isZero();
    }

    @ParameterizedTest(name = "{0} answers {1}: {2} {3}")
    @CsvSource({
        "GRAPH_USER, THROTTLED, DEFERRED, THROTTLED",
        "GRAPH_USER, UNAVAILABLE, DEFERRED, GRAPH_UNAVAILABLE",
        "GRAPH_USER, GATEWAY_TIMEOUT, DEFERRED, GRAPH_UNAVAILABLE",
        "GRAPH_USER, AUTHORIZATION_ERROR, REFUSED, GRAPH_NOT_AUTHORIZED",
        "GRAPH_USER, NOT_FOUND, REFUSED, UNKNOWN_PERSON",
        "GRAPH_CATALOG, THROTTLED, DEFERRED, THROTTLED",
        "GRAPH_CATALOG, UNAVAILABLE, DEFERRED, GRAPH_UNAVAILABLE",
        "GRAPH_CATALOG, GATEWAY_TIMEOUT, DEFERRED, GRAPH_UNAVAILABLE",
        "GRAPH_CATALOG, MISSING_PERMISSION, REFUSED, GRAPH_NOT_PERMITTED",
        "GRAPH_CATALOG, AUTHORIZATION_ERROR, REFUSED, GRAPH_NOT_AUTHORIZED",
        "GRAPH_INSTALLED, THROTTLED, DEFERRED, THROTTLED",
        "GRAPH_INSTALLED, UNAVAILABLE, DEFERRED, GRAPH_UNAVAILABLE",
        "GRAPH_INSTALLED, MISSING_PERMISSION, REFUSED, GRAPH_NOT_PERMITTED",
        "GRAPH_CHAT, THROTTLED, DEFERRED, THROTTLED",
        "GRAPH_CHAT, UNAVAILABLE, DEFERRED, GRAPH_UNAVAILABLE",
        "GRAPH_CHAT, MISSING_PERMISSION, REFUSED, GRAPH_NOT_PERMITTED",
        "GRAPH_CHAT, NOT_FOUND, DEFERRED, INSTALLING"
    })
    void every_question_to_graph_that_fails_ends_in_its_state(
            Operation operation, FaultKind fault, DeliveryState state, Reason reason) {
        teams.administrator().installsAreTold(false);
        teams.inject(Fault.of(fault).on(operation));
        Delivery delivery = stage.settles(send(ann.objectId()));
        assertThat(delivery.state()).isEqualTo(state);
        assertThat(delivery.reason()).isEqualTo(reason.word());
        assertThat(texts(ann)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"SCHEMA_VALIDATION", "UNAVAILABLE", "DROPPED_AFTER", "THROTTLED"})
    void what_passes_is_tried_again_and_arrives_once(FaultKind fault) {
        teams.inject(Fault.of(fault).on(Operation.GRAPH_INSTALL).next(1));
        NotificationId id = send(ann.objectId());
        stage.reaches(id, DeliveryState.DEFERRED, DeliveryState.DELIVERED);
        stage.pass(Duration.ofMinutes(5));
        stage.reaches(id, DeliveryState.DELIVERED);
        assertThat(texts(ann)).containsExactly("Hello");
    }

    @Test
    void an_app_that_is_installed_already_is_no_trouble() {
        teams.administrator().installsAreTold(false);
        teams.inject(Fault.of(FaultKind.ALREADY_INSTALLED)
                .on(Operation.GRAPH_INSTALL)
                .afterDelivery());
        stage.reaches(send(ann.objectId()), DeliveryState.DELIVERED);
        assertThat(texts(ann)).containsExactly("Hello");
    }

    @Test
    void a_chat_that_is_not_there_yet_is_waited_for() {
        teams.administrator().installsAreTold(false);
        teams.inject(Fault.of(FaultKind.NOT_FOUND).on(Operation.GRAPH_CHAT).next(1));
        NotificationId id = send(ann.objectId());
        assertThat(stage.settles(id).reason()).isIn("installing", null);
        stage.pass(Duration.ofMinutes(5));
        stage.reaches(id, DeliveryState.DELIVERED);
        assertThat(asked(Operation.GRAPH_INSTALL)).isEqualTo(1);
        assertThat(texts(ann)).containsExactly("Hello");
    }

    @Test
    void of_many_graph_is_asked_before_any_chat_is_created() {
        List<Person> people = IntStream.range(100, 140)
                .mapToObj(index -> teams.scenery().person(index))
                .toList();
        people.subList(0, 10)
                .forEach(person -> teams.people()
                        .towards(teams.bot().appId())
                        .does("install", "{\"by\":\"" + person.objectId() + "\"}"));
        NotificationId id = stage.accept(NotificationRequest.of(
                new Audience.Users(people.stream().map(Person::objectId).toList()), Message.text("Hello")));
        Stage.until(() -> delivered(id) == people.size());
        assertThat(people).allSatisfy(person -> assertThat(texts(person)).containsExactly("Hello"));
        assertThat(asked(Operation.GRAPH_INSTALL)).isEqualTo(30);
        assertThat(teams.report().byStatus().getOrDefault(403, 0L)).isZero();
    }

    private int delivered(NotificationId id) {
        return stage.deliveries
                .of(
                        id,
                        Reach.EVERYTHING,
                        new DeliveryFilter(DeliveryState.DELIVERED, null),
                        PageRequest.first(PageRequest.MAX_LIMIT))
                .orElseThrow()
                .items()
                .size();
    }

    @Test
    void without_consent_those_of_many_who_have_the_app_are_reached_all_the_same() {
        teams.administrator().consents("AppCatalog.Read.All", false);
        teams.administrator().installsAreTold(false);
        Person bob = teams.scenery().person(101);
        teams.people().install(bob);
        NotificationId id = stage.accept(NotificationRequest.of(
                new Audience.Users(List.of(ann.objectId(), bob.objectId())), Message.text("Hello")));
        Stage.until(() -> delivered(id) == 1);
        assertThat(texts(bob)).containsExactly("Hello");
    }

    @Test
    void graph_is_never_asked_more_often_than_it_permits() throws IOException {
        stage.close();
        EngineSettings settings = Stage.settings(12);
        Stage slower = new Stage(
                folder, teams, new EngineSettings(settings.limits().withGraph(GRAPH), settings.drain()), app(true));
        stage = slower;
        stage.engine.start();
        List<String> people = IntStream.range(100, 130)
                .mapToObj(index -> teams.scenery().person(index).objectId())
                .toList();
        NotificationId id = stage.accept(NotificationRequest.of(new Audience.Users(people), Message.text("Hello")));
        Stage.until(() -> delivered(id) == people.size());
        assertThat(teams.report().most(Scope.BOT_AND_TENANT, Counted.GRAPH, Duration.ofSeconds(1)))
                .isBetween(15, 30);
    }
}
