package dev.tidings.teams.auth;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.tidings.teams.auth.InboundRefusedException.Rule;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A token whose signature, issuer and audience were found right: what stays true of it as long as its key
/// does.
///
/// @param serviceUrl the service URL that it was made for, or null if it names none
record VerifiedToken(
        SigningKey key,
        String appId,
        @Nullable String serviceUrl,
        @Nullable Instant notBefore,
        Instant expires) {
    static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    /// @throws InboundRefusedException if the token has no expiry, or its service URL is no text
    static VerifiedToken of(SigningKey key, String appId, JWTClaimsSet claims) {
        Date expires = claims.getExpirationTime();
        if (expires == null) {
            throw new InboundRefusedException(Rule.VALIDITY, "the token does not say when it expires");
        }
        try {
            return new VerifiedToken(
                    key,
                    appId,
                    claims.getStringClaim("serviceurl"),
                    Optional.ofNullable(claims.getNotBeforeTime())
                            .map(Date::toInstant)
                            .orElse(null),
                    expires.toInstant());
        } catch (ParseException notAText) {
            throw new InboundRefusedException(Rule.SERVICE_URL, "the token's service URL is not a text");
        }
    }

    void requireValidAt(Instant now) {
        if (expired(now)) {
            throw new InboundRefusedException(Rule.VALIDITY, "the token has expired");
        }
        if (notBefore != null && now.isBefore(notBefore.minus(CLOCK_SKEW))) {
            throw new InboundRefusedException(
                    Rule.VALIDITY, "the token is not valid yet; is this machine's clock right?");
        }
    }

    boolean expired(Instant now) {
        return !now.isBefore(expires.plus(CLOCK_SKEW));
    }

    void requireServiceUrl(@Nullable String named) {
        if (named == null || serviceUrl == null || !trimmed(named).equalsIgnoreCase(trimmed(serviceUrl))) {
            throw new InboundRefusedException(
                    Rule.SERVICE_URL, "the token was not made for the service URL that the activity names");
        }
    }

    private static String trimmed(String url) {
        int end = url.length();
        while (end > 0 && url.charAt(end - 1) == '/') {
            end--;
        }
        return url.substring(0, end);
    }
}
