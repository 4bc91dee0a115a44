package dev.tidings.faketeams.login;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.tidings.faketeams.wire.Time;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/// Issues access tokens and tells whose a presented one is. Single-threaded.
public final class EntraTokens {
    /// The audience of tokens for the connector.
    public static final String CONNECTOR = "https://api.botframework.com";

    private static final int REMEMBERED = 1000;

    private final Time time;
    private final Map<String, Grant> checked = new LinkedHashMap<>();
    private Duration lifetime;
    private SigningKey key;

    /// What a valid token grants: who may call which audience until when.
    public record Grant(String appId, String audience, String tenant, Instant expires) {}

    /// Tokens signed with a key of their own.
    public EntraTokens(Duration lifetime, Time time) {
        this.time = time;
        this.lifetime = lifetime;
        this.key = freshKey();
    }

    /// How long a token is valid.
    public Duration lifetime() {
        return lifetime;
    }

    /// How long tokens issued from now on are valid.
    public void lifetime(Duration other) {
        lifetime = other;
    }

    /// Makes every token issued so far invalid.
    public void revokeAll() {
        key = freshKey();
        checked.clear();
    }

    /// A token for this app and audience.
    public String issue(String appId, String tenant, String audience) {
        Instant now = time.now();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .audience(audience)
                .issuer("https://sts.windows.net/" + tenant + "/")
                .issueTime(Date.from(now))
                .notBeforeTime(Date.from(now))
                .expirationTime(Date.from(now.plus(lifetime)))
                .claim("appid", appId)
                .claim("appidacr", "1")
                .claim("idtyp", "app")
                .claim("tid", tenant)
                .claim("uti", UUID.randomUUID().toString())
                .claim("ver", "1.0")
                .build();
        return key.sign(claims);
    }

    /// The grant of a token that we issued, that is not revoked and not expired.
    public Optional<Grant> check(String token) {
        Grant known = checked.get(token);
        Optional<Grant> grant = known == null ? verify(token) : Optional.of(known);
        return grant.filter(g -> time.now().isBefore(g.expires()));
    }

    ObjectNode jwk() {
        return key.jwk();
    }

    private Optional<Grant> verify(String token) {
        try {
            SignedJWT parsed = SignedJWT.parse(token);
            if (!key.signed(parsed)) {
                return Optional.empty();
            }
            JWTClaimsSet claims = parsed.getJWTClaimsSet();
            Grant grant = new Grant(
                    claims.getStringClaim("appid"),
                    claims.getAudience().get(0),
                    claims.getStringClaim("tid"),
                    claims.getExpirationTime().toInstant());
            remember(token, grant);
            return Optional.of(grant);
        } catch (ParseException notAToken) {
            return Optional.empty();
        }
    }

    private void remember(String token, Grant grant) {
        if (checked.size() >= REMEMBERED) {
            checked.clear();
        }
        checked.put(token, grant);
    }

    private static SigningKey freshKey() {
        return SigningKey.number(0, UUID.randomUUID().toString());
    }
}
