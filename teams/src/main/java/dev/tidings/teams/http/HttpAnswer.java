package dev.tidings.teams.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What a server answered: status, headers and the whole body as text.
///
/// @param headers values by header name; names are compared without regard to case
/// @param body the body read as UTF-8, empty if there was none
public record HttpAnswer(int status, Map<String, List<String>> headers, String body) {

    public HttpAnswer {
        var byName = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        byName.putAll(headers);
        headers = byName;
    }

    /// The first value of a header, whatever the case of its name.
    public Optional<String> header(String name) {
        return headers.getOrDefault(name, List.of()).stream().findFirst();
    }

    /// Whether the status is 2xx.
    public boolean successful() {
        return status >= 200 && status < 300;
    }

    /// Leaves headers and body out, since they may hold a token or a message text.
    @Override
    public String toString() {
        return "HTTP " + status;
    }
}
