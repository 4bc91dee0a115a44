package dev.tidings.teams.auth;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.tidings.teams.activity.Activity;
import dev.tidings.teams.auth.InboundRefusedException.Rule;
import dev.tidings.teams.http.HttpTransport;
import java.nio.ByteBuffer;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Proves that a request comes from Teams and is meant for one of our bots, as "Authentication with the Bot
/// Connector API" demands: every rule of it, always.
///
/// The rules are those of [InboundRefusedException.Rule], in that order. What the signature covers is
/// remembered per token; time, service URL and endorsement are checked for every request.
///
/// Safe to use from many threads. It owns no resources; the transport stays the caller's.
public final class InboundAuthenticator {
    private final String issuer;
    private final Map<String, String> appIdByAudience;
    private final SigningKeys keys;
    private final InstantSource time;
    private final VerifiedTokens verified = new VerifiedTokens();

    /// Fetches the issuer's keys through this transport when the first request arrives.
    public InboundAuthenticator(InboundSettings settings, HttpTransport transport, InstantSource time) {
        this.issuer = settings.issuer();
        this.appIdByAudience = audiences(settings);
        this.keys = new SigningKeys(new PublishedKeys(settings.openIdMetadata(), transport)::fetch, time);
        this.time = time;
    }

    /// Verifies the token of a request against the activity in its body.
    ///
    /// May wait for the issuer's keys the first time, and for a key that is new.
    ///
    /// @param authorizationHeader the value of the `Authorization` header, or null if there is none
    /// @throws InboundRefusedException if a rule is broken; it names the rule and the status to answer with
    public VerifiedCaller authenticate(@Nullable String authorizationHeader, Activity activity) {
        VerifiedToken token = verified(BearerToken.of(authorizationHeader));
        token.requireValidAt(time.instant());
        token.requireServiceUrl(activity.envelope().serviceUrl());
        requireEndorsement(token.key(), activity.envelope().channelId());
        return new VerifiedCaller(token.appId());
    }

    private VerifiedToken verified(BearerToken token) {
        ByteBuffer fingerprint = token.fingerprint();
        VerifiedToken known = verified.find(fingerprint);
        if (known != null && stillSignedBy(keys.require(known.key().id()), known)) {
            return known;
        }
        VerifiedToken fresh = verify(token.parse());
        fresh.requireValidAt(time.instant());
        verified.remember(fingerprint, fresh, time.instant());
        return fresh;
    }

    private static boolean stillSignedBy(SigningKey current, VerifiedToken known) {
        return current.equals(known.key());
    }

    private VerifiedToken verify(SignedJWT jwt) {
        SigningKey key = keys.require(jwt.getHeader().getKeyID());
        if (!key.signed(jwt)) {
            throw new InboundRefusedException(Rule.SIGNATURE, "the token's signature is wrong");
        }
        JWTClaimsSet claims = claims(jwt);
        if (!issuer.equals(claims.getIssuer())) {
            throw new InboundRefusedException(Rule.ISSUER, "the token was not issued by " + issuer);
        }
        return VerifiedToken.of(key, appId(claims.getAudience()), claims);
    }

    private static JWTClaimsSet claims(SignedJWT jwt) {
        try {
            return jwt.getJWTClaimsSet();
        } catch (ParseException | RuntimeException notClaims) {
            throw new InboundRefusedException(Rule.TOKEN, "the token's claims cannot be read");
        }
    }

    private String appId(List<String> audience) {
        return audience.stream()
                .flatMap(name -> Optional.ofNullable(appIdByAudience.get(lower(name))).stream())
                .findFirst()
                .orElseThrow(() -> new InboundRefusedException(
                        Rule.AUDIENCE, "the token is meant for another bot; is the app id configured right?"));
    }

    private static void requireEndorsement(SigningKey key, @Nullable String channelId) {
        if (channelId == null || !key.endorsements().contains(channelId)) {
            throw new InboundRefusedException(
                    Rule.ENDORSEMENT, "the token's signing key is not endorsed for the activity's channel");
        }
    }

    private static Map<String, String> audiences(InboundSettings settings) {
        Map<String, String> appIds = new HashMap<>();
        for (String appId : settings.appIds()) {
            appIds.put(lower(appId), appId);
            appIds.put(lower("api://" + appId), appId);
            appIds.put(lower("api://botid-" + appId), appId);
        }
        return Map.copyOf(appIds);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
