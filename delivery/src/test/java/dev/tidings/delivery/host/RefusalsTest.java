package dev.tidings.delivery.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.delivery.directory.Person.Parked;
import dev.tidings.delivery.intake.NotificationRequest;
import dev.tidings.delivery.notification.Delivery;
import dev.tidings.delivery.notification.DeliveryState;
import dev.tidings.delivery.notification.NotificationId;
import dev.tidings.delivery.notification.OnUncertain;
import dev.tidings.delivery.notification.Target;
import dev.tidings.delivery.send.Reason;
import dev.tidings.delivery.store.PageRequest;
import dev.tidings.faketeams.FakeTeams;
import dev.tidings.faketeams.directory.Person;
import dev.tidings.faketeams.fault.Fault;
import dev.tidings.faketeams.fault.Fault.RetryAfter;
import dev.tidings.faketeams.fault.FaultKind;
import dev.tidings.faketeams.wire.Operation;
import dev.tidings.teams.activity.Message;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What Teams can answer, row by row, over a real socket: the state, the reason and the sentence in the ledger.
class RefusalsTest {
    private final FakeTeams teams = FakeTeams.builder().start();

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private Stage stage;

    @SuppressWarnings("NullAway.Init")
    private Person ann;

    @BeforeEach
    void open() throws IOException {
        stage = new Stage(folder, teams);
        ann = stage.installed(0);
    }

    @AfterEach
    void close() {
        stage.close();
        teams.close();
    }

    static Stream<Arguments> whileSending() {
        return Stream.of(
                row(FaultKind.BAD_ARGUMENT, Reason.BAD_REQUEST, "Teams' code: BadArgument."),
                row(FaultKind.PAIRWISE_ID, Reason.FOREIGN_ID, "Entra object id"),
                row(FaultKind.CONVERSATION_ID, Reason.FOREIGN_ID, "Entra object id"),
                row(FaultKind.BAD_SYNTAX, Reason.BAD_REQUEST, "Teams' code: BadSyntax."),
                row(FaultKind.MISSING_PROPERTY, Reason.BAD_REQUEST, "Teams' code: MissingProperty."),
                row(FaultKind.BOT_NOT_REGISTERED, Reason.BOT_STOPPED, "Check the app id"),
                row(FaultKind.AUTHORIZATION_ERROR, Reason.BOT_STOPPED, "Check the app id"),
                row(FaultKind.UNAUTHORIZED_WITHOUT_CODE, Reason.BOT_STOPPED, "Check the app id"),
                row(FaultKind.BOT_DISABLED_BY_ADMIN, Reason.DISABLED_BY_ADMIN, "administrator"),
                row(FaultKind.BOT_NOT_IN_CONVERSATION_ROSTER, Reason.NOT_INSTALLED, "Install it there"),
                row(FaultKind.CONVERSATION_BLOCKED_BY_USER, Reason.CONVERSATION_BLOCKED, "blocked the bot"),
                row(FaultKind.MESSAGE_WRITES_BLOCKED, Reason.WRITES_BLOCKED, "blocked, muted or uninstalled"),
                row(FaultKind.FORBIDDEN_OPERATION, Reason.NOT_INSTALLED, "Install it there"),
                row(FaultKind.INVALID_BOT_API_HOST, Reason.WRONG_HOST, "tidings.cloud"),
                row(FaultKind.NOT_ENOUGH_PERMISSIONS, Reason.NOT_PERMITTED, "Teams' code: NotEnoughPermissions."),
                row(FaultKind.ACTIVITY_NOT_FOUND, Reason.THREAD_NOT_FOUND, "without a thread"),
                row(FaultKind.CONVERSATION_NOT_FOUND, Reason.CONVERSATION_NOT_FOUND, "does not know this conversation"),
                row(FaultKind.PRECONDITION_FAILED, Reason.CONVERSATION_BUSY, "sent again shortly"),
                row(FaultKind.MESSAGE_SIZE_TOO_BIG, Reason.MESSAGE_TOO_BIG, "Shorten it"),
                row(FaultKind.THROTTLED, Reason.THROTTLED, "slow down"),
                row(FaultKind.SERVICE_ERROR, Reason.SERVER_ERROR, "Look into the chat"),
                row(FaultKind.REQUEST_TIMEOUT, Reason.SERVER_ERROR, "Look into the chat"),
                row(FaultKind.BAD_GATEWAY, Reason.GATEWAY_ERROR, "Look into the chat"),
                row(FaultKind.NOT_JSON, Reason.GATEWAY_ERROR, "Look into the chat"),
                row(FaultKind.GATEWAY_TIMEOUT, Reason.GATEWAY_ERROR, "Look into the chat"),
                row(FaultKind.UNAVAILABLE, Reason.UNAVAILABLE, "tried again"),
                row(FaultKind.DROPPED_AFTER, Reason.NO_ANSWER, "Look into the chat"),
                row(FaultKind.DROPPED_BEFORE, Reason.NO_ANSWER, "Look into the chat"),
                row(FaultKind.HALF_ANSWER, Reason.NO_ANSWER, "Look into the chat"),
                row(FaultKind.REDIRECT, Reason.REDIRECTED, "never followed"));
    }

