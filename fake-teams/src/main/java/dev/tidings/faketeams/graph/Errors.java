package dev.tidings.faketeams.graph;

import dev.tidings.faketeams.wire.Refusal;

/// The refusals that Graph gives.
final class Errors {
    private Errors() {}

    static Refusal badRequest(String message) {
        return Refusal.of(400, "BadRequest", message);
    }

    static Refusal unauthorized() {
        return Refusal.of(401, "InvalidAuthenticationToken", "Access token validation failure. Invalid audience.");
    }

    static Refusal insufficient() {
        return Refusal.of(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.");
    }

    static Refusal accessDenied() {
        return Refusal.of(403, "ErrorAccessDenied", "Access is denied. Check credentials and try again.");
    }

    static Refusal noMailbox() {
        return Refusal.of(
                404,
                "MailboxNotEnabledForRESTAPI",
                "The mailbox is either inactive, soft-deleted, or is hosted on-premise.");
    }

    static Refusal forbidden(String message) {
        return Refusal.of(403, "Forbidden", message);
    }

    static Refusal noResource(String id) {
        return Refusal.of(
                404,
                "Request_ResourceNotFound",
                "Resource '" + id + "' does not exist or one of its queried reference-property objects are not"
                        + " present.");
    }

    static Refusal notFound(String message) {
        return Refusal.of(404, "NotFound", message);
    }

    static Refusal conflict() {
        return Refusal.of(409, "Conflict", "App is already installed.");
    }

    static Refusal tooOld() {
        return Refusal.of(410, "syncStateNotFound", "The sync state generation is not found; resync is required.");
    }
}
