package dev.tidings.teams.auth;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.SignedJWT;
import dev.tidings.teams.auth.InboundRefusedException.Rule;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A token as it arrived in a header, not verified.
record BearerToken(String value) {
    /// Teams' tokens have 1 to 2 KiB.
    private static final int MAX_LENGTH = 16 * 1024;

    private static final String SCHEME = "Bearer ";
    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.RS384, JWSAlgorithm.RS512);

    static BearerToken of(@Nullable String header) {
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw new InboundRefusedException(Rule.BEARER, "there is no 'Authorization: Bearer' header");
        }
        String value = header.substring(SCHEME.length()).strip();
        if (value.isEmpty() || value.length() > MAX_LENGTH) {
            throw new InboundRefusedException(Rule.TOKEN, "the token is empty or longer than " + MAX_LENGTH);
        }
        return new BearerToken(value);
    }

    /// Stands for the token in memory without being of use to anybody.
    ByteBuffer fingerprint() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /// The parts of the token, with an algorithm and a key id that may be used to verify it.
    SignedJWT parse() {
        SignedJWT jwt = parsed();
        if (!ALGORITHMS.contains(jwt.getHeader().getAlgorithm())) {
            throw new InboundRefusedException(Rule.ALGORITHM, "the token is not signed with RS256, RS384 or RS512");
        }
        if (jwt.getHeader().getKeyID() == null) {
            throw new InboundRefusedException(Rule.KEY, "the token does not name its signing key");
        }
        return jwt;
    }

    // The parser is fed by strangers: whatever it throws means no more than that this is no token.
    private SignedJWT parsed() {
        try {
            return SignedJWT.parse(value);
        } catch (ParseException | RuntimeException notAToken) {
            throw new InboundRefusedException(Rule.TOKEN, "the token is not a signed JWT");
        }
    }

    /// Leaves the token out.
    @Override
    public String toString() {
        return "BearerToken";
    }
}