    private static Arguments row(FaultKind kind, Reason reason, String words) {
        return Arguments.of(kind, reason, words);
    }

    @ParameterizedTest
    @MethodSource("whileSending")
    void an_answer_to_the_message_is_told_in_state_reason_and_sentence(FaultKind kind, Reason reason, String words) {
        teams.inject(Fault.of(kind).on(Operation.SEND));
        Delivery delivery = stage.settles(accept());
        assertThat(delivery.state()).isEqualTo(reason.state());
        assertThat(delivery.reason()).isEqualTo(reason.word());
        assertThat(delivery.detail()).startsWith(reason.sentence()).contains(words);
        assertThat(delivery.attempts()).isEqualTo(1);
    }

    static Stream<Arguments> whileCreating() {
        return Stream.of(
                row(FaultKind.BAD_ARGUMENT, Reason.BAD_REQUEST, ""),
                row(FaultKind.BAD_SYNTAX, Reason.BAD_REQUEST, ""),
                row(FaultKind.MISSING_PROPERTY, Reason.BAD_REQUEST, ""),
                row(FaultKind.PAIRWISE_ID, Reason.FOREIGN_ID, ""),
                row(FaultKind.BOT_NOT_REGISTERED, Reason.BOT_STOPPED, ""),
                row(FaultKind.BOT_DISABLED_BY_ADMIN, Reason.DISABLED_BY_ADMIN, ""),
                row(FaultKind.BOT_NOT_IN_CONVERSATION_ROSTER, Reason.NOT_INSTALLED, ""),
                row(FaultKind.MESSAGE_WRITES_BLOCKED, Reason.WRITES_BLOCKED, ""),
                row(FaultKind.CONVERSATION_BLOCKED_BY_USER, Reason.CONVERSATION_BLOCKED, ""),
                row(FaultKind.NOT_ENOUGH_PERMISSIONS, Reason.NOT_PERMITTED, ""),
                row(FaultKind.INVALID_BOT_API_HOST, Reason.WRONG_HOST, ""),
                row(FaultKind.PRECONDITION_FAILED, Reason.CONVERSATION_BUSY, ""),
                row(FaultKind.BAD_GATEWAY, Reason.UNAVAILABLE, ""),
                row(FaultKind.REQUEST_TIMEOUT, Reason.TEAMS_FAILED, ""),
                row(FaultKind.REDIRECT, Reason.REDIRECTED, ""),
                row(FaultKind.FORBIDDEN_OPERATION, Reason.NOT_INSTALLED, ""),
                row(FaultKind.AUTHORIZATION_ERROR, Reason.BOT_STOPPED, ""),
                row(FaultKind.THROTTLED, Reason.THROTTLED, ""),
                row(FaultKind.SERVICE_ERROR, Reason.TEAMS_FAILED, ""),
                row(FaultKind.GATEWAY_TIMEOUT, Reason.UNAVAILABLE, ""),
                row(FaultKind.DROPPED_AFTER, Reason.UNAVAILABLE, ""),
                row(FaultKind.UNAVAILABLE, Reason.UNAVAILABLE, ""));
    }

