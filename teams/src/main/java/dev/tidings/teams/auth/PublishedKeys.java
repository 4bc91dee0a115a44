package dev.tidings.teams.auth;

import dev.tidings.teams.http.HttpAnswer;
import dev.tidings.teams.http.HttpCall;
import dev.tidings.teams.http.HttpTransport;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Fetches the keys that an issuer publishes: its metadata first, then the key set that the metadata points to.
///
/// The key set must be on the metadata's own origin: otherwise whoever can bend the metadata could bring
/// keys of their own from anywhere.
record PublishedKeys(URI metadata, HttpTransport transport) {
    private static final Logger LOG = LoggerFactory.getLogger(PublishedKeys.class);
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int MAX_LENGTH = 1024 * 1024;

    /// The keys by their id; never empty.
    ///
    /// @throws UnreadableKeysException if an answer is not what it should be
    /// @throws dev.tidings.teams.http.TransportException if there is none
    Map<String, SigningKey> fetch() {
        URI keySet = keySet(get(metadata).path("jwks_uri").asString(""));
        Map<String, SigningKey> keys = new HashMap<>();
        for (JsonNode key : get(keySet).path("keys")) {
            add(keys, key);
        }
        if (keys.isEmpty()) {
            throw new UnreadableKeysException("no usable key at " + keySet);
        }
        return Map.copyOf(keys);
    }

    private void add(Map<String, SigningKey> keys, JsonNode json) {
        try {
            SigningKey key = SigningKey.read(json);
            keys.putIfAbsent(key.id(), key);
        } catch (ParseException | RuntimeException unusable) {
            LOG.debug("A published key is not usable: {}", unusable.getMessage());
        }
    }

    private URI keySet(String jwksUri) {
        try {
            URI keySet = URI.create(jwksUri);
            if (Origin.of(keySet).equals(Origin.of(metadata))) {
                return keySet;
            }
        } catch (IllegalArgumentException notAUrl) {
            throw new UnreadableKeysException("the metadata has no readable 'jwks_uri'");
        }
        throw new UnreadableKeysException("the metadata's 'jwks_uri' leaves the metadata's own origin");
    }

    private JsonNode get(URI uri) {
        HttpAnswer answer = transport.send(new HttpCall("GET", uri, Map.of(), null, TIMEOUT));
        if (answer.status() != 200) {
            throw new UnreadableKeysException(uri + " answered with status " + answer.status());
        }
        if (answer.body().length() > MAX_LENGTH) {
            throw new UnreadableKeysException(uri + " answered with more than " + MAX_LENGTH + " characters");
        }
        try {
            return MAPPER.readTree(answer.body());
        } catch (JacksonException notJson) {
            throw new UnreadableKeysException(uri + " did not answer with JSON");
        }
    }

    /// What was fetched is no key set.
    static final class UnreadableKeysException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnreadableKeysException(String message) {
            super(message);
        }
    }
}
