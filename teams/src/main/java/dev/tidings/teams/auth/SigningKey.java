package dev.tidings.teams.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// A published key, ready to verify, and the channels that it may speak for.
record SigningKey(String id, RSASSAVerifier verifier, Set<String> endorsements) {
    private static final int MIN_BITS = 2048;

    /// @throws ParseException if this is not an RSA signature key of 2048 bits or more
    static SigningKey read(JsonNode json) throws ParseException {
        RSAKey key = RSAKey.parse(json.toString());
        if (key.getKeyID() == null
                || key.size() < MIN_BITS
                || "enc".equals(json.path("use").asString(""))) {
            throw new ParseException("not a signature key of " + MIN_BITS + " bits with an id", 0);
        }
        try {
            return new SigningKey(key.getKeyID(), new RSASSAVerifier(key.toRSAPublicKey()), endorsements(json));
        } catch (JOSEException unusable) {
            throw new ParseException(unusable.getMessage(), 0);
        }
    }

    RSAPublicKey publicKey() {
        return verifier.getPublicKey();
    }

    boolean signed(SignedJWT jwt) {
        try {
            return jwt.verify(verifier);
        } catch (JOSEException notVerifiable) {
            return false;
        }
    }

    private static Set<String> endorsements(JsonNode json) {
        Set<String> channels = new HashSet<>();
        for (JsonNode channel : json.path("endorsements")) {
            if (channel.isString()) {
                channels.add(channel.stringValue());
            }
        }
        return Set.copyOf(channels);
    }
}
