package dev.tidings.teams.connector;

import dev.tidings.teams.auth.ServiceUrlRefusedException;
import dev.tidings.teams.auth.TokenException;
import dev.tidings.teams.connector.ConnectorException.Kind;
import dev.tidings.teams.http.HttpAnswer;
import dev.tidings.teams.http.RetryAfter;
import dev.tidings.teams.http.TransportException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The one place that reads status and error code, and says what a sender can do about them.
final class Refusals {
    private static final int MESSAGE_LENGTH = 300;

    private Refusals() {}

    /// Classifies an answer that is not 2xx.
    static ConnectorException of(HttpAnswer answer, Instant now) {
        ErrorBody body = ErrorBody.read(answer.body());
        Kind kind = kind(answer.status(), body);
        Duration wait = answer.header("Retry-After")
                .flatMap(value -> RetryAfter.read(value, now))
                .orElse(null);
        return new ConnectorException(
                kind, answer.status(), body.code(), sentence(answer.status(), body), wait, correlation(answer), null);
    }

    /// Classifies a call that no answer came to.
    static ConnectorException of(TransportException cut) {
        return switch (cut.written()) {
            case NO -> unanswered(Kind.BUSY, "the request did not reach the service: " + cut.getMessage(), cut);
            case MAYBE -> unanswered(Kind.UNCERTAIN, "no answer: " + cut.getMessage(), cut);
        };
    }

    static ConnectorException of(ServiceUrlRefusedException refused) {
        return unanswered(Kind.HOST_NOT_ALLOWED, String.valueOf(refused.getMessage()), refused);
    }

    static ConnectorException of(TokenException missing) {
        return unanswered(Kind.NO_TOKEN, String.valueOf(missing.getMessage()), missing);
    }

    /// A 2xx whose body does not say what it must.
    static ConnectorException unreadable(HttpAnswer answer, String what) {
        return new ConnectorException(Kind.BAD_ANSWER, answer.status(), null, what, null, correlation(answer), null);
    }

    /// A request that is wrong before it is sent.
    static ConnectorException unsent(Kind kind, String why) {
        return unanswered(kind, why, null);
    }

    private static ConnectorException unanswered(Kind kind, String why, @Nullable Throwable cause) {
        return new ConnectorException(kind, 0, null, why, null, Map.of(), cause);
    }

    private static Kind kind(int status, ErrorBody body) {
        if (status >= 300 && status < 400) {
            return Kind.REDIRECTED;
        }
        return switch (status) {
            case 400, 403, 404 -> byCode(status, body);
            case 401 -> Kind.UNAUTHORIZED;
            case 408, 500 -> Kind.FAILED;
            case 412, 503 -> Kind.BUSY;
            case 413 -> Kind.TOO_BIG;
            case 429 -> Kind.THROTTLED;
            case 502, 504 -> Kind.UNCERTAIN;
            default -> status > 500 ? Kind.FAILED : Kind.BAD_REQUEST;
        };
    }

    private static Kind byCode(int status, ErrorBody body) {
        if (isForeignId(body)) {
            return Kind.FOREIGN_ID;
        }
        String code = body.code() == null ? "" : body.code().toLowerCase(Locale.ROOT);
        return switch (code) {
            case "invalidbotapihost" -> Kind.WRONG_HOST;
            case "botnotinconversationroster", "forbiddenoperationexception" -> Kind.NOT_INSTALLED;
            case "messagewritesblocked", "conversationblockedbyuser", "209" -> Kind.WRITES_BLOCKED;
            case "botdisabledbyadmin" -> Kind.DISABLED_BY_ADMIN;
            case "messagesizetoobig" -> Kind.TOO_BIG;
            case "activitynotfoundinconversation" -> Kind.ACTIVITY_NOT_FOUND;
            case "conversationnotfound" -> Kind.CONVERSATION_NOT_FOUND;
            default -> byStatus(status, code);
        };
    }

    /// A 404 that names a code of its own is about something else than the conversation, such as the address.
    private static Kind byStatus(int status, String code) {
        return switch (status) {
            case 403 -> Kind.NOT_PERMITTED;
            case 404 -> code.isEmpty() || code.equals("notfound") ? Kind.CONVERSATION_NOT_FOUND : Kind.BAD_REQUEST;
            default -> Kind.BAD_REQUEST;
        };
    }

    private static boolean isForeignId(ErrorBody body) {
        String message = body.message() == null ? "" : body.message().toLowerCase(Locale.ROOT);
        return message.contains("decrypt pairwise id") || message.contains("decrypt conversation id");
    }

    private static String sentence(int status, ErrorBody body) {
        StringBuilder sentence = new StringBuilder("HTTP ").append(status);
        if (body.code() != null) {
            sentence.append(' ').append(oneLine(body.code()));
        }
        if (body.message() != null) {
            sentence.append(": ").append(oneLine(body.message()));
        }
        return sentence.toString();
    }

    private static String oneLine(String untrusted) {
        String line = untrusted.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() <= MESSAGE_LENGTH ? line : line.substring(0, MESSAGE_LENGTH) + "...";
    }

    private static Map<String, String> correlation(HttpAnswer answer) {
        Map<String, String> found = new LinkedHashMap<>();
        for (String name : ConnectorException.CORRELATION_HEADERS) {
            answer.header(name).ifPresent(value -> found.put(name, value));
        }
        return found;
    }
}
