package dev.tidings.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.tidings.server.problem.ProblemException;
import dev.tidings.server.settings.OidcSettings;
import dev.tidings.teams.http.HttpTransport;
import dev.tidings.teams.http.JdkTransport;
import dev.tidings.teams.http.TransportSettings;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Where the keys that verify tokens may come from.
class IssuerKeysTest {
    private final IdentityProvider provider = new IdentityProvider();
    private final HttpTransport transport = new JdkTransport(TransportSettings.defaults());

    @AfterEach
    void close() {
        transport.close();
        provider.close();
    }

    @Test
    void the_metadata_says_where_the_keys_are() throws IOException {
        IssuerKeys keys = keys(null);
        assertThat(keys.fetched()).isFalse();
        assertThat(fetch(keys)).contains("\"kid\":\"first\"").doesNotContain("\"d\":");
        assertThat(keys.fetched()).isTrue();
    }

    @Test
    void keys_elsewhere_are_taken_only_from_where_the_settings_say() throws IOException {
        String here = provider.issuer() + "/keys";
        provider.jwksUri = "https://evil.example/keys";
        assertThatThrownBy(() -> fetch(keys(null))).hasMessageContaining("tidings.oidc.jwks-uri");
        provider.jwksUri = here.replace("127.0.0.1", "localhost");
        assertThatThrownBy(() -> fetch(keys(null))).isInstanceOf(IOException.class);
        provider.jwksUri = here.replace("http://", "http://you@");
        assertThatThrownBy(() -> fetch(keys(null))).isInstanceOf(IOException.class);
        provider.jwksUri = "no address";
        assertThatThrownBy(() -> fetch(keys(null))).isInstanceOf(IOException.class);
        assertThat(fetch(keys(URI.create(here)))).contains("first");
    }

    @Test
    void metadata_of_another_issuer_is_not_believed() {
        provider.claimsToBe = "https://elsewhere.example";
        assertThatThrownBy(() -> fetch(keys(null))).hasMessageContaining("another issuer");
    }

    @Test
    void while_there_never_were_keys_callers_are_told_to_come_again_and_the_issuer_is_not_hammered() {
        provider.status = 500;
        TokenCallers callers = new TokenCallers(settings(null), transport, InstantSource.system());
        String token = provider.sign(new JWTClaimsSet.Builder()
                .issuer(provider.issuer())
                .audience(IdentityProvider.AUDIENCE)
                .subject("somebody")
                .expirationTime(Date.from(InstantSource.system().instant().plus(Duration.ofMinutes(5))))
                .build());
        for (int again = 0; again < 20; again++) {
            assertThatThrownBy(() -> callers.find(token))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            problem -> assertThat(problem.problem().status()).isEqualTo(503));
        }
        assertThat(provider.fetches).hasValueLessThanOrEqualTo(2);
    }

    private String fetch(IssuerKeys keys) throws IOException {
        return keys.retrieveResource(settings(null).metadata().toURL()).getContent();
    }

    private IssuerKeys keys(@Nullable URI jwksUri) {
        return new IssuerKeys(settings(jwksUri), transport);
    }

    private OidcSettings settings(@Nullable URI jwksUri) {
        return new OidcSettings(
                provider.issuer(),
                URI.create(provider.issuer() + "/.well-known/openid-configuration"),
                jwksUri,
                Set.of(IdentityProvider.AUDIENCE),
                List.of("scope"),
                "tidings.",
                null,
                null);
    }
}
