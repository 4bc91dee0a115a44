package dev.tidings.faketeams.fault;

import java.util.Locale;
import java.util.Optional;

/// What can go wrong. Each is named in kebab-case on the wire; those with an error code also answer to the
/// code.
public enum FaultKind {
    THROTTLED(429, "Throttled", "Too many requests."),
    PRECONDITION_FAILED(412, "PreconditionFailed", "Another operation on this conversation is in progress."),
    SERVICE_ERROR(500, "ServiceError", "An internal error occurred."),
    BAD_GATEWAY(502, "ServiceError", "A dependency failed."),
    UNAVAILABLE(503, "", ""),
    GATEWAY_TIMEOUT(504, "", ""),
    REQUEST_TIMEOUT(408, "", ""),
    BAD_ARGUMENT(400, "BadArgument", "Bad Argument"),
    PAIRWISE_ID(400, "BadArgument", "Failed to decrypt pairwise id"),
    CONVERSATION_ID(400, "BadArgument", "Failed to decrypt conversation id"),
    BAD_SYNTAX(400, "BadSyntax", "Incorrect conversation creation parameters"),
    MISSING_PROPERTY(400, "MissingProperty", "A required property is missing."),
    AUTHORIZATION_ERROR(401, "AuthorizationError", "Authorization has been denied for this request."),
    UNAUTHORIZED_WITHOUT_CODE(401, "", ""),
    BOT_NOT_REGISTERED(401, "BotNotRegistered", "The bot is not registered."),
    BOT_DISABLED_BY_ADMIN(403, "BotDisabledByAdmin", "The tenant admin disabled this bot."),
    BOT_NOT_IN_CONVERSATION_ROSTER(
            403, "BotNotInConversationRoster", "The bot is not part of the conversation roster."),
    CONVERSATION_BLOCKED_BY_USER(403, "ConversationBlockedByUser", "User blocked the conversation with the bot."),
    MESSAGE_WRITES_BLOCKED(403, "MessageWritesBlocked", ""),
    FORBIDDEN_OPERATION(403, "ForbiddenOperationException", "The bot is not installed in the user's personal scope."),
    INVALID_BOT_API_HOST(
            403,
            "InvalidBotApiHost",
            "Invalid bot api host. For GCC tenants, please call https://smba.infra.gcc.teams.microsoft.com."),
    NOT_ENOUGH_PERMISSIONS(403, "NotEnoughPermissions", "The bot may not do this here."),
    ACTIVITY_NOT_FOUND(404, "ActivityNotFoundInConversation", "The activity was not found in the conversation."),
    CONVERSATION_NOT_FOUND(404, "ConversationNotFound", "Conversation not found."),
    APP_BLOCKED_BY_POLICY(403, "Forbidden", "App is blocked by app permission policy."),
    APP_NOT_MANAGEABLE(
            403,
            "Forbidden",
            "AAD App Id '00000000-0000-0000-0000-000000000000' is not allowed to manage the Teams App."),
    MISSING_PERMISSION(403, "Forbidden", "Missing role permissions on the request. Roles on the request ''."),
    INSUFFICIENT_PRIVILEGES(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation."),
    NOT_FOUND(404, "NotFound", "No app found in the catalog with that id."),
    ALREADY_INSTALLED(409, "Conflict", "App is already installed."),
    SYNC_STATE_NOT_FOUND(410, "syncStateNotFound", "The sync state generation is not found; resync is required."),
    SCHEMA_VALIDATION(400, "BadRequest", "Bad Request: schema validation failed for the request."),
    MESSAGE_SIZE_TOO_BIG(413, "MessageSizeTooBig", "Message size too large."),
    /// Any status, code and message that the fault itself gives.
    CUSTOM(500, "", ""),
    /// The connection closes after the request was carried out; nobody answers.
    DROPPED_AFTER(0, "", ""),
    /// The connection closes before the request was carried out.
    DROPPED_BEFORE(0, "", ""),
    /// The request was carried out; headers and half a body arrive, then the connection closes.
    HALF_ANSWER(0, "", ""),
    /// The right answer, late by `delay`.
    SLOW(0, "", ""),
    /// The request was carried out and answered with success, but without a body.
    EMPTY_ANSWER(200, "", ""),
    /// A redirect to `location`; the request was not carried out.
    REDIRECT(307, "", ""),
    /// A page of HTML instead of JSON, as proxies answer.
    NOT_JSON(502, "", "");

    private final int status;
    private final String code;
    private final String message;

    FaultKind(int status, String code, String message) {
        this.status = status;
        this.code = code;
        this.message = message;
    }

    /// The name on the wire, such as `dropped-after`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The kind with that name or, failing that, the first with that error code.
    public static Optional<FaultKind> named(String word) {
        for (FaultKind each : values()) {
            if (each.word().equals(word)) {
                return Optional.of(each);
            }
        }
        for (FaultKind each : values()) {
            if (!each.code.isEmpty() && each.code.equals(word)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    String message() {
        return message;
    }
}
