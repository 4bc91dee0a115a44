package dev.tidings.teams.connector;

import dev.tidings.teams.auth.BearerCalls;
import dev.tidings.teams.auth.ServiceUrlPolicy;
import dev.tidings.teams.auth.ServiceUrlRefusedException;
import dev.tidings.teams.auth.TokenException;
import dev.tidings.teams.auth.TokenSource;
import dev.tidings.teams.http.HttpAnswer;
import dev.tidings.teams.http.HttpTransport;
import dev.tidings.teams.http.TransportException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Makes authorised calls under a service URL: nothing leaves for a host that the policy does not allow.
final class Calls {
    private static final int REMEMBERED_URLS = 10_000;

    private final BearerCalls calls;
    private final ServiceUrlPolicy policy;
    private final InstantSource clock;
    private final Map<String, String> bases = new ConcurrentHashMap<>();

    Calls(HttpTransport transport, TokenSource tokens, ServiceUrlPolicy policy, Duration timeout, InstantSource clock) {
        this.calls = new BearerCalls(transport, tokens, timeout);
        this.policy = policy;
        this.clock = clock;
    }

    void logIn() {
        try {
            calls.logIn();
        } catch (TokenException missing) {
            throw Refusals.of(missing);
        }
    }

    /// Makes the call and gives back a 2xx; after a 401 once more, if there is a fresh token.
    HttpAnswer make(String method, String serviceUrl, String path, @Nullable String body) {
        URI uri = URI.create(base(serviceUrl) + path);
        HttpAnswer answer = answer(method, uri, body);
        if (!answer.successful()) {
            throw Refusals.of(answer, clock.instant());
        }
        return answer;
    }

    private HttpAnswer answer(String method, URI uri, @Nullable String body) {
        try {
            return calls.make(method, uri, body);
        } catch (TokenException missing) {
            throw Refusals.of(missing);
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
}
