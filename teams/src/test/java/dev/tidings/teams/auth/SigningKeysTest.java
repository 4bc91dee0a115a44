package dev.tidings.teams.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.tidings.teams.activity.Activity;
import dev.tidings.teams.auth.InboundRefusedException.Rule;
import dev.tidings.teams.http.HttpTransport;
import dev.tidings.teams.http.JdkTransport;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How the issuer's keys are fetched, kept and replaced.
class SigningKeysTest {
    private static final String APP = "11111111-aaaa-4000-8000-000000000001";
    private static final String SERVICE_URL = "https://smba.trafficmanager.net/amer/";
    private static final Activity ACTIVITY = InboundRulesTest.activity(SERVICE_URL, "msteams");

    private final TestIssuer issuer = new TestIssuer();
    private final HttpTransport transport = new JdkTransport();
    private final MovableTime time = new MovableTime(Instant.parse("2026-11-22T12:00:00Z"));
    private final InboundAuthenticator authenticator =
            new InboundAuthenticator(InboundSettings.of(Cloud.PUBLIC, Set.of(APP), issuer.metadata()), transport, time);

    @AfterEach
    void stop() {
        issuer.close();
        transport.close();
    }

    @Test
    void keys_are_fetched_once_for_many_requests() {
        for (int i = 0; i < 20; i++) {
            authenticate("first");
        }

        assertThat(issuer.fetches).hasValue(1);
    }

    @Test
    void many_requests_at_once_share_the_first_fetch() throws Exception {
        String token = token("first");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<VerifiedCaller> call = () -> authenticator.authenticate("Bearer " + token, ACTIVITY);
            for (Future<VerifiedCaller> caller : threads.invokeAll(
                    IntStream.range(0, 100).mapToObj(i -> call).toList())) {
                assertThat(caller.get().appId()).isEqualTo(APP);
            }
        }

