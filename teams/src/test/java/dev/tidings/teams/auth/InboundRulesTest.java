package dev.tidings.teams.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.tidings.teams.activity.Activity;
import dev.tidings.teams.auth.InboundRefusedException.Rule;
import dev.tidings.teams.http.HttpTransport;
import dev.tidings.teams.http.JdkTransport;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Each rule broken alone, everything else right.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InboundRulesTest {
    private static final String APP = "11111111-aaaa-4000-8000-000000000001";
    private static final String OTHER_APP = "22222222-bbbb-4000-8000-000000000002";
    private static final String SERVICE_URL = "https://smba.trafficmanager.net/amer/";
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private final TestIssuer issuer = new TestIssuer();
    private final HttpTransport transport = new JdkTransport();
    private final MovableTime time = new MovableTime(NOW);
    private final InboundAuthenticator authenticator = new InboundAuthenticator(
            InboundSettings.of(Cloud.PUBLIC, Set.of(APP, OTHER_APP), issuer.metadata()), transport, time);

    @BeforeAll
    void fetch_the_keys() {
        authenticator.authenticate("Bearer " + token(claims()), activity(SERVICE_URL, "msteams"));
    }

    @AfterAll
    void stop() {
        issuer.close();
        transport.close();
    }

    @Test
    void a_good_token_is_accepted_and_says_which_bot_it_is_for() {
        assertThat(accepted(claims())).isEqualTo(APP);
        assertThat(accepted(claims().audience(OTHER_APP))).isEqualTo(OTHER_APP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"api://" + APP, "api://botid-" + APP, "11111111-AAAA-4000-8000-000000000001"})
    void the_newer_forms_of_the_audience_are_accepted(String audience) {
        assertThat(accepted(claims().audience(audience))).isEqualTo(APP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "RS384", "RS512"})
    void the_three_rsa_algorithms_are_accepted(String algorithm) {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.parse(algorithm))
                .keyID("first")
                .build();

        assertThat(authenticator
                        .authenticate("Bearer " + signed(header, claims()), activity(SERVICE_URL, "msteams"))
                        .appId())
                .isEqualTo(APP);
    }

    @Test
    void a_clock_that_is_five_minutes_off_is_forgiven() {
        assertThat(accepted(claims().expirationTime(at(Duration.ofSeconds(-299)))))
                .isEqualTo(APP);
        assertThat(accepted(claims().notBeforeTime(at(Duration.ofMinutes(5))))).isEqualTo(APP);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://smba.trafficmanager.net/amer",
                "https://smba.trafficmanager.net/amer//",
                "https://SMBA.trafficmanager.net/AMER/"
            })
    void the_service_url_is_compared_without_case_and_trailing_slashes(String serviceUrl) {
        authenticator.authenticate("bearer " + token(claims()), activity(serviceUrl, "msteams"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource
    void claims_that_break_one_rule_are_refused(Rule rule, String what, UnaryOperator<JWTClaimsSet.Builder> broken) {
        String token = token(broken.apply(claims()));

        assertRefused(rule, "Bearer " + token, activity(SERVICE_URL, "msteams"));
        assertRefused(rule, "Bearer " + token, activity(SERVICE_URL, "msteams"));
    }

    static Stream<Arguments> claims_that_break_one_rule_are_refused() {
        return Stream.of(
                broken(Rule.ISSUER, "another issuer", claims -> claims.issuer("https://sts.windows.net/x/")),
                broken(Rule.ISSUER, "another case", claims -> claims.issuer("https://API.botframework.com")),
                broken(Rule.ISSUER, "a slash more", claims -> claims.issuer("https://api.botframework.com/")),
                broken(Rule.ISSUER, "another cloud's", claims -> claims.issuer(Cloud.GCC_HIGH.issuer())),
                broken(Rule.ISSUER, "none", claims -> claims.issuer(null)),
                broken(Rule.AUDIENCE, "another bot", claims -> claims.audience("33333333-cccc-4000-8000-000000000003")),
                broken(Rule.AUDIENCE, "another prefix", claims -> claims.audience("https://" + APP)),
                broken(Rule.AUDIENCE, "none", claims -> claims.audience((String) null)),
                broken(Rule.VALIDITY, "expired", claims -> claims.expirationTime(at(Duration.ofMinutes(-5)))),
                broken(Rule.VALIDITY, "never expires", claims -> claims.expirationTime(null)),
                broken(Rule.VALIDITY, "not valid yet", claims -> claims.notBeforeTime(at(Duration.ofSeconds(301)))),
                broken(Rule.SERVICE_URL, "none", claims -> claims.claim("serviceurl", null)),
                broken(Rule.SERVICE_URL, "no text", claims -> claims.claim("serviceurl", List.of(SERVICE_URL))),
                broken(Rule.SERVICE_URL, "another", claims -> claims.claim("serviceurl", "https://evil.example/")));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "https://smba.trafficmanager.net/emea/",
                "https://evil.example/",
                "",
                "///",
                "https://smba.trafficmanager.net"
            })
    void a_body_with_another_service_url_than_the_tokens_is_refused(@Nullable String serviceUrl) {
        assertRefused(Rule.SERVICE_URL, "Bearer " + token(claims()), activity(serviceUrl, "msteams"));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"slack", "MSTEAMS", "", "msteams "})
    void a_channel_that_the_key_is_not_endorsed_for_is_refused(@Nullable String channel) {
        assertRefused(Rule.ENDORSEMENT, "Bearer " + token(claims()), activity(SERVICE_URL, channel));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "Bearer", "Basic YTpi", "BearerX x"})
    void a_request_without_a_bearer_token_is_refused(@Nullable String header) {
        assertRefused(Rule.BEARER, header, activity(SERVICE_URL, "msteams"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer  ", "Bearer x", "Bearer a.b.c", "Bearer ..", "Bearer e30.e30.e30", "Bearer \u0000"})
    void garbage_is_refused(String header) {
        assertRefused(Rule.TOKEN, header, activity(SERVICE_URL, "msteams"));
    }

    @Test
    void a_giant_token_is_refused_unread() {
        assertRefused(Rule.TOKEN, "Bearer " + "a".repeat(1_000_000), activity(SERVICE_URL, "msteams"));
    }

    @Test
    void a_header_of_a_million_brackets_is_refused() {
        String nested = Base64.getUrlEncoder().encodeToString("[".repeat(8_000).getBytes(StandardCharsets.UTF_8));

        assertRefused(Rule.TOKEN, "Bearer " + nested + ".e30.AA", activity(SERVICE_URL, "msteams"));
    }

    @Test
    void an_unsigned_token_is_refused() {
        assertRefused(
                Rule.TOKEN, "Bearer " + new PlainJWT(claims().build()).serialize(), activity(SERVICE_URL, "msteams"));
    }

    @Test
    void the_public_key_used_as_a_shared_secret_is_refused() throws JOSEException {
        byte[] published = key("first").toRSAPublicKey().getEncoded();
        JWSHeader header =
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("first").build();
        SignedJWT forged = new SignedJWT(header, claims().build());
        forged.sign(new MACSigner(published));

        assertRefused(Rule.ALGORITHM, "Bearer " + forged.serialize(), activity(SERVICE_URL, "msteams"));
    }

    @Test
    void an_algorithm_that_the_key_could_do_but_nobody_agreed_on_is_refused() {
        JWSHeader header =
                new JWSHeader.Builder(JWSAlgorithm.PS256).keyID("first").build();

        assertRefused(Rule.ALGORITHM, "Bearer " + signed(header, claims()), activity(SERVICE_URL, "msteams"));
    }

    @Test
    void a_token_that_names_no_key_is_refused() {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256).build();

        assertRefused(Rule.KEY, "Bearer " + signed(header, claims()), activity(SERVICE_URL, "msteams"));
    }

    @Test
    void a_key_that_the_token_brings_itself_is_not_used() {
        RSAKey own = TestIssuer.newKey("own");
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID("own")
                .jwk(own.toPublicJWK())
                .build();

        assertRefused(
                Rule.KEY, "Bearer " + TestIssuer.sign(header, own, claims().build()), activity(SERVICE_URL, "msteams"));
    }

    @Test
    void a_signature_of_another_key_under_a_known_id_is_refused() {
        JWSHeader header =
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("first").build();
        String forged = TestIssuer.sign(header, TestIssuer.newKey("first"), claims().build());

        assertRefused(Rule.SIGNATURE, "Bearer " + forged, activity(SERVICE_URL, "msteams"));
    }

    @Test
    void claims_that_were_changed_after_signing_are_refused() {
        String[] good = token(claims()).split("\\.", -1);
        String[] other = token(claims().audience(OTHER_APP)).split("\\.", -1);

        assertRefused(
                Rule.SIGNATURE, "Bearer " + good[0] + "." + other[1] + "." + good[2], activity(SERVICE_URL, "msteams"));
    }

    @Test
    void a_critical_header_that_we_do_not_know_is_refused() {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID("first")
                .criticalParams(Set.of("exp"))
                .customParam("exp", 1)
                .build();

        assertRefused(Rule.SIGNATURE, "Bearer " + signed(header, claims()), activity(SERVICE_URL, "msteams"));
    }

    @Test
    void whatever_bytes_arrive_they_are_refused_cleanly() {
        Random random = new Random(7);
        String good = token(claims());
        for (int i = 0; i < 3_000; i++) {
            StringBuilder bytes = new StringBuilder(good);
            int position = random.nextInt(good.lastIndexOf('.'));
            bytes.setCharAt(position, (char) ((bytes.charAt(position) + 1 + random.nextInt(125)) % 127));
            assertThatExceptionOfType(InboundRefusedException.class)
                    .isThrownBy(() -> authenticator.authenticate("Bearer " + bytes, activity(SERVICE_URL, "msteams")));
        }
    }

    @Test
    void a_refusal_repeats_nothing_of_the_token() {
        String token = token(claims().issuer("https://marked.example"));

        assertThatExceptionOfType(InboundRefusedException.class)
                .isThrownBy(() -> authenticator.authenticate("Bearer " + token, activity(SERVICE_URL, "msteams")))
                .withMessageNotContaining("marked")
                .withMessageNotContaining(token.substring(0, 20));
    }

    private String accepted(JWTClaimsSet.Builder claims) {
        return authenticator
                .authenticate("Bearer " + token(claims), activity(SERVICE_URL, "msteams"))
                .appId();
    }

    private void assertRefused(Rule rule, @Nullable String header, Activity activity) {
        assertThatExceptionOfType(InboundRefusedException.class)
                .isThrownBy(() -> authenticator.authenticate(header, activity))
                .satisfies(refused -> assertThat(refused.rule()).isEqualTo(rule))
                .satisfies(refused -> assertThat(refused.status())
                        .isEqualTo(Set.of(Rule.SERVICE_URL, Rule.ENDORSEMENT).contains(rule) ? 403 : 401));
    }

    private String token(JWTClaimsSet.Builder claims) {
        return issuer.sign("first", claims.build());
    }

    private String signed(JWSHeader header, JWTClaimsSet.Builder claims) {
        return TestIssuer.sign(header, key("first"), claims.build());
    }

    private RSAKey key(String id) {
        return Objects.requireNonNull(issuer.keys.get(id));
    }

    private static Arguments broken(Rule rule, String what, UnaryOperator<JWTClaimsSet.Builder> change) {
        return arguments(rule, what, change);
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer("https://api.botframework.com")
                .audience(APP)
                .notBeforeTime(at(Duration.ofMinutes(-1)))
                .expirationTime(at(Duration.ofHours(1)))
                .claim("serviceurl", SERVICE_URL);
    }

    private static Date at(Duration fromNow) {
        return Date.from(NOW.plus(fromNow));
    }

    static Activity activity(@Nullable String serviceUrl, @Nullable String channelId) {
        return Activity.read("{\"type\":\"message\",\"serviceUrl\":" + quoted(serviceUrl) + ",\"channelId\":"
                + quoted(channelId) + "}");
    }

    private static String quoted(@Nullable String text) {
        return text == null ? "null" : "\"" + text + "\"";
    }
}
