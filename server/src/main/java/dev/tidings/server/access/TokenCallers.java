package dev.tidings.server.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.tidings.server.problem.ProblemException;
import dev.tidings.server.problem.ProblemType;
import dev.tidings.server.settings.OidcSettings;
import dev.tidings.teams.http.HttpTransport;
import java.net.MalformedURLException;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells who asks with a token of the identity provider: signature, issuer, audience and time are always checked.
///
/// The issuer's keys are kept five minutes, fetched at once for a key that is new, at most twice in half a minute,
/// and stay in use while the issuer is away. Thread-safe.
final class TokenCallers {
    private static final Logger log = LoggerFactory.getLogger(TokenCallers.class);
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);
    private static final Duration KEYS_LAST = Duration.ofMinutes(5);
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int LONGEST_REASON = 200;
    /// Only those with a key pair: what verifies must never be able to sign.
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    private final IssuerKeys keys;
    private final ClaimsReader claims;
    private final DefaultJWTProcessor<SecurityContext> verifier = new DefaultJWTProcessor<>();

    TokenCallers(OidcSettings settings, HttpTransport transport, InstantSource clock) {
        this.keys = new IssuerKeys(settings, transport);
        this.claims = new ClaimsReader(settings);
        verifier.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(
                JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), new JOSEObjectType("application/at+jwt"), null));
        verifier.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, cached(settings)));
        verifier.setJWTClaimsSetVerifier(rules(settings, clock));
    }

    /// Whether a credential has the shape of a token rather than that of a key.
    static boolean isToken(String credential) {
        return credential.startsWith("ey")
                && credential.chars().filter(letter -> letter == '.').count() >= 2;
    }

    /// The owner of a token.
    ///
    /// @throws ProblemException if a rule is broken, or the issuer's keys could not be fetched yet
    Caller find(String token) {
        return claims.caller(verified(token));
    }

    private JWTClaimsSet verified(String token) {
        try {
            return verifier.process(token, null);
        } catch (KeySourceException away) {
            log.warn("The keys of the identity provider cannot be fetched: {}", away.getMessage());
            throw keys.fetched() ? ClaimsReader.refused("its signing key is not known") : unavailable();
        } catch (BadJOSEException broken) {
            throw ClaimsReader.refused(reason(broken));
        } catch (ParseException | JOSEException | RuntimeException unreadable) {
            throw ClaimsReader.refused("it cannot be read");
        }
    }

    private static String reason(BadJOSEException broken) {
        String reason = String.valueOf(broken.getMessage());
        return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON) + "...";
    }

    private static ProblemException unavailable() {
        return ProblemException.at(
                "Authorization",
                ProblemType.KEYS_UNAVAILABLE,
                "the identity provider's keys could not be fetched yet, so no token can be verified",
                "Try again after the time in Retry-After, or use an API key.");
    }

    private JWKSource<SecurityContext> cached(OidcSettings settings) {
        try {
            return JWKSourceBuilder.create(settings.metadata().toURL(), keys)
                    .refreshAheadCache(false)
                    .cache(KEYS_LAST.toMillis(), PATIENCE.toMillis())
                    .outageTolerantForever()
                    .build();
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static DefaultJWTClaimsVerifier<SecurityContext> rules(OidcSettings settings, InstantSource clock) {
        var fixed = new JWTClaimsSet.Builder().issuer(settings.issuer()).build();
        var rules =
                new DefaultJWTClaimsVerifier<SecurityContext>(
                        settings.audiences(), fixed, Set.of("exp", "sub"), Set.of()) {
                    @Override
                    protected Date currentTime() {
                        return Date.from(clock.instant());
                    }
                };
        rules.setMaxClockSkew((int) CLOCK_SKEW.toSeconds());
        return rules;
    }
}
