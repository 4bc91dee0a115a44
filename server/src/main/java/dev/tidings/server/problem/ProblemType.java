package dev.tidings.server.problem;

import java.util.Locale;

/// The kinds of problems; their names are stable, so that programs can tell them apart.
public enum ProblemType {
    MALFORMED_JSON(400, "The body is not JSON"),
    UNKNOWN_FIELD(400, "A field is not known"),
    INVALID_FIELD(400, "A field is missing or has a wrong value"),
    INVALID_PARAMETER(400, "A parameter has a wrong value"),
    INVALID_REQUEST(400, "The request cannot be understood"),
    AMBIGUOUS_TENANT(400, "The tenant is not clear"),
    UNAUTHENTICATED(401, "The request does not prove who sends it"),
    NOT_PERMITTED(403, "This is not permitted"),
    FOREIGN_REQUEST(403, "The request comes from elsewhere"),
    UNKNOWN_TARGET(404, "The target is not known"),
    UNKNOWN_BOT(404, "The bot is not known"),
    NOT_FOUND(404, "There is no such thing"),
    METHOD_NOT_ALLOWED(405, "The method is not allowed here"),
    NOT_ACCEPTABLE(406, "The wanted format is not available"),
    IDEMPOTENCY_CONFLICT(409, "The idempotency key was used for something else"),
    NAME_TAKEN(409, "The name stands for something else"),
    ALREADY_OVER(409, "Everything of it has ended"),
    ALREADY_CANCELLED(409, "It was cancelled"),
    ALREADY_EXPIRED(409, "Its time has run out"),
    ALREADY_RECALLED(409, "It was recalled"),
    NOTHING_DELIVERED(409, "Nothing of it was delivered"),
    TOO_MANY_ORDERS(409, "It was edited and recalled as often as can be"),
    NOT_UNCERTAIN(409, "The delivery is not uncertain"),
    ALREADY_ANSWERED(409, "Another answer was given before"),
    NOT_RETRYABLE(409, "Deliveries in this state are not sent again"),
    BODY_TOO_LARGE(413, "The body is too large"),
    MESSAGE_TOO_LARGE(413, "The message is too large for Teams"),
    UNSUPPORTED_MEDIA_TYPE(415, "The body has a wrong type"),
    INTERNAL_ERROR(500, "Something went wrong inside Tidings"),
    KEYS_UNAVAILABLE(503, "The keys that verify tokens are not available"),
    OVERLOADED(503, "Too much is going on"),
    STORE_UNAVAILABLE(503, "The database is not available");

    private final int status;
    private final String title;

    ProblemType(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /// The HTTP status that goes with it.
    public int status() {
        return status;
    }

    /// The kind in a few words, the same for every problem of this kind.
    public String title() {
        return title;
    }

    /// The stable identifier, such as `urn:tidings:problem:unknown-field`.
    public String uri() {
        return "urn:tidings:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