        assertThat(issuer.fetches).hasValue(1);
    }

    @Test
    void a_new_key_is_found_at_once_after_a_rotation() {
        authenticate("first");
        issuer.addKey("second");

        authenticate("second");

        assertThat(issuer.fetches).hasValue(2);
    }

    @Test
    void an_unknown_key_makes_us_ask_at_most_once_a_minute() {
        authenticate("first");
        RefusedToken stranger = new RefusedToken();
        for (int i = 0; i < 50; i++) {
            stranger.present();
        }
        assertThat(issuer.fetches).hasValue(2);

        time.move(Duration.ofSeconds(59));
        stranger.present();
        assertThat(issuer.fetches).hasValue(2);

        time.move(Duration.ofSeconds(1));
        stranger.present();
        assertThat(issuer.fetches).hasValue(3);
    }

    @Test
    void a_key_that_was_withdrawn_is_refused_after_the_daily_refresh_also_for_a_token_seen_before() throws Exception {
        String token = token("first", Duration.ofDays(3));
        authenticator.authenticate("Bearer " + token, ACTIVITY);
        issuer.keys.clear();
        issuer.addKey("second");

        time.move(Duration.ofHours(12));
        authenticator.authenticate("Bearer " + token, ACTIVITY);
        await(() -> issuer.fetches.get() == 2);

        await(() -> ruleFor(token) == Rule.KEY);
    }

    @Test
    void an_endorsement_that_was_withdrawn_is_refused_after_the_daily_refresh() throws Exception {
        String token = token("first", Duration.ofDays(3));
        authenticator.authenticate("Bearer " + token, ACTIVITY);
        issuer.endorsements = List.of("webchat");

        time.move(Duration.ofHours(12));
        authenticator.authenticate("Bearer " + token, ACTIVITY);

        await(() -> ruleFor(token) == Rule.ENDORSEMENT);
    }

    @Test
    void a_key_without_endorsements_speaks_for_no_channel() {
        issuer.endorsements = List.of();

        assertThat(ruleFor(token("first"))).isEqualTo(Rule.ENDORSEMENT);
    }

    @Test
    void old_keys_stay_in_use_while_the_issuer_is_down() throws Exception {
        authenticate("first");
        issuer.status = 503;
        time.move(Duration.ofDays(2));

        authenticate("first");
        await(() -> issuer.fetches.get() == 2);
        authenticate("first");

        issuer.status = 200;
        time.move(Duration.ofMinutes(1));
        await(() -> {
            authenticate("first");
            return issuer.fetches.get() == 3;
        });
    }

    @Test
    void without_any_keys_the_answer_is_try_again_and_a_second_later_it_works() {
        issuer.status = 500;
        String token = token("first");
        assertThat(ruleFor(token)).isEqualTo(Rule.KEYS);
        assertThat(ruleFor(token)).isEqualTo(Rule.KEYS);
        assertThat(issuer.fetches).hasValue(1);

        issuer.status = 200;
        time.move(Duration.ofSeconds(1));
        authenticate("first");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/keys",
                "http://127.0.0.1:1/keys",
                "http://127.0.0.1.evil.example/keys",
                "file:///etc/keys",
                "/keys",
                "not a url",
                ""
            })
    void a_key_set_away_from_the_metadatas_origin_is_not_fetched(String jwksUri) {
        issuer.jwksUri = jwksUri;

        assertThat(ruleFor(token("first"))).isEqualTo(Rule.KEYS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[]", "{}", "null", "{\"keys\":{}}", "{\"keys\":[1,{},{\"kty\":\"RSA\",\"kid\":\"first\"}]}"
            })
    void a_key_set_that_is_none_is_not_used(String keySet) {
        issuer.keySet = keySet;

        assertThat(ruleFor(token("first"))).isEqualTo(Rule.KEYS);
    }

    @Test
    void a_giant_key_set_is_not_read() {
        issuer.keySet = "{\"keys\":[" + " ".repeat(2_000_000) + "]}";

        assertThat(ruleFor(token("first"))).isEqualTo(Rule.KEYS);
    }

    @Test
    void metadata_on_a_foreign_host_cannot_be_configured() {
        for (String metadata : List.of(
                "https://evil.example/m", "http://login.botframework.com/v1", "https://login.botframework.com.evil/")) {
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> InboundSettings.of(Cloud.PUBLIC, Set.of(APP), URI.create(metadata)));
        }
    }

    @Test
    void every_cloud_has_settings_of_its_own() {
        for (Cloud cloud : Cloud.values()) {
            InboundSettings settings = InboundSettings.of(cloud, Set.of(APP), null);

            assertThat(settings.issuer()).isEqualTo(cloud.issuer());
            assertThat(settings.openIdMetadata()).isEqualTo(cloud.openIdMetadata());
        }
    }

    @Test
    void another_clouds_issuer_is_expected_when_that_cloud_is_configured() {
        InboundAuthenticator government = new InboundAuthenticator(
                InboundSettings.of(Cloud.GCC_HIGH, Set.of(APP), issuer.metadata()), transport, time);
        String token = issuer.sign(
                "first",
                claims(Duration.ofHours(1))
                        .issuer("https://api.botframework.us")
                        .build());

        assertThat(government.authenticate("Bearer " + token, ACTIVITY).appId()).isEqualTo(APP);
        assertThat(ruleFor(token)).isEqualTo(Rule.ISSUER);
    }

    @Test
    void a_token_seen_before_still_expires() {
        String token = token("first");
        authenticator.authenticate("Bearer " + token, ACTIVITY);

        time.move(Duration.ofMinutes(65));

        assertThat(ruleFor(token)).isEqualTo(Rule.VALIDITY);
    }

    @Test
    void a_token_seen_before_is_still_bound_to_its_service_url_and_channel() {
        String token = token("first");
        authenticator.authenticate("Bearer " + token, ACTIVITY);

        assertThatExceptionOfType(InboundRefusedException.class)
                .isThrownBy(() -> authenticator.authenticate(
                        "Bearer " + token, InboundRulesTest.activity("https://evil.example/", "msteams")));
        assertThatExceptionOfType(InboundRefusedException.class)
                .isThrownBy(() ->
                        authenticator.authenticate("Bearer " + token, InboundRulesTest.activity(SERVICE_URL, "slack")));
    }

    private final class RefusedToken {
        private final String token;

        RefusedToken() {
            issuer.addKey("stranger");
            token = token("stranger");
            issuer.keys.remove("stranger");
        }

        void present() {
            assertThat(ruleFor(token)).isEqualTo(Rule.KEY);
        }
    }

    private Rule ruleFor(String token) {
        try {
            authenticator.authenticate("Bearer " + token, ACTIVITY);
        } catch (InboundRefusedException refused) {
            return refused.rule();
        }
        return Rule.BEARER;
    }

    private void authenticate(String key) {
        authenticator.authenticate("Bearer " + token(key), ACTIVITY);
    }

    private String token(String key) {
        return token(key, Duration.ofHours(1));
    }

    private String token(String key, Duration validFor) {
        return issuer.sign(key, claims(validFor).build());
    }

    private JWTClaimsSet.Builder claims(Duration validFor) {
        return new JWTClaimsSet.Builder()
                .issuer("https://api.botframework.com")
                .audience(APP)
                .expirationTime(Date.from(time.instant().plus(validFor)))
                .claim("serviceurl", SERVICE_URL);
    }

    static void await(Callable<Boolean> condition) throws Exception {
        Instant deadline = Instant.now().plusSeconds(10);
        while (!condition.call()) {
            assertThat(Instant.now()).as("waited too long").isBefore(deadline);
            Thread.onSpinWait();
        }
    }
}