    @ParameterizedTest
    @MethodSource("whileCreating")
    void an_answer_to_the_creation_of_the_chat_leaves_nothing_uncertain(FaultKind kind, Reason reason, String words) {
        Person stranger = teams.scenery().person(5);
        teams.inject(Fault.of(kind).on(Operation.CREATE));
        NotificationId id = stage.accept(new Target.User(stranger.objectId()), "Hello");
        Delivery delivery = stage.settles(id);
        assertThat(delivery.state()).isEqualTo(reason.state());
        assertThat(delivery.reason()).isEqualTo(reason.word());
        assertThat(delivery.attempts()).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultKind.class,
            names = {"THROTTLED", "PRECONDITION_FAILED", "UNAVAILABLE"})
    void what_is_deferred_arrives_later(FaultKind kind) {
        teams.inject(Fault.of(kind).on(Operation.SEND).next(1));
        NotificationId id = accept();
        stage.reaches(id, DeliveryState.DEFERRED);
        stage.pass(Duration.ofMinutes(5));
        assertThat(stage.reaches(id, DeliveryState.DELIVERED).attempts()).isEqualTo(2);
        assertThat(stage.messages(chat())).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = RetryAfter.class,
            names = {"SECONDS", "DATE"})
    void retry_after_is_obeyed_by_all_that_goes_to_the_conversation_and_by_nothing_else(RetryAfter form) {
        Person bob = stage.installed(1);
        teams.inject(Fault.of(FaultKind.THROTTLED)
                .on(Operation.SEND)
                .inConversation(chat())
                .next(1)
                .sayingRetryAfter(form, Duration.ofMinutes(10)));
        Delivery first = stage.reaches(accept(), DeliveryState.DEFERRED);
        assertThat(Duration.between(stage.clock.instant(), first.dueAt()))
                .isBetween(Duration.ofMinutes(9), Duration.ofMinutes(10).plusSeconds(1));
        NotificationId second = accept();
        stage.reaches(stage.accept(new Target.User(bob.objectId()), "Hello"), DeliveryState.DELIVERED);
        assertThat(stage.delivery(second).state()).isEqualTo(DeliveryState.QUEUED);
        stage.pass(Duration.ofMinutes(8));
        assertThat(stage.messages(chat())).isZero();
        stage.pass(Duration.ofMinutes(3));
        Stage.until(() -> stage.messages(chat()) == 2);
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultKind.class,
            names = {"BAD_GATEWAY", "GATEWAY_TIMEOUT", "DROPPED_AFTER", "HALF_ANSWER"})
    void what_is_uncertain_is_sent_again_if_the_notification_wants_that(FaultKind kind) {
        teams.inject(Fault.of(kind).on(Operation.SEND).afterDelivery().next(1));
        NotificationId id = stage.accept(request().withOnUncertain(OnUncertain.RESEND));
        assertThat(stage.reaches(id, DeliveryState.DEFERRED).reason()).isEqualTo("sent-again");
        stage.pass(Duration.ofMinutes(5));
        stage.reaches(id, DeliveryState.DELIVERED);
        assertThat(stage.messages(chat())).isEqualTo(2);
    }

    @Test
    void a_server_error_is_never_repeated_even_if_the_notification_wants_that() {
        teams.inject(Fault.of(FaultKind.SERVICE_ERROR).on(Operation.SEND));
        NotificationId id = stage.accept(request().withOnUncertain(OnUncertain.RESEND));
        assertThat(stage.settles(id).state()).isEqualTo(DeliveryState.UNCERTAIN);
    }

    @Test
    void a_success_without_an_id_is_delivered_and_cannot_be_recalled() {
        teams.inject(Fault.of(FaultKind.EMPTY_ANSWER).on(Operation.SEND));
        Delivery delivery = stage.settles(accept());
        assertThat(delivery.state()).isEqualTo(DeliveryState.DELIVERED);
        assertThat(delivery.sent())
                .satisfies(sent -> assertThat(sent.activityId()).isNull());
    }

    @Test
    void an_answer_that_takes_too_long_is_uncertain() {
        teams.inject(Fault.of(FaultKind.SLOW).on(Operation.SEND).lateBy(Duration.ofSeconds(4)));
        assertThat(stage.settles(accept()).reason()).isEqualTo("no-answer");
    }

