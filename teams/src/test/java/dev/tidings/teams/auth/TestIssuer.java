package dev.tidings.teams.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Publishes OpenID metadata and keys on a socket, and signs what it is asked to.
final class TestIssuer implements AutoCloseable {
    final AtomicInteger fetches = new AtomicInteger();
    final Map<String, RSAKey> keys = new LinkedHashMap<>();
    List<String> endorsements = List.of("msteams", "webchat");
    volatile @Nullable String jwksUri;
    volatile @Nullable String keySet;
    volatile int status = 200;
    private final HttpServer server;

    TestIssuer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/metadata", exchange -> {
            fetches.incrementAndGet();
            String uri = jwksUri == null ? base() + "/keys" : jwksUri;
            answer(exchange, "{\"issuer\":\"https://api.botframework.com\",\"jwks_uri\":\"" + uri + "\"}");
        });
        server.createContext("/keys", exchange -> answer(exchange, keySet == null ? publishedKeys() : keySet));
        server.start();
        addKey("first");
    }

    URI metadata() {
        return URI.create(base() + "/metadata");
    }

    String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    RSAKey addKey(String id) {
        RSAKey key = newKey(id);
        keys.put(id, key);
        return key;
    }

    static RSAKey newKey(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    String sign(String keyId, JWTClaimsSet claims) {
        RSAKey key = keys.get(keyId);
        if (key == null) {
            throw new IllegalArgumentException(keyId);
        }
        return sign(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(keyId).build(), key, claims);
    }

    static String sign(JWSHeader header, RSAKey key, JWTClaimsSet claims) {
        try {
            SignedJWT jwt = new SignedJWT(header, claims);
            jwt.sign(new RSASSASigner(key.toPrivateKey()));
            return jwt.serialize();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private String publishedKeys() {
        String endorsed = endorsements.stream().map(name -> "\"" + name + "\"").collect(Collectors.joining(","));
        return keys.values().stream()
                .map(key -> key.toPublicJWK().toJSONString())
                .map(json -> json.substring(0, json.length() - 1) + ",\"endorsements\":[" + endorsed + "]}")
                .collect(Collectors.joining(",", "{\"keys\":[", "]}"));
    }

    private void answer(HttpExchange exchange, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
