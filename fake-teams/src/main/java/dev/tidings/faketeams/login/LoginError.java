package dev.tidings.faketeams.login;

import dev.tidings.faketeams.wire.Json;
import dev.tidings.faketeams.wire.Refusal;
import dev.tidings.faketeams.wire.Reply;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/// Refusals in the shape that Entra uses.
final class LoginError {
    private LoginError() {}

    static Refusal invalidClient(int code, String what) {
        return of(401, "invalid_client", code, what);
    }

    static Refusal of(int status, String error, int code, String what) {
        String trace = UUID.randomUUID().toString();
        ObjectNode body = Json.object()
                .put("error", error)
                .put("error_description", "AADSTS" + code + ": " + what + " Trace ID: " + trace);
        body.putArray("error_codes").add(code);
        body.put("trace_id", trace).put("correlation_id", trace);
        body.put("error_uri", "https://login.microsoftonline.com/error?code=" + code);
        return new Refusal(Reply.of(status, body));
    }
}