    @Test
    void a_wrong_host_is_switched_once_and_the_new_one_is_kept() {
        teams.inject(Fault.of(FaultKind.INVALID_BOT_API_HOST).on(Operation.SEND).next(1));
        Delivery delivery = stage.settles(accept());
        assertThat(delivery.state()).isEqualTo(DeliveryState.DELIVERED);
        assertThat(delivery.sent())
                .satisfies(sent -> assertThat(sent.serviceUrl()).contains("localhost"));
        assertThat(stage.stores.directory().serviceUrl(stage.tenancy()))
                .hasValueSatisfying(url -> assertThat(url).contains("localhost"));
        assertThat(stage.settles(accept()).sent())
                .satisfies(sent -> assertThat(sent.serviceUrl()).contains("localhost"));
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultKind.class,
            names = {"CONVERSATION_NOT_FOUND", "CONVERSATION_ID", "PAIRWISE_ID"})
    void a_conversation_that_is_gone_is_created_again_once(FaultKind kind) {
        teams.inject(Fault.of(kind).on(Operation.SEND).next(1));
        Delivery delivery = stage.settles(accept());
        assertThat(delivery.state()).isEqualTo(DeliveryState.DELIVERED);
        assertThat(delivery.attempts()).isEqualTo(1);
        assertThat(teams.report().byOperation()).containsEntry("create", 1L).containsEntry("send", 2L);
    }

    @ParameterizedTest
    @MethodSource("parking")
    void a_person_who_blocked_the_bot_is_left_alone_and_probed_again_later(FaultKind kind, Duration rest) {
        teams.inject(Fault.of(kind).on(Operation.SEND).next(1));
        String first = stage.settles(accept()).reason();
        assertThat(parked())
                .hasValueSatisfying(parked -> assertThat(parked.reason()).isEqualTo(first));
        assertThat(stage.settles(accept()).reason()).isEqualTo("parked");
        stage.pass(rest.minusMinutes(1));
        assertThat(stage.settles(accept()).reason()).isEqualTo("parked");
        stage.pass(Duration.ofMinutes(2));
        assertThat(stage.settles(accept()).state()).isEqualTo(DeliveryState.DELIVERED);
    }

    static Stream<Arguments> parking() {
        return Stream.of(
                Arguments.of(FaultKind.MESSAGE_WRITES_BLOCKED, Duration.ofDays(7)),
                Arguments.of(FaultKind.CONVERSATION_BLOCKED_BY_USER, Duration.ofDays(7)),
                Arguments.of(FaultKind.BOT_DISABLED_BY_ADMIN, Duration.ofDays(1)));
    }

    @Test
    void a_person_who_is_parked_is_released_by_writing_to_the_bot() {
        teams.inject(
                Fault.of(FaultKind.MESSAGE_WRITES_BLOCKED).on(Operation.SEND).next(1));
        stage.settles(accept());
        assertThat(parked()).isPresent();
        teams.people().says(ann, "hello");
        Stage.until(() -> parked().isEmpty());
        assertThat(stage.settles(accept()).state()).isEqualTo(DeliveryState.DELIVERED);
    }

    @Test
    void a_person_known_only_by_the_id_that_callers_use_is_parked_as_well() {
        Person cleo = teams.scenery().person(2);
        teams.connect(URI.create("http://127.0.0.1:9/"));
        teams.people().install(cleo);
        stage.listen();
        teams.inject(
                Fault.of(FaultKind.MESSAGE_WRITES_BLOCKED).on(Operation.SEND).next(1));
        var byObjectId = new Target.User(cleo.objectId().toUpperCase(Locale.ROOT));
        assertThat(stage.settles(stage.accept(byObjectId, "Hello")).reason()).isEqualTo("writes-blocked");
        long asked = sends();
        assertThat(stage.settles(stage.accept(byObjectId, "Hello")).reason()).isEqualTo("parked");
        assertThat(stage.settles(stage.accept(new Target.User(cleo.objectId()), "Hello"))
                        .reason())
                .isEqualTo("parked");
        assertThat(sends()).isEqualTo(asked);

        teams.people().says(cleo, "hello");
        Stage.until(() -> stage.stores
                .directory()
                .personByObjectId(stage.tenancy(), cleo.objectId())
                .isPresent());
        assertThat(stage.settles(stage.accept(byObjectId, "Hello")).state()).isEqualTo(DeliveryState.DELIVERED);
        assertThat(stage.stores
                        .directory()
                        .people(stage.tenancy(), PageRequest.first(50))
                        .items())
                .extracting(dev.tidings.delivery.directory.Person::id)
                .contains(teams.scenery().userId(cleo))
                .doesNotContain(cleo.objectId());
    }

