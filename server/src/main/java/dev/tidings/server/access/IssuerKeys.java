package dev.tidings.server.access;

import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import dev.tidings.server.settings.OidcSettings;
import dev.tidings.teams.http.HttpAnswer;
import dev.tidings.teams.http.HttpCall;
import dev.tidings.teams.http.HttpTransport;
import dev.tidings.teams.http.TransportException;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Fetches the key set of the identity provider, which its metadata names if the settings do not. Thread-safe.
final class IssuerKeys implements ResourceRetriever {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int LONGEST = 1024 * 1024;

    private final OidcSettings settings;
    private final HttpTransport transport;
    private volatile boolean fetched;

    IssuerKeys(OidcSettings settings, HttpTransport transport) {
        this.settings = settings;
        this.transport = transport;
    }

    /// Whether there ever was a key set.
    boolean fetched() {
        return fetched;
    }

    @Override
    public Resource retrieveResource(URL metadata) throws IOException {
        URI configured = settings.jwksUri();
        Resource keys = new Resource(get(configured == null ? discovered() : configured), "application/json");
        fetched = true;
        return keys;
    }

    /// Stays on the issuer's own origin: whoever can bend its metadata must not bring keys from anywhere.
    private URI discovered() throws IOException {
        JsonNode metadata = json(get(settings.metadata()));
        if (!metadata.path("issuer").asString("").equals(settings.issuer())) {
            throw new IOException(settings.metadata() + " is the metadata of another issuer");
        }
        String address = metadata.path("jwks_uri").asString("");
        try {
            URI keys = URI.create(address);
            if (sameOrigin(keys, settings.metadata())) {
                return keys;
            }
        } catch (IllegalArgumentException noUri) {
            throw new IOException(settings.metadata() + " has no readable 'jwks_uri'", noUri);
        }
        throw new IOException("the keys are at '" + address
                + "', which is not on the issuer's own host; if that is right, set tidings.oidc.jwks-uri to it");
    }

    private static boolean sameOrigin(URI one, URI other) {
        return Objects.equals(one.getScheme(), other.getScheme())
                && Objects.equals(one.getHost(), other.getHost())
                && one.getPort() == other.getPort()
                && one.getUserInfo() == null;
    }

    private static JsonNode json(String text) throws IOException {
        try {
            return JsonMapper.shared().readTree(text);
        } catch (JacksonException notJson) {
            throw new IOException("the issuer's metadata is not JSON", notJson);
        }
    }

    private String get(URI uri) throws IOException {
        HttpAnswer answer;
        try {
            answer = transport.send(new HttpCall("GET", uri, Map.of("Accept", "application/json"), null, TIMEOUT));
        } catch (TransportException failed) {
            throw new IOException(uri + " does not answer", failed);
        }
        if (answer.status() != 200 || answer.body().length() > LONGEST) {
            throw new IOException(uri + " answered with status " + answer.status() + " and "
                    + answer.body().length() + " characters");
        }
        return answer.body();
    }
}
