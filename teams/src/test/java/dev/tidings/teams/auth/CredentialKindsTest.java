package dev.tidings.teams.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.tidings.faketeams.FakeTeams;
import dev.tidings.faketeams.login.BotApp;
import dev.tidings.teams.auth.TokenException.Reason;
import dev.tidings.teams.http.JdkTransport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each kind of credential gets a token over a socket, and the local Teams verifies what was presented.
class CredentialKindsTest {
    private static final String APP = "11111111-aaaa-4000-8000-000000000001";
    private static final String TENANT = "aaaaaaaa-0000-4000-8000-000000000001";

    private final JdkTransport transport = new JdkTransport();

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        transport.close();
    }

    @Test
    void a_secret() {
        try (FakeTeams teams = teams(BotApp.of(APP).withSecret("right"))) {
            assertThat(audience(token(teams, TENANT, Credentials.secret("right"))))
                    .isEqualTo("https://api.botframework.com");
            assertRefused(teams, Credentials.secret("wrong"), Reason.WRONG_CREDENTIAL, "AADSTS7000215");
        }
    }

    @Test
    void a_secret_in_a_file_that_is_replaced_while_running() throws Exception {
        Path file = folder.resolve("secret");
        Files.writeString(file, "old\n");
        try (FakeTeams teams = teams(BotApp.of(APP).withSecret("new"))) {
            MovableTime time = new MovableTime(Instant.now());
            TokenSource source = source(teams, TENANT, Credentials.secretFile(file), time);
            assertThatExceptionOfType(TokenException.class).isThrownBy(source::token);

            Files.writeString(file, "new\n");
            time.move(Duration.ofSeconds(1));

            assertThat(source.token()).isPresent();
        }
    }

    @Test
    void a_certificate_in_pem() throws Exception {
        TestCertificate certificate = TestCertificate.valid();
        Path file = Files.writeString(folder.resolve("bot.pem"), certificate.pem());
        try (FakeTeams teams = teams(BotApp.of(APP).withCertificate(certificate.certificate()))) {
            assertThat(token(teams, TENANT, Credentials.pem(file, file))).isNotEmpty();
            Path other = Files.writeString(
                    folder.resolve("other.pem"), TestCertificate.valid().pem());
            assertRefused(teams, Credentials.pem(other, other), Reason.WRONG_CREDENTIAL, "AADSTS700027");
        }
    }

    @Test
    void a_certificate_and_an_old_style_key_in_two_files() throws Exception {
        TestCertificate certificate = TestCertificate.valid();
        Path open = Files.writeString(
                folder.resolve("bot.crt"), certificate.bundle().getCertificatePathPEM());
        Path key = Files.writeString(folder.resolve("bot.key"), certificate.pkcs1());
        try (FakeTeams teams = teams(BotApp.of(APP).withCertificate(certificate.certificate()))) {
            assertThat(token(teams, null, Credentials.pem(open, key))).isNotEmpty();
        }
    }

    @Test
    void a_certificate_in_pkcs12() throws Exception {
        TestCertificate certificate = TestCertificate.valid();
        Path file = certificate.pkcs12(folder, "open sesame");
        try (FakeTeams teams = teams(BotApp.of(APP).withCertificate(certificate.certificate()))) {
            assertThat(token(teams, TENANT, Credentials.pkcs12(file, () -> "open sesame")))
                    .isNotEmpty();
            assertRefused(teams, Credentials.pkcs12(file, () -> "shut"), Reason.UNUSABLE_CREDENTIAL, null);
        }
    }

    @Test
    void the_certificates_assertion_says_what_the_login_service_wants() throws Exception {
        TestCertificate certificate = TestCertificate.valid();
        Path file = Files.writeString(folder.resolve("bot.pem"), certificate.pem());
        try (TestLogin login = new TestLogin()) {
            BotIdentity bot = new BotIdentity(APP, TENANT, Credentials.pem(file, file));
            TokenSource source = MsalTokenSource.of(bot, Cloud.PUBLIC, login.base(), transport, InstantSource.system());
            assertThat(source.token()).contains("token-1");

            assertThat(login.path).isEqualTo("/" + TENANT + "/oauth2/v2.0/token");
            assertThat(login.form)
                    .containsEntry("grant_type", "client_credentials")
                    .containsEntry("client_id", APP)
                    .containsEntry("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
                    .doesNotContainKey("client_secret");
            assertThat(login.form.get("scope")).contains("https://api.botframework.com/.default");
            SignedJWT assertion = SignedJWT.parse(login.form.get("client_assertion"));
            assertThat(assertion.verify(new RSASSAVerifier(
                            (RSAPublicKey) certificate.certificate().getPublicKey())))
                    .isTrue();
            byte[] thumbprint = MessageDigest.getInstance("SHA-256")
                    .digest(certificate.certificate().getEncoded());
            assertThat(assertion.getHeader().getX509CertSHA256Thumbprint().decode())
                    .isEqualTo(thumbprint);
            JWTClaimsSet claims = assertion.getJWTClaimsSet();
            assertThat(claims.getIssuer()).isEqualTo(APP);
            assertThat(claims.getSubject()).isEqualTo(APP);
            assertThat(claims.getAudience())
                    .containsExactly("https://login.microsoftonline.com/" + TENANT + "/oauth2/v2.0/token");
            assertThat(claims.getJWTID()).isNotBlank();
            assertThat(claims.getExpirationTime())
                    .isAfter(Date.from(Instant.now()))
                    .isBefore(Date.from(Instant.now().plus(Duration.ofHours(1))));
        }
    }

    @Test
    void a_federated_credential() throws Exception {
        RSAKey cluster = TestIssuer.newKey("cluster");
        BotApp.Federated trusted =
                new BotApp.Federated("https://cluster.example", "system:bot", cluster.toRSAPublicKey());
        Path file = Files.writeString(folder.resolve("token"), assertion(cluster, "system:bot") + "\n");
        try (FakeTeams teams = teams(BotApp.of(APP).withFederated(trusted))) {
            assertThat(token(teams, TENANT, Credentials.federatedFile(file))).isNotEmpty();
            assertRefused(
                    teams,
                    new Credentials.Federated(() -> assertion(cluster, "system:other")),
                    Reason.WRONG_CREDENTIAL,
                    "AADSTS700213");
        }
    }

    @Test
    void a_managed_identity_from_the_stand_in_for_the_instance_metadata_service() {
        try (FakeTeams teams = teams(BotApp.of(APP).withManagedIdentity())) {
            assertThat(audience(token(teams, TENANT, new Credentials.ManagedIdentity(APP))))
                    .isEqualTo("https://api.botframework.com");
            assertThat(token(teams, TENANT, new Credentials.ManagedIdentity(null)))
                    .isNotEmpty();
            assertRefused(
                    teams,
                    new Credentials.ManagedIdentity("22222222-bbbb-4000-8000-000000000002"),
                    Reason.REFUSED,
                    null);
        }
    }

    @Test
    void a_source_of_the_applications_own() {
        TokenSource own = () -> Optional.of("own");
        BotIdentity bot = new BotIdentity(APP, TENANT, new Credentials.Custom(own));

        assertThat(MsalTokenSource.of(bot, Cloud.PUBLIC, null, transport, InstantSource.system()))
                .isSameAs(own);
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> MsalTokenSource.of(
                        bot,
                        TokenScope.graph(TENANT, Cloud.PUBLIC),
                        Cloud.PUBLIC,
                        null,
                        transport,
                        InstantSource.system()));
    }

    @Test
    void a_graph_token_of_a_customers_tenant() {
        String customer = "bbbbbbbb-0000-4000-8000-000000000002";
        try (TestLogin login = new TestLogin()) {
            for (Cloud cloud : Cloud.values()) {
                BotIdentity bot = new BotIdentity(APP, TENANT, Credentials.secret("s"));
                TokenSource source = MsalTokenSource.of(
                        bot, TokenScope.graph(customer, cloud), cloud, login.base(), transport, InstantSource.system());

                assertThat(source.token()).isPresent();
                assertThat(login.path).isEqualTo("/" + customer + "/oauth2/v2.0/token");
                assertThat(login.form.get("scope")).contains(cloud.graph() + "/.default");
            }
        }
    }

    @Test
    void a_multi_tenant_bot_asks_for_its_token_under_the_clouds_common_name() {
        try (TestLogin login = new TestLogin()) {
            for (Cloud cloud : Cloud.values()) {
                BotIdentity bot = new BotIdentity(APP, null, Credentials.secret("s"));
                TokenSource source = MsalTokenSource.of(bot, cloud, login.base(), transport, InstantSource.system());

                assertThat(source.token()).isPresent();
                assertThat(login.path).isEqualToIgnoringCase("/" + cloud.multiTenantName() + "/oauth2/v2.0/token");
                assertThat(login.form.get("scope")).contains(cloud.botScope());
            }
        }
    }

    @Test
    void an_expired_certificate_is_named_before_anything_is_sent() throws Exception {
        TestCertificate certificate = TestCertificate.until(Instant.parse("2026-01-01T00:00:00Z"));
        Path file = Files.writeString(folder.resolve("bot.pem"), certificate.pem());
        try (TestLogin login = new TestLogin()) {
            BotIdentity bot = new BotIdentity(APP, TENANT, Credentials.pem(file, file));
            TokenSource source = MsalTokenSource.of(bot, Cloud.PUBLIC, login.base(), transport, InstantSource.system());

            assertThatExceptionOfType(TokenException.class)
                    .isThrownBy(source::token)
                    .withMessageContaining("2026-01-01")
                    .satisfies(failed -> assertThat(failed.reason()).isEqualTo(Reason.EXPIRED_CREDENTIAL));
            assertThat(login.requests).hasValue(0);
        }
    }

    private FakeTeams teams(BotApp bot) {
        return FakeTeams.builder().bot(bot).start();
    }

    private TokenSource source(FakeTeams teams, @Nullable String tenant, Credentials credentials, InstantSource time) {
        BotIdentity bot = new BotIdentity(APP, tenant, credentials);
        return MsalTokenSource.of(bot, Cloud.PUBLIC, teams.loginUrl(), transport, time);
    }

    private String token(FakeTeams teams, @Nullable String tenant, Credentials credentials) {
        return source(teams, tenant, credentials, InstantSource.system())
                .token()
                .orElseThrow();
    }

    private void assertRefused(FakeTeams teams, Credentials credentials, Reason reason, @Nullable String code) {
        TokenSource source = source(teams, TENANT, credentials, InstantSource.system());
        assertThatExceptionOfType(TokenException.class)
                .isThrownBy(source::token)
                .satisfies(failed -> assertThat(failed.reason()).isEqualTo(reason))
                .satisfies(failed -> assertThat(code == null || failed.code().equals(Optional.of(code)))
                        .as("code %s", failed.code())
                        .isTrue());
    }

    private static String assertion(RSAKey key, String subject) {
        return TestIssuer.sign(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
                key,
                new JWTClaimsSet.Builder()
                        .issuer("https://cluster.example")
                        .subject(subject)
                        .audience("api://AzureADTokenExchange")
                        .expirationTime(Date.from(Instant.now().plus(Duration.ofHours(1))))
                        .build());
    }

    private static String audience(String token) {
        try {
            return Objects.requireNonNull(
                    SignedJWT.parse(token).getJWTClaimsSet().getAudience().get(0));
        } catch (java.text.ParseException notAToken) {
            throw new AssertionError(notAToken);
        }
    }
}
