package dev.tidings.teams.graph;

import dev.tidings.teams.auth.TokenException;
import dev.tidings.teams.graph.GraphException.Details;
import dev.tidings.teams.graph.GraphException.Kind;
import dev.tidings.teams.http.HttpAnswer;
import dev.tidings.teams.http.RetryAfter;
import dev.tidings.teams.http.TransportException;
import java.time.Instant;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// The one place that reads Graph's status, code and words, and says what can be done about them.
final class Refusals {
    private static final int MESSAGE_LENGTH = 300;

    private Refusals() {}

    /// Classifies an answer that is not 2xx.
    static GraphException of(HttpAnswer answer, Instant now) {
        JsonNode error = error(answer.body());
        String code = error.path("code").stringValue("");
        String words = error.path("message").stringValue("");
        var details = new Details(
                answer.status(),
                code.isEmpty() ? null : code,
                answer.header("Retry-After")
                        .flatMap(value -> RetryAfter.read(value, now))
                        .orElse(null),
                answer.header("request-id").orElse(null));
        String sentence = ("HTTP " + answer.status() + " " + oneLine(code)).strip();
        return new GraphException(
                kind(answer.status(), code.toLowerCase(Locale.ROOT), words.toLowerCase(Locale.ROOT)),
                words.isEmpty() ? sentence : sentence + ": " + oneLine(words),
                details,
                null);
    }

    private static JsonNode error(String body) {
        try {
            return Answers.MAPPER.readTree(body).path("error");
        } catch (JacksonException notJson) {
            return JsonNodeFactory.instance.missingNode();
        }
    }

    /// Classifies a call that no answer came to.
    static GraphException of(TransportException cut) {
        return switch (cut.written()) {
            case NO -> unanswered(Kind.BUSY, "the request did not reach the service: " + cut.getMessage(), cut);
            case MAYBE -> unanswered(Kind.UNCERTAIN, "no answer: " + cut.getMessage(), cut);
        };
    }

    static GraphException of(TokenException missing) {
        return unanswered(Kind.NO_TOKEN, String.valueOf(missing.getMessage()), missing);
    }

    /// A 2xx that does not say what it must.
    static GraphException unreadable(HttpAnswer answer, String what) {
        var details = new Details(
                answer.status(), null, null, answer.header("request-id").orElse(null));
        return new GraphException(Kind.BAD_ANSWER, what, details, null);
    }

    /// Nothing was sent, or nothing that was sent helps.
    static GraphException here(Kind kind, String why) {
        return new GraphException(kind, why, Details.NONE, null);
    }

    private static GraphException unanswered(Kind kind, String why, Throwable cause) {
        return new GraphException(kind, why, Details.NONE, cause);
    }

    private static Kind kind(int status, String code, String words) {
        if (status >= 300 && status < 400) {
            return Kind.REDIRECTED;
        }
        return switch (status) {
            case 400 -> words.contains("schema validation") ? Kind.GLITCH : Kind.BAD_REQUEST;
            case 401 -> Kind.UNAUTHORIZED;
            case 403 -> forbidden(code, words);
            case 404 -> Kind.NOT_FOUND;
            case 409 -> Kind.ALREADY_INSTALLED;
            case 410 -> Kind.STALE_LINK;
            case 429 -> Kind.THROTTLED;
            case 503 -> Kind.BUSY;
            case 502, 504 -> Kind.UNCERTAIN;
            default -> status >= 500 ? Kind.FAILED : Kind.BAD_REQUEST;
        };
    }

    private static Kind forbidden(String code, String words) {
        if (words.contains("blocked by app permission policy")) {
            return Kind.BLOCKED_BY_POLICY;
        }
        if (words.contains("not allowed to manage the teams app")) {
            return Kind.NOT_MANAGEABLE;
        }
        boolean permission = code.equals("authorization_requestdenied")
                || words.contains("missing role permissions")
                || words.contains("missing scope permissions");
        return permission ? Kind.NO_PERMISSION : Kind.FORBIDDEN;
    }

    private static String oneLine(String untrusted) {
        String line = untrusted.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() <= MESSAGE_LENGTH ? line : line.substring(0, MESSAGE_LENGTH) + "...";
    }
}
