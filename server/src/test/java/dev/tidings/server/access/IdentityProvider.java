package dev.tidings.server.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
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
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Publishes OpenID metadata and keys on a socket, and signs what it is asked to.
final class IdentityProvider implements AutoCloseable {
    static final String AUDIENCE = "api://tidings";

    final RSAKey key = newKey("first");
    final List<JWK> published = new CopyOnWriteArrayList<>(List.of(key.toPublicJWK()));
    final AtomicInteger fetches = new AtomicInteger();
    volatile @Nullable String jwksUri;
    volatile @Nullable String claimsToBe;
    volatile int status = 200;
    private final HttpServer server;

    IdentityProvider() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.createContext("/realm/.well-known/openid-configuration", this::metadata);
        server.createContext("/realm/keys", this::keys);
        server.start();
    }

    String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/realm";
    }

    static RSAKey newKey(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    String sign(JWTClaimsSet claims) {
        return sign(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()), key, claims);
    }

    static String sign(JWSHeader.Builder header, RSAKey key, JWTClaimsSet claims) {
        try {
            return sign(header, new RSASSASigner(key), claims);
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static String sign(JWSHeader.Builder header, JWSSigner signer, JWTClaimsSet claims) {
        try {
            SignedJWT token = new SignedJWT(header.build(), claims);
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void metadata(HttpExchange exchange) throws IOException {
        fetches.incrementAndGet();
        String keys = jwksUri == null ? issuer() + "/keys" : jwksUri;
        answer(exchange, Map.of("issuer", claimsToBe == null ? issuer() : claimsToBe, "jwks_uri", keys));
    }

    private void keys(HttpExchange exchange) throws IOException {
        answer(exchange, new JWKSet(List.copyOf(published)).toJSONObject());
    }

    private void answer(HttpExchange exchange, Map<String, Object> json) throws IOException {
        try (exchange) {
            byte[] body = JsonMapper.shared().writeValueAsString(json).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
