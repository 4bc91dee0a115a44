package dev.tidings.faketeams.login;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.tidings.faketeams.wire.Json;
import dev.tidings.faketeams.wire.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The keys that sign activities on their way to a bot, and the tokens they sign.
public final class BotFrameworkKeys {
    /// The issuer of tokens that come with activities.
    public static final String ISSUER = "https://api.botframework.com";

    private static final Duration LIFETIME = Duration.ofHours(1);

    private final Time time;
    private final List<SigningKey> published = new ArrayList<>();
    private int made;
    private List<String> endorsements = List.of("msteams", "skype", "webchat");

    /// One key, endorsed for Teams.
    public BotFrameworkKeys(Time time) {
        this.time = time;
        rotate(false);
    }

    /// Signs with a new key from now on; the old ones stay published or not.
    public void rotate(boolean keepOld) {
        if (!keepOld) {
            published.clear();
        }
        // Two pairs are enough: what a caller sees of a rotation is the new id.
        published.add(SigningKey.number(1 + made++ % 2, UUID.randomUUID().toString()));
    }

    /// What the published keys are good for; Teams needs `msteams`.
    public void endorse(List<String> channels) {
        endorsements = List.copyOf(channels);
    }

    /// The token that goes with an activity to a bot.
    public String token(String appId, String serviceUrl) {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(appId)
                .claim("serviceurl", serviceUrl)
                .notBeforeTime(Date.from(time.now()))
                .expirationTime(Date.from(time.now().plus(LIFETIME)))
                .build();
        return published.get(published.size() - 1).sign(claims);
    }

    /// The published keys.
    public ObjectNode jwks() {
        ObjectNode jwks = Json.object();
        ArrayNode keys = jwks.putArray("keys");
        for (SigningKey key : published) {
            ObjectNode jwk = key.jwk();
            endorsements.forEach(jwk.putArray("endorsements")::add);
            keys.add(jwk);
        }
        return jwks;
    }
}
