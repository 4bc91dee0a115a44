package dev.tidings.teams.http;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One HTTP request: what is asked of which address, and how long the answer may take.
///
/// @param method the HTTP method, upper case
/// @param headers header values by name
/// @param body the body, sent as UTF-8, or null for a request without one
/// @param timeout how long to wait for the whole answer, counted from the call
public record HttpCall(
        String method,
        URI uri,
        Map<String, String> headers,
        @Nullable String body,
        Duration timeout) {

    public HttpCall {
        headers = Map.copyOf(headers);
    }

    /// Leaves headers and body out, since they may hold a token and a message text.
    @Override
    public String toString() {
        return method + " " + uri;
    }
}
