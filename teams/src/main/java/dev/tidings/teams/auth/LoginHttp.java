package dev.tidings.teams.auth;

import com.microsoft.aad.msal4j.HttpRequest;
import com.microsoft.aad.msal4j.HttpResponse;
import com.microsoft.aad.msal4j.IHttpClient;
import com.microsoft.aad.msal4j.IHttpResponse;
import dev.tidings.teams.auth.TokenException.Reason;
import dev.tidings.teams.http.HttpAnswer;
import dev.tidings.teams.http.HttpCall;
import dev.tidings.teams.http.HttpTransport;
import dev.tidings.teams.http.TransportException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Lets MSAL send through our transport, to the configured login base in place of the cloud's own host.
///
/// MSAL itself insists on https and on hosts it knows. A base on this machine also stands in for the
/// instance metadata service, which MSAL asks for a managed identity's token.
final class LoginHttp implements IHttpClient {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int MAX_LENGTH = 256 * 1024;
    private static final Origin INSTANCE_METADATA = Origin.of("http", "169.254.169.254", -1);

    private final HttpTransport transport;
    private final Origin cloud;
    private final @Nullable URI base;

    /// @param base where to send instead, or null for where MSAL wants to
    /// @throws IllegalArgumentException if the base is neither on this machine nor the cloud's own host
    LoginHttp(HttpTransport transport, Cloud cloud, @Nullable URI base) {
        this.transport = transport;
        this.cloud = Origin.of(cloud.login());
        if (base != null && !Origin.of(base).equals(this.cloud) && !Loopback.isUrl(base)) {
            throw new IllegalArgumentException(
                    "the login base must be " + cloud.login() + " or on this machine, not " + Origin.of(base));
        }
        this.base = base;
    }

    @Override
    public IHttpResponse send(HttpRequest request) {
        String body = request.body();
        HttpAnswer answer = answer(new HttpCall(
                request.httpMethod().name(),
                target(URI.create(request.url().toString())),
                Objects.requireNonNullElse(request.headers(), Map.of()),
                body == null || body.isEmpty() ? null : body,
                TIMEOUT));
        HttpResponse response = new HttpResponse().statusCode(answer.status()).body(answer.body());
        response.addHeaders(answer.headers());
        return response;
    }

    private HttpAnswer answer(HttpCall call) {
        HttpAnswer answer;
        try {
            answer = transport.send(call);
        } catch (TransportException failed) {
            throw new TokenException(
                    Reason.UNAVAILABLE, Origin.of(call.uri()) + " did not answer: " + failed.getMessage(), failed);
        }
        // Kept from MSAL, which would answer from its own memory of the failure for a minute or two.
        if (answer.status() == 429 || answer.status() >= 500) {
            throw new TokenException(
                    Reason.UNAVAILABLE, Origin.of(call.uri()) + " answered with status " + answer.status(), null);
        }
        if (answer.body().length() > MAX_LENGTH) {
            throw new TokenException(Reason.REFUSED, Origin.of(call.uri()) + " answered with too much", null);
        }
        return answer;
    }

    private URI target(URI wanted) {
        Origin origin = Origin.of(wanted);
        if (base == null || !(origin.equals(cloud) || (origin.equals(INSTANCE_METADATA) && Loopback.isUrl(base)))) {
            return wanted;
        }
        String prefix = base.toString().replaceFirst("/+$", "");
        String query = wanted.getRawQuery();
        return URI.create(prefix + wanted.getRawPath() + (query == null ? "" : "?" + query));
    }
}
