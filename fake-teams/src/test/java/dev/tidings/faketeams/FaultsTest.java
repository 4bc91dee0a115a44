package dev.tidings.faketeams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.faketeams.directory.Person;
import dev.tidings.faketeams.fault.Fault;
import dev.tidings.faketeams.fault.FaultKind;
import dev.tidings.faketeams.wire.Operation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(FakeTeamsExtension.class)
class FaultsTest {
    private static String chat(FakeTeams teams) {
        Person ann = teams.scenery().person(0);
        teams.people().install(ann);
        return teams.scenery().personalChat(ann);
    }

    @ParameterizedTest
    @CsvSource({
        "throttled, 429, Throttled",
        "precondition-failed, 412, PreconditionFailed",
        "service-error, 500, ServiceError",
        "bad-gateway, 502, ServiceError",
        "BadArgument, 400, BadArgument",
        "pairwise-id, 400, BadArgument",
        "BadSyntax, 400, BadSyntax",
        "MissingProperty, 400, MissingProperty",
        "AuthorizationError, 401, AuthorizationError",
        "BotNotRegistered, 401, BotNotRegistered",
        "BotDisabledByAdmin, 403, BotDisabledByAdmin",
        "BotNotInConversationRoster, 403, BotNotInConversationRoster",
        "ConversationBlockedByUser, 403, ConversationBlockedByUser",
        "ForbiddenOperationException, 403, ForbiddenOperationException",
        "InvalidBotApiHost, 403, InvalidBotApiHost",
        "NotEnoughPermissions, 403, NotEnoughPermissions",
        "ActivityNotFoundInConversation, 404, ActivityNotFoundInConversation",
        "ConversationNotFound, 404, ConversationNotFound",
        "MessageSizeTooBig, 413, MessageSizeTooBig",
    })
    void each_refusal_is_injected_by_name_or_code(String fault, int status, String code, FakeTeams teams) {
        String chat = chat(teams);
        Caller bot = new Caller(teams);
        assertThat(bot.post("/_fake/faults", "{\"fault\":\"" + fault + "\",\"times\":1}")
                        .status())
                .isEqualTo(201);

        Caller.Answer refused = bot.send(chat, "x");

        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.code()).isEqualTo(code);
        assertThat(bot.send(chat, "the fault is spent").status()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({
        "unavailable, 503",
        "gateway-timeout, 504",
        "request-timeout, 408",
        "unauthorized-without-code, 401",
        "redirect, 307"
    })
    void some_refusals_have_no_body(String fault, int status, FakeTeams teams) {
        teams.inject(Fault.of(FaultKind.named(fault).orElseThrow()));
        Caller.Answer refused = new Caller(teams).send(chat(teams), "x");
        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.text()).isEmpty();
    }

