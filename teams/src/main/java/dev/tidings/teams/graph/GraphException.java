package dev.tidings.teams.graph;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A call to Microsoft Graph that was not answered with success, classified by what can be done about it.
public final class GraphException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// What went wrong, in the terms of what to do next.
    public enum Kind {
        /// 429: wait for [#retryAfter()], or back off if it is empty.
        THROTTLED,
        /// 503, or the request was never written: nothing happened, try again later.
        BUSY,
        /// 502, 504, or no answer after the request was written: it may have happened. Every call here can be
        /// repeated without harm.
        UNCERTAIN,
        /// 500, or another 5xx.
        FAILED,
        /// 400 with words about a schema: seen to pass when many are installed, so try again later.
        GLITCH,
        /// 409: the app is installed there already.
        ALREADY_INSTALLED,
        /// 403: an administrator's policy keeps the app from this person.
        BLOCKED_BY_POLICY,
        /// 403: the app's manifest does not name this app registration, so it may not manage itself.
        NOT_MANAGEABLE,
        /// 403: no administrator has consented to the permission that this takes.
        NO_PERMISSION,
        /// Any other 403.
        FORBIDDEN,
        /// 404: there is no such person, group, team, chat, app or installation.
        NOT_FOUND,
        /// Several people have the address that was asked for.
        AMBIGUOUS,
        /// 410: the delta link is too old; begin again without one.
        STALE_LINK,
        /// A link to another page leads to another server; nothing was sent there.
        FOREIGN_LINK,
        /// 401: the token is not accepted.
        UNAUTHORIZED,
        /// Any other 4xx: the request is wrong.
        BAD_REQUEST,
        /// 3xx: redirects are never followed.
        REDIRECTED,
        /// The call could not get a token; nothing was sent.
        NO_TOKEN,
        /// 2xx with a body that cannot be read, or that is about somebody else than was asked for.
        BAD_ANSWER
    }

    private final Kind kind;
    private final int status;
    private final @Nullable String code;
    private final @Nullable Duration retryAfter;
    private final @Nullable String requestId;

    GraphException(Kind kind, String message, Details details, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.status = details.status();
        this.code = details.code();
        this.retryAfter = details.retryAfter();
        this.requestId = details.requestId();
    }

    /// What an answer said, besides its sentence.
    record Details(
            int status,
            @Nullable String code,
            @Nullable Duration retryAfter,
            @Nullable String requestId) {
        static final Details NONE = new Details(0, null, null, null);
    }

    /// What can be done about it.
    public Kind kind() {
        return kind;
    }

    /// The HTTP status, or 0 if there was no answer.
    public int status() {
        return status;
    }

    /// Graph's own code, such as `Forbidden`.
    public Optional<String> code() {
        return Optional.ofNullable(code);
    }

    /// How long Graph asks to wait; never negative.
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /// The id by which Microsoft's support finds the call.
    public Optional<String> requestId() {
        return Optional.ofNullable(requestId);
    }
}
