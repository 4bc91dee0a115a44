package dev.tidings.teams.connector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.teams.connector.ConnectorException.Kind;
import dev.tidings.teams.http.HttpAnswer;
import dev.tidings.teams.http.TransportException;
import dev.tidings.teams.http.TransportException.Written;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RefusalsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @ParameterizedTest(name = "{0} {1} -> {3}")
    @CsvSource(nullValues = "-", textBlock = """
            301, -, -, REDIRECTED
            302, -, -, REDIRECTED
            307, -, -, REDIRECTED
            400, BadArgument, Bad Argument, BAD_REQUEST
            400, Bad Argument, Bad Argument, BAD_REQUEST
            400, BadArgument, Failed to decrypt pairwise id, FOREIGN_ID
            400, BadArgument, Failed to decrypt conversation id, FOREIGN_ID
            403, BadArgument, Failed to decrypt pairwise id, FOREIGN_ID
            400, BadSyntax, Incorrect conversation creation parameters, BAD_REQUEST
            400, MissingProperty, -, BAD_REQUEST
            401, BotNotRegistered, -, UNAUTHORIZED
            401, AuthorizationError, -, UNAUTHORIZED
            401, -, -, UNAUTHORIZED
            403, BotDisabledByAdmin, -, DISABLED_BY_ADMIN
            403, BotNotInConversationRoster, -, NOT_INSTALLED
            403, ConversationBlockedByUser, -, WRITES_BLOCKED
            403, MessageWritesBlocked, -, WRITES_BLOCKED
            403, messagewritesblocked, -, WRITES_BLOCKED
            403, ForbiddenOperationException, -, NOT_INSTALLED
            403, InvalidBotApiHost, -, WRONG_HOST
            403, NotEnoughPermissions, -, NOT_PERMITTED
            403, SomethingNew, -, NOT_PERMITTED
            403, -, -, NOT_PERMITTED
            404, ActivityNotFoundInConversation, -, ACTIVITY_NOT_FOUND
            404, ConversationNotFound, -, CONVERSATION_NOT_FOUND
            404, -, -, CONVERSATION_NOT_FOUND
            404, NoSuchRoute, -, BAD_REQUEST
            405, -, -, BAD_REQUEST
            408, -, -, FAILED
            409, Conflict, -, BAD_REQUEST
            412, PreconditionFailed, -, BUSY
            413, MessageSizeTooBig, -, TOO_BIG
            413, -, -, TOO_BIG
            400, MessageSizeTooBig, -, TOO_BIG
            429, Throttled, -, THROTTLED
            429, -, -, THROTTLED
            500, ServiceError, -, FAILED
            500, -, -, FAILED
            501, -, -, FAILED
            502, ServiceError, -, UNCERTAIN
            502, -, -, UNCERTAIN
            503, -, -, BUSY
            504, -, -, UNCERTAIN
            599, -, -, FAILED
            """)
    void each_answer_says_what_can_be_done(int status, @Nullable String code, @Nullable String message, Kind kind) {
        ConnectorException refusal = refusal(status, code == null ? "" : error(code, message), Map.of());
        assertThat(refusal.kind()).isEqualTo(kind);
        assertThat(refusal.status()).isEqualTo(status);
        assertThat(refusal.code()).isEqualTo(Optional.ofNullable(code));
    }

    @Test
    void a_block_is_found_in_json_inside_a_string() {
        ConnectorException refusal = refusal(403, """
                {"errorCode":209,"message":"{\\r\\n \\"subCode\\":\\"MessageWritesBlocked\\",\\"details\\":\\"Thread is \
                blocked from message writes.\\",\\"errorCode\\":null,\\"errorSubCode\\":null}"}""", Map.of());
        assertThat(refusal.kind()).isEqualTo(Kind.WRITES_BLOCKED);
        assertThat(refusal.code()).contains("MessageWritesBlocked");
        assertThat(refusal).hasMessage("HTTP 403 MessageWritesBlocked: Thread is blocked from message writes.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":{\"code\":\"BotDisabledByAdmin\",\"message\":\"m\","
                        + "\"innerHttpError\":{\"statusCode\":0,\"body\":{}}}}",
                "{\"code\":\"BotDisabledByAdmin\",\"message\":\"m\"}",
                "{\"error\":{\"message\":\"{\\\"subCode\\\":\\\"BotDisabledByAdmin\\\"}\"}}",
                "{\"error\":{\"innerHttpError\":{\"body\":{\"error\":{\"code\":\"BotDisabledByAdmin\"}}}}}",
                "{\"errorCode\":\"BotDisabledByAdmin\"}"
            })
    void every_place_where_a_code_was_seen_is_read(String body) {
        assertThat(refusal(403, body, Map.of()).kind()).isEqualTo(Kind.DISABLED_BY_ADMIN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "5",
                "\"x\"",
                "<html>Bad gateway</html>",
                "{",
                "{\"error\":5}",
                "{\"error\":\"text\"}",
                "{\"error\":{\"code\":{},\"message\":[]}}",
                "{\"message\":\"{not json\"}",
                "{\"message\":\"{}\"}",
                "{\"errorCode\":null,\"message\":null}"
            })
    void any_body_is_classified_by_its_status_at_least(String body) {
        assertThat(refusal(403, body, Map.of()).kind()).isEqualTo(Kind.NOT_PERMITTED);
        assertThat(refusal(502, body, Map.of()).kind()).isEqualTo(Kind.UNCERTAIN);
    }

    @Test
    void a_body_of_any_depth_is_survived() {
        String deep = "{\"error\":".repeat(100_000) + "1" + "}".repeat(100_000);
        assertThat(refusal(403, deep, Map.of()).kind()).isEqualTo(Kind.NOT_PERMITTED);
    }

    @ParameterizedTest(name = "Retry-After: {0} -> {1}")
    @CsvSource(nullValues = "-", delimiter = '|', textBlock = """
            5                             | PT5S
            ' 5 '                         | PT5S
            0                             | PT0S
            -7                            | PT0S
            Sun, 22 Nov 2026 10:00:30 GMT | PT30S
            Sun, 22 Nov 2026 09:59:00 GMT | PT0S
            999999999999                  | PT24H
            Sun, 22 Nov 2099 10:00:30 GMT | PT24H
            Mon, 22 Nov 2099 10:00:30 GMT | -
            soon                          | -
            1.5                           | -
            ''                            | -
            99999999999999999999999       | -
            2026-11-22T10:00:30Z          | -
            """)
    void retry_after_is_read_in_each_form(String header, @Nullable Duration wait) {
        ConnectorException refusal = refusal(429, "", Map.of("retry-after", List.of(header)));
        assertThat(refusal.retryAfter()).isEqualTo(Optional.ofNullable(wait));
    }

    @Test
    void an_absent_retry_after_is_empty() {
        assertThat(refusal(429, "", Map.of()).retryAfter()).isEmpty();
    }

    @Test
    void the_headers_that_support_asks_for_are_kept() {
        ConnectorException refusal = refusal(
                500,
                "",
                Map.of(
                        "ms-cv", List.of("a"),
                        "contextid", List.of("b"),
                        "x-correlating-operationid", List.of("c"),
                        "set-cookie", List.of("d")));
        assertThat(refusal.correlation())
                .isEqualTo(Map.of("MS-CV", "a", "ContextId", "b", "X-Correlating-OperationId", "c"));
    }

    @Test
    void what_teams_says_is_shown_on_one_line_of_bounded_length() {
        ConnectorException refusal = refusal(400, error("Bad\\nSyntax", "a\\r\\nb" + "x".repeat(5000)), Map.of());
        String shown = String.valueOf(refusal.getMessage());
        assertThat(shown).startsWith("HTTP 400 Bad Syntax: a bx").hasSizeLessThan(400);
        assertThat(shown.lines()).hasSize(1);
    }

    @Test
    void what_the_transport_knows_decides_whether_it_may_have_happened() {
        assertThat(Refusals.of(new TransportException(Written.NO, "refused", new IOException()))
                        .kind())
                .isEqualTo(Kind.BUSY);
        assertThat(Refusals.of(new TransportException(Written.MAYBE, "cut", new IOException()))
                        .kind())
                .isEqualTo(Kind.UNCERTAIN);
    }

    private static String error(String code, @Nullable String message) {
        return "{\"error\":{\"code\":\"" + code + "\",\"message\":\"" + (message == null ? "" : message) + "\"}}";
    }

    private static ConnectorException refusal(int status, String body, Map<String, List<String>> headers) {
        return Refusals.of(new HttpAnswer(status, headers, body), NOW);
    }
}
