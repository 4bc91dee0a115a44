package dev.tidings.teams.connector;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A call to Teams that was not answered with success, classified by what a sender can do about it.
public final class ConnectorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// The headers by which Microsoft's support finds a call.
    static final List<String> CORRELATION_HEADERS = List.of("MS-CV", "ContextId", "X-Correlating-OperationId");

    /// What went wrong, in the terms of what to do next. Sources of the codes: Microsoft's error table for
    /// bots.
    public enum Kind {
        /// 429: wait for [#retryAfter()], or back off if it is empty.
        THROTTLED,
        /// 412, 503, or the request was never written: nothing happened, try again later.
        BUSY,
        /// 502, 504, or no answer after the request was written: it may or may not have happened.
        UNCERTAIN,
        /// 500 or 408: it may have happened, and the platform asks not to repeat it.
        FAILED,
        /// 403 `InvalidBotApiHost`: the tenant lives behind another host.
        WRONG_HOST,
        /// 404 `ConversationNotFound`, or a 404 that names nothing else.
        CONVERSATION_NOT_FOUND,
        /// 404 `ActivityNotFoundInConversation`: the message to edit, delete or answer is gone.
        ACTIVITY_NOT_FOUND,
        /// An id that belongs to another bot, or is garbage: `Failed to decrypt pairwise id` and its kin.
        FOREIGN_ID,
        /// 403 `BotNotInConversationRoster` or `ForbiddenOperationException`: the app is not installed there.
        NOT_INSTALLED,
        /// 403 `MessageWritesBlocked` or `ConversationBlockedByUser`: blocked, muted or uninstalled.
        WRITES_BLOCKED,
        /// 403 `BotDisabledByAdmin`.
        DISABLED_BY_ADMIN,
        /// Any other 403.
        NOT_PERMITTED,
        /// 401: the token or the bot's registration is not accepted.
        UNAUTHORIZED,
        /// Any other 4xx: the request is wrong.
        BAD_REQUEST,
        /// 413, or found too large before sending.
        TOO_BIG,
        /// 3xx: redirects are never followed.
        REDIRECTED,
        /// The service URL is not one that may see the bot's token; nothing was sent.
        HOST_NOT_ALLOWED,
        /// The call could not get a token; nothing was sent.
        NO_TOKEN,
        /// 2xx with a body that cannot be read: it happened, but what it returned is unknown.
        BAD_ANSWER
    }

    private final Kind kind;
    private final int status;
    private final @Nullable String code;
    private final @Nullable Duration retryAfter;

    @SuppressWarnings("serial") // what Map.copyOf returns can be serialised, though its type does not say so
    private final Map<String, String> correlation;

    ConnectorException(
            Kind kind,
            int status,
            @Nullable String code,
            String message,
            @Nullable Duration retryAfter,
            Map<String, String> correlation,
            @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.status = status;
        this.code = code;
        this.retryAfter = retryAfter;
        this.correlation = Map.copyOf(correlation);
    }

    /// What a sender can do about it.
    public Kind kind() {
        return kind;
    }

    /// The HTTP status, or 0 if there was no answer.
    public int status() {
        return status;
    }

    /// Teams' own code, such as `BotNotInConversationRoster` or the sub-code `MessageWritesBlocked`.
    public Optional<String> code() {
        return Optional.ofNullable(code);
    }

    /// How long Teams asks to wait; never negative.
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /// The headers by which Microsoft's support finds the call: `MS-CV`, `ContextId`,
    /// `X-Correlating-OperationId`.
    public Map<String, String> correlation() {
        return correlation;
    }
}