    @Test
    void a_person_who_was_seen_to_remove_the_app_is_refused_for_that() {
        teams.people().uninstall(ann);
        String id = teams.scenery().userId(ann);
        Stage.until(() -> stage.stores
                .directory()
                .personalInstallation(stage.tenancy(), id)
                .filter(installation -> !installation.installed())
                .isPresent());
        assertThat(stage.settles(accept()).reason()).isEqualTo("removed-by-user");
    }

    @Test
    void a_bot_that_is_not_accepted_stops_as_a_whole_and_is_probed_with_growing_pauses() {
        Person bob = stage.installed(1);
        teams.inject(Fault.of(FaultKind.AUTHORIZATION_ERROR).on(Operation.SEND));
        NotificationId first = accept();
        assertThat(stage.reaches(first, DeliveryState.DEFERRED).reason()).isEqualTo("bot-stopped");
        Stage.until(() ->
                stage.engine.alarms().stream().anyMatch(alarm -> alarm.kind().equals("bot")));
        long asked = sends();
        NotificationId second = stage.accept(new Target.User(bob.objectId()), "Hello");
        assertThat(sends()).isEqualTo(asked);
        stage.pass(Duration.ofSeconds(31));
        Stage.until(() -> sends() == asked + 1);
        assertThat(stage.delivery(first).attempts() + stage.delivery(second).attempts())
                .isLessThanOrEqualTo(2);
        // The next pause begins when the answer to the probe is there.
        Stage.until(() -> stage.delivery(first).state() != DeliveryState.IN_FLIGHT
                && stage.delivery(second).state() != DeliveryState.IN_FLIGHT);
        Stage.until(() -> !stage.engine.alarms().isEmpty());
        teams.clearFaults();
        stage.pass(Duration.ofMinutes(2));
        stage.reaches(first, DeliveryState.DELIVERED);
        stage.pass(Duration.ofMinutes(2));
        stage.reaches(second, DeliveryState.DELIVERED);
        Stage.until(() -> stage.engine.alarms().isEmpty());
    }

    @Test
    void what_has_expired_is_never_sent() {
        teams.inject(Fault.of(FaultKind.UNAVAILABLE).on(Operation.SEND));
        NotificationId id =
                stage.accept(request().within(null, stage.clock.instant().plus(Duration.ofMinutes(10))));
        stage.reaches(id, DeliveryState.DEFERRED);
        teams.clearFaults();
        stage.pass(Duration.ofMinutes(11));
        assertThat(stage.reaches(id, DeliveryState.EXPIRED).reason()).isEqualTo("expired");
        assertThat(stage.messages(chat())).isZero();
    }

    @Test
    void what_cannot_be_sent_for_a_whole_day_is_given_up() {
        teams.inject(Fault.of(FaultKind.UNAVAILABLE).on(Operation.SEND));
        NotificationId id = accept();
        stage.reaches(id, DeliveryState.DEFERRED);
        stage.pass(Duration.ofDays(1));
        assertThat(stage.reaches(id, DeliveryState.REFUSED).reason()).isEqualTo("gave-up");
    }

    private Optional<Parked> parked() {
        return stage.stores
                .directory()
                .person(stage.tenancy(), teams.scenery().userId(ann))
                .map(dev.tidings.delivery.directory.Person::parked);
    }

    private long sends() {
        return teams.report().byOperation().getOrDefault("send", 0L);
    }

    private String chat() {
        return teams.scenery().personalChat(ann);
    }

    private NotificationId accept() {
        return stage.accept(request());
    }

    private NotificationRequest request() {
        return NotificationRequest.of(new Target.User(ann.objectId()), Message.text("Your export is ready"))
                .withOnUncertain(OnUncertain.HOLD);
    }
}