    @Test
    void blocked_writes_have_the_other_error_shape(FakeTeams teams) {
        teams.inject(Fault.of(FaultKind.MESSAGE_WRITES_BLOCKED));
        Caller.Answer refused = new Caller(teams).send(chat(teams), "x");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().has("error")).isFalse();
        assertThat(refused.json().path("message").stringValue()).contains("\"subCode\": \"MessageWritesBlocked\"");
    }

    @Test
    void retry_after_comes_in_seconds_as_a_date_or_not_at_all(FakeTeams teams) {
        String chat = chat(teams);
        Caller bot = new Caller(teams);
        Fault throttled = Fault.of(FaultKind.THROTTLED).next(1);
        teams.inject(throttled.sayingRetryAfter(Fault.RetryAfter.SECONDS, Duration.ofSeconds(3)));
        teams.inject(throttled.sayingRetryAfter(Fault.RetryAfter.DATE, Duration.ofSeconds(30)));
        teams.inject(throttled.sayingRetryAfter(Fault.RetryAfter.NONE, Duration.ZERO));

        assertThat(bot.send(chat, "x").header("Retry-After")).isEqualTo("3");
        String date = bot.send(chat, "x").header("Retry-After");
        assertThat(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME))
                .isAfter(ZonedDateTime.now(ZoneOffset.UTC));
        Caller.Answer bare = bot.send(chat, "x");
        assertThat(bare.status()).isEqualTo(429);
        assertThat(bare.header("Retry-After")).isEmpty();
    }

    @Test
    void a_dropped_answer_leaves_the_message_delivered(FakeTeams teams) {
        String chat = chat(teams);
        teams.inject(Fault.of(FaultKind.DROPPED_AFTER).on(Operation.SEND).next(2));
        assertThatThrownBy(() -> new Caller(teams).send(chat, "lost answer"))
                .isInstanceOf(UncheckedIOException.class)
                .hasCauseInstanceOf(IOException.class);
        assertThat(teams.scenery().messages(chat)).isNotEmpty();
    }

    @Test
    void a_request_dropped_before_delivery_leaves_nothing(FakeTeams teams) {
        String chat = chat(teams);
        teams.inject(Fault.of(FaultKind.DROPPED_BEFORE));
        assertThatThrownBy(() -> new Caller(teams).send(chat, "x")).isInstanceOf(UncheckedIOException.class);
        assertThat(teams.scenery().messages(chat)).isEmpty();
    }

    @Test
    void half_an_answer_is_an_error_although_the_message_is_delivered(FakeTeams teams) {
        String chat = chat(teams);
        teams.inject(Fault.of(FaultKind.HALF_ANSWER).next(1));
        assertThatThrownBy(() -> new Caller(teams).send(chat, "x")).isInstanceOf(UncheckedIOException.class);
        assertThat(teams.scenery().messages(chat)).hasSize(1);
    }

    @Test
    void an_error_may_come_after_delivery(FakeTeams teams) {
        String chat = chat(teams);
        teams.inject(Fault.of(FaultKind.GATEWAY_TIMEOUT).afterDelivery());
        assertThat(new Caller(teams).send(chat, "x").status()).isEqualTo(504);
        assertThat(teams.scenery().messages(chat)).hasSize(1);
    }

    @Test
    void a_slow_or_an_empty_answer_is_still_a_success(FakeTeams teams) {
        String chat = chat(teams);
        Caller bot = new Caller(teams);
        teams.inject(Fault.of(FaultKind.SLOW).lateBy(Duration.ofMillis(30)).next(1));
        assertThat(bot.send(chat, "late").status()).isEqualTo(201);
        teams.inject(Fault.of(FaultKind.EMPTY_ANSWER).next(1));
        Caller.Answer empty = bot.send(chat, "no id");
        assertThat(empty.status()).isEqualTo(201);
        assertThat(empty.text()).isEmpty();
    }

    @Test
    void a_proxy_page_is_not_json(FakeTeams teams) {
        teams.inject(Fault.of(FaultKind.NOT_JSON));
        Caller.Answer page = new Caller(teams).send(chat(teams), "x");
        assertThat(page.status()).isEqualTo(502);
        assertThat(page.text()).startsWith("<html>");
    }

    @Test
    void one_person_can_be_blocked_while_others_are_reached(FakeTeams teams) {
        Person ann = teams.scenery().person(0);
        Person ben = teams.scenery().person(1);
        teams.people().install(ann);
        teams.people().install(ben);
        Caller bot = new Caller(teams);
        assertThat(bot.post(
                                "/_fake/faults",
                                "{\"fault\":\"message-writes-blocked\",\"person\":\"" + ann.userPrincipalName()
                                        + "\",\"operation\":\"send\"}")
                        .status())
                .isEqualTo(201);
        String annsChat = bot.create(ann.objectId()).id();
        assertThat(bot.send(annsChat, "x").status()).isEqualTo(403);
        assertThat(bot.send(bot.create(ben.objectId()).id(), "x").status()).isEqualTo(201);
    }

    @Test
    void chance_is_seeded(FakeTeams teams) {
        String chat = chat(teams);
        teams.enforceLimits(false);
        teams.inject(Fault.of(FaultKind.UNAVAILABLE).withProbability(0.5));
        Caller bot = new Caller(teams);
        String first = statuses(bot, chat);
        try (FakeTeams twin = FakeTeams.builder().start()) {
            String twinChat = chat(twin);
            twin.enforceLimits(false);
            twin.inject(Fault.of(FaultKind.UNAVAILABLE).withProbability(0.5));
            assertThat(statuses(new Caller(twin), twinChat))
                    .isEqualTo(first)
                    .contains("503")
                    .contains("201");
        }
    }

    private static String statuses(Caller bot, String chat) {
        return IntStream.range(0, 20)
                .mapToObj(i -> " " + bot.send(chat, "x").status())
                .reduce("", String::concat);
    }

    @Test
    void faults_are_listed_and_cleared(FakeTeams teams) {
        Caller bot = new Caller(teams);
        bot.post("/_fake/faults", "{\"fault\":\"throttled\",\"operation\":\"send\"}");
        String id =
                bot.get("/_fake/faults").json().path("faults").get(0).path("id").toString();
        assertThat(bot.delete("/_fake/faults/" + id).status()).isEqualTo(204);
        assertThat(bot.delete("/_fake/faults/" + id).status()).isEqualTo(404);
        assertThat(bot.send(chat(teams), "x").status()).isEqualTo(201);
    }

    @Test
    void a_fault_that_does_not_exist_is_refused_with_those_that_do(FakeTeams teams) {
        Caller.Answer refused = new Caller(teams).post("/_fake/faults", "{\"fault\":\"gremlins\"}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).contains("gremlins").contains("dropped-after");
    }
}
