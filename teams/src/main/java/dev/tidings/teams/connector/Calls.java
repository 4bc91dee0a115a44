package dev.tidings.teams.connector;

import dev.tidings.teams.auth.ServiceUrlPolicy;
import dev.tidings.teams.auth.ServiceUrlRefusedException;
import dev.tidings.teams.auth.TokenException;
import dev.tidings.teams.auth.TokenSource;
import dev.tidings.teams.http.HttpAnswer;
import dev.tidings.teams.http.HttpCall;
import dev.tidings.teams.http.HttpTransport;
import dev.tidings.teams.http.TransportException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Makes authorised calls under a service URL: nothing leaves for a host that the policy does not allow.
final class Calls {
    private static final int REMEMBERED_URLS = 10_000;
    private static final String USER_AGENT = "tidings-teams";

    private final HttpTransport transport;
    private final TokenSource tokens;
    private final ServiceUrlPolicy policy;
    private final Duration timeout;
    private final InstantSource clock;
    private final Map<String, String> bases = new ConcurrentHashMap<>();
    private volatile Headers headers = Headers.of(null);

    Calls(HttpTransport transport, TokenSource tokens, ServiceUrlPolicy policy, Duration timeout, InstantSource clock) {
        this.transport = transport;
        this.tokens = tokens;
        this.policy = policy;
        this.timeout = timeout;
        this.clock = clock;
    }

    /// Makes the call and gives back a 2xx; after a 401 once more, if there is a fresh token.
    HttpAnswer make(String method, String serviceUrl, String path, @Nullable String body) {
        URI uri = URI.create(base(serviceUrl) + path);
        String token = token();
        HttpAnswer answer = send(method, uri, body, token);
        if (answer.status() == 401 && token != null) {
            tokens.refused(token);
            String fresh = token();
            answer = fresh == null || fresh.equals(token) ? answer : send(method, uri, body, fresh);
        }
        if (!answer.successful()) {
            throw Refusals.of(answer, clock.instant());
        }
        return answer;
    }

    private HttpAnswer send(String method, URI uri, @Nullable String body, @Nullable String token) {
        try {
            return transport.send(new HttpCall(method, uri, headers(token).with(body), body, timeout));
        } catch (TransportException cut) {
            throw Refusals.of(cut);
        }
    }

    /// Checked once per service URL: a bot knows a handful of them, and uses them for every message.
    private String base(String serviceUrl) {
        String known = bases.get(serviceUrl);
        if (known != null) {
            return known;
        }
        try {
            String checked = policy.require(serviceUrl).toString();
            if (bases.size() < REMEMBERED_URLS) {
                bases.put(serviceUrl, checked);
            }
            return checked;
        } catch (ServiceUrlRefusedException refused) {
            throw Refusals.of(refused);
        }
    }

    private @Nullable String token() {
        try {
            Optional<String> token = tokens.token();
            return token.orElse(null);
        } catch (TokenException missing) {
            throw Refusals.of(missing);
        }
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
