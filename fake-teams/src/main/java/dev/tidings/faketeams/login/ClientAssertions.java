package dev.tidings.faketeams.login;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.tidings.faketeams.wire.Time;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Verifies signed client assertions: a bot's own, by certificate or key, and those of a federated issuer.
final class ClientAssertions {
    private static final Duration SKEW = Duration.ofMinutes(5);
    private static final Set<String> ENTRA_HOSTS = Set.of(
            "login.microsoftonline.com",
            "login.microsoftonline.us",
            "login.partner.microsoftonline.cn",
            "sts.windows.net");

    private final Time time;

    ClientAssertions(Time time) {
        this.time = time;
    }

    /// Refuses the assertion unless it proves to be from this bot. `origin` is where we were called.
    void verify(BotApp bot, String assertion, String tenant, String origin) {
        try {
            SignedJWT token = SignedJWT.parse(assertion);
            JWTClaimsSet claims = token.getJWTClaimsSet();
            if (bot.appId().equals(claims.getIssuer())) {
                verifyOwn(bot, token, claims, tenant, origin);
            } else {
                verifyFederated(bot, token, claims);
            }
            verifyTimes(claims);
        } catch (ParseException notAToken) {
            throw LoginError.of(400, "invalid_request", 50027, "JWT token is invalid or malformed.");
        }
    }

    private static void verifyOwn(BotApp bot, SignedJWT token, JWTClaimsSet claims, String tenant, String origin) {
        if (!bot.appId().equals(claims.getSubject())) {
            throw LoginError.invalidClient(700021, "Client assertion subject must be the client id.");
        }
        if (claims.getAudience().stream().noneMatch(audience -> isOurs(audience, tenant, origin))) {
            throw LoginError.invalidClient(700023, "Client assertion audience claim does not match.");
        }
        if (claims.getJWTID() == null) {
            throw LoginError.invalidClient(700024, "Client assertion has no jti.");
        }
        PublicKey key = keyOf(bot, token.getHeader())
                .orElseThrow(() -> LoginError.invalidClient(
                        700027, "The certificate or key that signed the client assertion is not registered."));
        verifySignature(token, key);
    }

    private static void verifyFederated(BotApp bot, SignedJWT token, JWTClaimsSet claims) {
        BotApp.Federated trusted = bot.federated().stream()
                .filter(f ->
                        f.issuer().equals(claims.getIssuer()) && f.subject().equals(claims.getSubject()))
                .findFirst()
                .orElseThrow(() -> LoginError.invalidClient(
                        700213, "No matching federated identity record found for the presented assertion."));
        if (!claims.getAudience().contains(trusted.audience())) {
            throw LoginError.invalidClient(700212, "No matching federated identity record for the assertion audience.");
        }
        verifySignature(token, trusted.key());
    }

    private void verifyTimes(JWTClaimsSet claims) {
        Instant now = time.now();
        if (claims.getExpirationTime() == null
                || now.isAfter(claims.getExpirationTime().toInstant().plus(SKEW))) {
            throw LoginError.invalidClient(700024, "Client assertion is not within its valid time range.");
        }
        if (claims.getNotBeforeTime() != null
                && now.isBefore(claims.getNotBeforeTime().toInstant().minus(SKEW))) {
            throw LoginError.invalidClient(700024, "Client assertion is not yet valid.");
        }
    }

    private static void verifySignature(SignedJWT token, PublicKey key) {
        try {
            if (!token.verify(new RSASSAVerifier((RSAPublicKey) key))) {
                throw LoginError.invalidClient(700027, "Client assertion contains an invalid signature.");
            }
        } catch (JOSEException unverifiable) {
            throw LoginError.invalidClient(700027, "Client assertion cannot be verified.");
        }
    }

    private static boolean isOurs(String audience, String tenant, String origin) {
        URI uri = URI.create(audience);
        boolean host = audience.startsWith(origin + "/") || ENTRA_HOSTS.contains(uri.getHost());
        String path = uri.getPath();
        return host
                && path != null
                && (path.equals("/" + tenant + "/oauth2/v2.0/token")
                        || path.equals("/" + tenant + "/oauth2/token")
                        || path.equals("/" + tenant + "/v2.0")
                        || path.equals("/" + tenant + "/"));
    }

    @SuppressWarnings("deprecation") // x5t is what many clients still send
    private static Optional<PublicKey> keyOf(BotApp bot, JWSHeader header) {
        String sha1 = text(header.getX509CertThumbprint());
        String sha256 = text(header.getX509CertSHA256Thumbprint());
        String kid = header.getKeyID() == null ? "" : header.getKeyID();
        for (X509Certificate certificate : bot.certificates()) {
            String one = thumbprint(certificate, "SHA-1");
            String two = thumbprint(certificate, "SHA-256");
            if (one.equals(sha1)
                    || two.equals(sha256)
                    || kid.equals(one)
                    || kid.equals(two)
                    || kid.equalsIgnoreCase(hex(one))) {
                return Optional.of(certificate.getPublicKey());
            }
        }
        return Optional.ofNullable(bot.keys().get(kid));
    }

    // MSAL for Java writes thumbprints in plain Base64, which Entra takes too.
    private static String text(@Nullable Base64URL thumbprint) {
        return thumbprint == null ? "" : Base64URL.encode(thumbprint.decode()).toString();
    }

    private static String hex(String base64Url) {
        return HexFormat.of().formatHex(new Base64URL(base64Url).decode());
    }

    private static String thumbprint(X509Certificate certificate, String algorithm) {
        try {
            return Base64URL.encode(MessageDigest.getInstance(algorithm).digest(certificate.getEncoded()))
                    .toString();
        } catch (GeneralSecurityException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
