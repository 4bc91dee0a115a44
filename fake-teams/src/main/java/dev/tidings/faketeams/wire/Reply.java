package dev.tidings.faketeams.wire;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// An answer before it is written: status, headers, and a JSON body or none.
public record Reply(
        int status, Map<String, String> headers, @Nullable JsonNode body) {
    public Reply {
        headers = Map.copyOf(headers);
    }

    /// A status and a JSON body.
    public static Reply of(int status, @Nullable JsonNode body) {
        return new Reply(status, Map.of(), body);
    }

    /// 200 with a JSON body.
    public static Reply ok(JsonNode body) {
        return of(200, body);
    }

    /// 201 with a JSON body.
    public static Reply created(JsonNode body) {
        return of(201, body);
    }

    /// A status without a body.
    public static Reply empty(int status) {
        return of(status, null);
    }

    /// The connector's usual error body.
    public static Reply error(int status, String code, String message) {
        ObjectNode body = Json.object();
        body.putObject("error").put("code", code).put("message", message);
        return of(status, body);
    }

    /// The connector's other error body: its `message` is JSON inside a string.
    public static Reply writesBlocked() {
        String inner = String.join(
                "\r\n",
                "{",
                "  \"subCode\": \"MessageWritesBlocked\",",
                "  \"details\": \"Thread is blocked from message writes.\",",
                "  \"errorCode\": null,",
                "  \"errorSubCode\": null",
                "}");
        return of(403, Json.object().put("errorCode", 209).put("message", inner));
    }

    /// The same with one more header.
    public Reply with(String header, String value) {
        Map<String, String> all = new HashMap<>(headers);
        all.put(header, value);
        return new Reply(status, all, body);
    }
}
