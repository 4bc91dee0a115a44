package dev.tidings.teams.auth;

import dev.tidings.teams.http.HttpAnswer;
import dev.tidings.teams.http.HttpCall;
import dev.tidings.teams.http.HttpTransport;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes calls that carry a token; one that is answered 401 is made once more if there is a fresh token.
///
/// It checks no address: whoever uses it has decided that the token may be seen there. Safe to use from many
/// threads.
public final class BearerCalls {
    private static final String USER_AGENT = "tidings-teams";

    private final HttpTransport transport;
    private final TokenSource tokens;
    private final Duration timeout;
    private volatile Headers headers = Headers.of(null);

    /// @param timeout how long one answer may take
    public BearerCalls(HttpTransport transport, TokenSource tokens, Duration timeout) {
        this.transport = transport;
        this.tokens = tokens;
        this.timeout = timeout;
    }

    /// Gets a token now, so that the first call does not wait for it.
    ///
    /// @throws TokenException if none could be had
    public void logIn() {
        headers(token());
    }

    /// Makes the call and gives back its answer, whatever the status.
    ///
    /// @param body JSON, or null for none
    /// @throws TokenException if no token could be had; nothing was sent
    /// @throws dev.tidings.teams.http.TransportException if there was no answer
    public HttpAnswer make(String method, URI uri, @Nullable String body) {
        return make(method, uri, body, Map.of());
    }

    /// The same with further headers.
    public HttpAnswer make(String method, URI uri, @Nullable String body, Map<String, String> further) {
        String token = token();
        HttpAnswer answer = send(method, uri, body, further, token);
        if (answer.status() == 401 && token != null) {
            tokens.refused(token);
            String fresh = token();
            answer = fresh == null || fresh.equals(token) ? answer : send(method, uri, body, further, fresh);
        }
        return answer;
    }

    private HttpAnswer send(
            String method, URI uri, @Nullable String body, Map<String, String> further, @Nullable String token) {
        Map<String, String> usual = headers(token).with(body);
        return transport.send(
                new HttpCall(method, uri, further.isEmpty() ? usual : both(usual, further), body, timeout));
    }

    private static Map<String, String> both(Map<String, String> usual, Map<String, String> further) {
        Map<String, String> all = new LinkedHashMap<>(usual);
        all.putAll(further);
        return all;
    }

    private @Nullable String token() {
        Optional<String> token = tokens.token();
        return token.orElse(null);
    }

    private Headers headers(@Nullable String token) {
        Headers current = headers;
        if (!Objects.equals(current.token, token)) {
            current = Headers.of(token);
            headers = current;
        }
        return current;
    }

    /// The headers that go with one token, written once.
    private record Headers(@Nullable String token, Map<String, String> withBody, Map<String, String> withoutBody) {

        static Headers of(@Nullable String token) {
            Map<String, String> headers = new LinkedHashMap<>();
            headers.put("Accept", "application/json");
            headers.put("User-Agent", USER_AGENT);
            if (token != null) {
                headers.put("Authorization", "Bearer " + token);
            }
            Map<String, String> withoutBody = Map.copyOf(headers);
            headers.put("Content-Type", "application/json; charset=utf-8");
            return new Headers(token, Map.copyOf(headers), withoutBody);
        }

        Map<String, String> with(@Nullable String body) {
            return body == null ? withoutBody : withBody;
        }

        /// Leaves the token out.
        @Override
        public String toString() {
            return "Headers";
        }
    }
}
