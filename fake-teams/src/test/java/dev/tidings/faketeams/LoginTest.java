package dev.tidings.faketeams;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.tidings.faketeams.directory.Person;
import dev.tidings.faketeams.login.BotApp;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.net.URI;
import java.net.http.HttpRequest;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LoginTest {
    private static final String APP = "11111111-2222-4333-8444-555555555555";
    private static final String TENANT = "botframework.com";
    private static final X509Bundle CERTIFICATE = certificate();
    private static final X509Bundle OTHER = certificate();

    private static X509Bundle certificate() {
        try {
            return new CertificateBuilder()
                    .subject("CN=bot")
                    .algorithm(CertificateBuilder.Algorithm.rsa2048)
                    .setIsCertificateAuthority(true)
                    .buildSelfSigned();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, String> form(String... more) {
        Map<String, String> form = new HashMap<>(Map.of(
                "grant_type", "client_credentials",
                "client_id", APP,
                "scope", "https://api.botframework.com/.default openid profile offline_access",
                "client_info", "2",
                "x-client-SKU", "msal.js.node"));
        for (int i = 0; i < more.length; i += 2) {
            form.put(more[i], more[i + 1]);
        }
        return form;
    }

    private static Caller.Answer ask(FakeTeams teams, Map<String, String> form) {
        return new Caller(teams).form("/" + TENANT + "/oauth2/v2.0/token", form);
    }

    @Test
    void a_token_for_the_right_secret_opens_the_connector_and_nothing_else_does() {
        try (FakeTeams teams =
                FakeTeams.builder().bot(BotApp.of(APP).withSecret("s3cret")).start()) {
            Person ann = teams.scenery().person(0);
            teams.people().install(ann);
            Caller.Answer answer = ask(teams, form("client_secret", "s3cret"));
            String token = answer.json().path("access_token").stringValue();

            assertThat(answer.json().path("token_type").stringValue()).isEqualTo("Bearer");
            assertThat(answer.json().path("expires_in").intValue()).isEqualTo(3600);
            assertThat(new Caller(teams).with(token).create(ann.objectId()).status())
                    .isEqualTo(201);
            Caller.Answer without = new Caller(teams).create(ann.objectId());
            assertThat(without.status()).isEqualTo(401);
            assertThat(without.code()).isEqualTo("AuthorizationError");
            assertThat(new Caller(teams)
                            .with(token + "x")
                            .create(ann.objectId())
                            .status())
                    .isEqualTo(401);
        }
    }

    @Test
    void a_token_for_another_audience_does_not_open_the_connector() {
        try (FakeTeams teams =
                FakeTeams.builder().bot(BotApp.of(APP).withSecret("s3cret")).start()) {
            Caller.Answer answer =
                    ask(teams, form("client_secret", "s3cret", "scope", "https://graph.microsoft.com/.default"));
            String token = answer.json().path("access_token").stringValue();
            assertThat(new Caller(teams).with(token).get("v3/teams/x").status()).isEqualTo(401);
        }
    }

    @Test
    void a_wrong_secret_is_refused_as_entra_does() {
        try (FakeTeams teams =
                FakeTeams.builder().bot(BotApp.of(APP).withSecret("s3cret")).start()) {
            Caller.Answer refused = ask(teams, form("client_secret", "wrong"));
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.json().path("error").stringValue()).isEqualTo("invalid_client");
            assertThat(refused.json().path("error_description").stringValue()).startsWith("AADSTS7000215:");
            Caller.Answer unknown = ask(teams, form("client_secret", "s3cret", "client_id", "nobody"));
            assertThat(unknown.status()).isEqualTo(400);
            assertThat(unknown.json().path("error").stringValue()).isEqualTo("unauthorized_client");
        }
    }

    @Test
    void tokens_expire_and_can_be_revoked() {
        ManualTime clock = new ManualTime();
        try (FakeTeams teams = FakeTeams.builder()
                .bot(BotApp.of(APP).withSecret("s3cret"))
                .time(clock.time())
                .tokenLifetime(Duration.ofMinutes(10))
                .start()) {
            Caller bot = new Caller(teams).with(new Caller(teams).token(APP, "s3cret"));
            assertThat(bot.get("v3/teams/x").status()).isEqualTo(404);
            clock.advance(Duration.ofMinutes(10));
            assertThat(bot.get("v3/teams/x").status()).isEqualTo(401);
            Caller fresh = new Caller(teams).with(new Caller(teams).token(APP, "s3cret"));
            assertThat(fresh.get("v3/teams/x").status()).isEqualTo(404);
            assertThat(fresh.post("/_fake/tokens/revoke", "").status()).isEqualTo(204);
            assertThat(fresh.get("v3/teams/x").status()).isEqualTo(401);
        }
    }

    @Test
    void tokens_of_another_instance_are_not_accepted() {
        BotApp app = BotApp.of(APP).withSecret("s3cret");
        try (FakeTeams one = FakeTeams.builder().bot(app).start();
                FakeTeams two = FakeTeams.builder().bot(app).start()) {
            String token = new Caller(one).token(APP, "s3cret");
            assertThat(new Caller(two).with(token).get("v3/teams/x").status()).isEqualTo(401);
        }
    }

    private static String assertion(X509Bundle by, String issuer, String subject, String audience, Duration life) {
        try {
            Base64URL thumbprint = Base64URL.encode(MessageDigest.getInstance("SHA-256")
                    .digest(by.getCertificate().getEncoded()));
            JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.PS256)
                    .x509CertSHA256Thumbprint(thumbprint)
                    .build();
            JWTClaimsSet claims = new JWTClaimsSet.Builder()
                    .issuer(issuer)
                    .subject(subject)
                    .audience(audience)
                    .jwtID(UUID.randomUUID().toString())
                    .expirationTime(Date.from(Instant.now().plus(life)))
                    .build();
            SignedJWT jwt = new SignedJWT(header, claims);
            PrivateKey key = by.getKeyPair().getPrivate();
            jwt.sign(new RSASSASigner(key));
            return jwt.serialize();
        } catch (JOSEException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, String> asserted(String assertion) {
        return form(
                "client_assertion",
                assertion,
                "client_assertion_type",
                "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
    }

    @Test
    void a_certificate_assertion_is_verified_in_every_part() {
        BotApp app = BotApp.of(APP).withCertificate(CERTIFICATE.getCertificate());
        try (FakeTeams teams = FakeTeams.builder().bot(app).start()) {
            String here = teams.loginUrl() + "/" + TENANT + "/oauth2/v2.0/token";
            String entra = "https://login.microsoftonline.com/" + TENANT + "/oauth2/v2.0/token";
            Duration life = Duration.ofMinutes(10);
            assertThat(ask(teams, asserted(assertion(CERTIFICATE, APP, APP, here, life)))
                            .status())
                    .isEqualTo(200);
            assertThat(ask(teams, asserted(assertion(CERTIFICATE, APP, APP, entra, life)))
                            .status())
                    .isEqualTo(200);
            assertRefused(ask(teams, asserted(assertion(OTHER, APP, APP, here, life))), 700027);
            assertRefused(ask(teams, asserted(assertion(CERTIFICATE, APP, "x", here, life))), 700021);
            assertRefused(
                    ask(teams, asserted(assertion(CERTIFICATE, APP, APP, "https://evil.example/", life))), 700023);
            assertRefused(ask(teams, asserted(assertion(CERTIFICATE, APP, APP, here, life.negated()))), 700024);
            String good = assertion(CERTIFICATE, APP, APP, here, life);
            String forged = good.substring(0, good.length() - 20) + "A".repeat(20);
            assertRefused(ask(teams, asserted(forged)), 700027);
        }
    }

    private static void assertRefused(Caller.Answer answer, int code) {
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.json().path("error").stringValue()).isEqualTo("invalid_client");
        assertThat(answer.json().path("error_codes").get(0).intValue()).isEqualTo(code);
    }

    @Test
    void a_federated_assertion_is_verified_against_its_issuer() {
        BotApp.Federated trusted = new BotApp.Federated(
                "https://issuer.example", "system:bot", CERTIFICATE.getKeyPair().getPublic());
        try (FakeTeams teams =
                FakeTeams.builder().bot(BotApp.of(APP).withFederated(trusted)).start()) {
            String audience = "api://AzureADTokenExchange";
            Duration life = Duration.ofMinutes(10);
            assertThat(ask(
                                    teams,
                                    asserted(assertion(
                                            CERTIFICATE, "https://issuer.example", "system:bot", audience, life)))
                            .status())
                    .isEqualTo(200);
            assertRefused(
                    ask(teams, asserted(assertion(OTHER, "https://issuer.example", "system:bot", audience, life))),
                    700027);
            assertRefused(
                    ask(teams, asserted(assertion(CERTIFICATE, "https://issuer.example", "other", audience, life))),
                    700213);
            assertRefused(
                    ask(teams, asserted(assertion(CERTIFICATE, "https://issuer.example", "system:bot", "x", life))),
                    700212);
        }
    }

    @Test
    void a_managed_identity_gets_its_token_from_the_metadata_service() {
        try (FakeTeams teams =
                FakeTeams.builder().bot(BotApp.of(APP).withManagedIdentity()).start()) {
            String query = "?api-version=2018-02-01&resource=https://api.botframework.com&client_id=" + APP;
            Caller.Answer refused = new Caller(teams).get("/metadata/identity/oauth2/token" + query);
            assertThat(refused.status()).isEqualTo(400);
            Caller.Answer machine =
                    Caller.sent(HttpRequest.newBuilder(teams.base().resolve("/metadata/identity/oauth2/token" + query))
                            .header("Metadata", "true")
                            .build());
            Caller.Answer service = Caller.sent(HttpRequest.newBuilder(URI.create(teams.identityEndpoint() + query))
                    .header("X-IDENTITY-HEADER", teams.identityHeader())
                    .build());
            for (Caller.Answer answer : List.of(machine, service)) {
                String token = answer.json().path("access_token").stringValue();
                assertThat(new Caller(teams).with(token).get("v3/teams/x").status())
                        .isEqualTo(404);
            }
        }
    }

    @Test
    void discovery_stays_on_the_origin_that_was_asked() {
        try (FakeTeams teams = FakeTeams.builder().start()) {
            Caller caller = new Caller(teams);
            String base = teams.base().toString();
            assertThat(caller.get("/t1/v2.0/.well-known/openid-configuration")
                            .json()
                            .path("token_endpoint")
                            .stringValue())
                    .isEqualTo(base + "/t1/oauth2/v2.0/token");
            String endpoint = caller.get("/common/discovery/instance?api-version=1.1&authorization_endpoint=" + base
                            + "/t1/oauth2/v2.0/authorize")
                    .json()
                    .path("tenant_discovery_endpoint")
                    .stringValue();
            assertThat(endpoint).isEqualTo(base + "/t1/v2.0/.well-known/openid-configuration");
            String keys = caller.get("/v1/.well-known/openidconfiguration")
                    .json()
                    .path("jwks_uri")
                    .stringValue();
            assertThat(keys).isEqualTo(base + "/v1/.well-known/keys");
            assertThat(caller.get("/v1/.well-known/keys")
                            .json()
                            .path("keys")
                            .get(0)
                            .path("endorsements")
                            .toString())
                    .contains("msteams");
        }
    }
}
