package dev.tidings.server.access;

import static dev.tidings.server.access.IdentityProvider.AUDIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import dev.tidings.faketeams.FakeTeams;
import dev.tidings.faketeams.directory.Person;
import dev.tidings.faketeams.login.BotApp;
import dev.tidings.server.RunningServer;
import dev.tidings.server.RunningServer.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Tokens of an identity provider instead of API keys: every rule, what claims mean, keys that change and go away.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokensTest {
    private static final BotApp BOT =
            BotApp.of("11111111-2222-3333-4444-555555555555").withSecret("secret");

    @SuppressWarnings("NullAway.Init") // set before all tests
    private IdentityProvider provider;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private FakeTeams teams;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private RunningServer server;

    private String home = "";
    private String abroad = "";
    private String ann = "";

    @BeforeAll
    void start(@TempDir Path folder) {
        provider = new IdentityProvider();
        teams = FakeTeams.builder()
                .bot(BOT)
                .shape(shape -> shape.withTenants(2))
                .start();
        home = teams.scenery().tenant(0);
        abroad = teams.scenery().tenant(1);
        server = RunningServer.start(
                teams,
                RunningServer.sqlite(folder),
                Map.ofEntries(
                        Map.entry("MicrosoftAppId", teams.bot().appId()),
                        Map.entry("MicrosoftAppPassword", "secret"),
                        Map.entry("MicrosoftAppTenantId", home),
                        Map.entry("server.address", "127.0.0.1"),
                        Map.entry("tidings.endpoints.login", teams.loginUrl().toString()),
                        Map.entry(
                                "tidings.endpoints.openid-metadata",
                                teams.openIdMetadata().toString()),
                        Map.entry("tidings.oidc.issuer", provider.issuer()),
                        Map.entry("tidings.oidc.audiences", AUDIENCE + ",other-name"),
                        Map.entry("tidings.oidc.tenants-claim", "tid")));
        Person person = teams.scenery().person(0, 0);
        ann = person.objectId();
        teams.people().install(person);
        teams.people().install(teams.scenery().person(1, 0));
        RunningServer.await(() -> people(token(claims())) == 2, () -> "the people were not learnt");
    }

    @AfterAll
    void stop() {
        server.close();
        teams.close();
        provider.close();
    }

    /// One rule each, broken alone.
    static Stream<Named<UnaryOperator<JWTClaimsSet.Builder>>> rules() {
        return Stream.of(
                Named.of("expired", claims -> claims.expirationTime(inSeconds(-120))),
                Named.of("without end", claims -> claims.expirationTime(null)),
                Named.of("not yet valid", claims -> claims.notBeforeTime(inSeconds(120))),
                Named.of("of another issuer", claims -> claims.issuer("https://elsewhere.example")),
                Named.of("without issuer", claims -> claims.issuer(null)),
                Named.of("for another audience", claims -> claims.audience("api://something-else")),
                Named.of("for a longer audience", claims -> claims.audience(AUDIENCE + "/")),
                Named.of("without audience", claims -> claims.audience((String) null)),
                Named.of("without subject", claims -> claims.subject(null)),
                Named.of("with an endless subject", claims -> claims.subject("a".repeat(256))),
                Named.of("without the fence", claims -> claims.claim("tid", null)),
                Named.of("with an empty fence", claims -> claims.claim("tid", List.of())));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void a_token_is_refused_if_one_rule_is_broken(UnaryOperator<JWTClaimsSet.Builder> broken) {
        refused(token(broken.apply(claims())));
    }

    @Test
    void a_token_that_this_issuer_did_not_sign_is_refused() throws JOSEException {
        JWTClaimsSet claims = claims().build();
        var stranger = IdentityProvider.newKey("stranger");
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256);
        refused(IdentityProvider.sign(header.keyID("stranger"), stranger, claims));
        refused(IdentityProvider.sign(header.keyID("first"), stranger, claims));
        refused(new PlainJWT(claims).serialize());
        // The public key is no secret: whoever signs with it as if it were one must not get in.
        var shared = new MACSigner(provider.key.toRSAPublicKey().getEncoded());
        refused(IdentityProvider.sign(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("first"), shared, claims));
        var logout = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("first").type(new JOSEObjectType("logout+jwt"));
        refused(IdentityProvider.sign(logout, provider.key, claims));
    }

    @ParameterizedTest
    @CsvSource({"0", "40", "400", "12000"})
    void a_token_that_was_changed_or_cut_is_refused(int at) {
        String token = token(claims().claim("long", "x".repeat(6000)));
        refused(token.substring(0, Math.min(at, token.length() - 1)));
        int where = Math.min(at, token.length() - 10);
        char other = token.charAt(where) == 'A' ? 'B' : 'A';
        refused(token.substring(0, where) + other + token.substring(where + 1));
    }

    @Test
    void half_a_minute_between_two_clocks_is_no_reason_to_refuse() {
        assertThat(get(token(claims().expirationTime(inSeconds(-30)))).status()).isEqualTo(200);
        assertThat(get(token(claims().notBeforeTime(inSeconds(30)))).status()).isEqualTo(200);
    }

    @Test
    void scopes_are_read_from_a_text_or_a_list_and_only_with_the_prefix() {
        assertThat(get(token(claims())).status()).isEqualTo(200);
        assertThat(get(token(bare().claim("roles", List.of("tidings.read")))).status())
                .isEqualTo(200);
        assertThat(get(token(bare().claim("scp", "openid tidings.read"))).status())
                .isEqualTo(200);
        assertThat(get(token(bare().claim("scope", "read"))).problem()).isEqualTo("not-permitted");
        assertThat(get(token(bare().claim("groups", "tidings.read"))).problem()).isEqualTo("not-permitted");
        assertThat(get(token(bare().claim("scope", 7))).problem()).isEqualTo("not-permitted");
        String reading = token(bare().claim("scope", "tidings.read"));
        assertThat(send(reading, "key-1").problem()).isEqualTo("not-permitted");
        assertThat(server.get("/api/v1/keys", reading).problem()).isEqualTo("not-permitted");
    }

    @Test
    void outside_the_tenants_of_a_token_nothing_exists() {
        assertThat(people(token(claims().claim("tid", home)))).isEqualTo(1);
        assertThat(people(token(claims().claim("tid", List.of(home, abroad))))).isEqualTo(2);
        assertThat(people(token(claims().claim("tid", "elsewhere")))).isZero();
    }

    @Test
    void the_owner_of_a_token_sends_and_has_idempotency_keys_of_their_own() {
        Answer first = send(token(claims()), "order-1");
        assertThat(first.status()).isEqualTo(202);
        assertThat(server.outcome(first, token(claims())).path("state").stringValue(""))
                .isEqualTo("delivered");
        String id = first.json().path("id").stringValue("");
        assertThat(send(token(claims()), "order-1").json().path("id").stringValue(""))
                .isEqualTo(id);
        assertThat(send(token(claims().subject("somebody-else")), "order-1")
                        .json()
                        .path("id")
                        .stringValue(""))
                .isNotEqualTo(id);
    }

    @Test
    void whoever_administers_by_token_makes_keys_within_the_same_fences() {
        String token = token(claims().claim("tid", home));
        Answer made = server.post("/api/v1/keys", token, "{\"name\":\"shop\",\"scopes\":[\"read\"]}");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().path("tenants").path(0).stringValue("")).isEqualTo(home);
        assertThat(server.get("/api/v1/people", made.json().path("key").stringValue(""))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_new_key_of_the_issuer_is_found_and_the_known_ones_outlive_the_issuer() {
        var next = IdentityProvider.newKey("next");
        provider.published.add(next.toPublicJWK());
        var header = new JWSHeader.Builder(JWSAlgorithm.PS256).keyID("next");
        String signed = IdentityProvider.sign(header, next, claims().build());
        assertThat(get(signed).status()).isEqualTo(200);
        provider.status = 503;
        try {
            assertThat(get(token(claims())).status()).isEqualTo(200);
            refused(IdentityProvider.sign(
                    new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("later"), next, claims().build()));
        } finally {
            provider.status = 200;
        }
    }

    private void refused(String token) {
        Answer answer = get(token);
        assertThat(answer.status()).as(answer.body()).isEqualTo(401);
        assertThat(answer.problem()).isEqualTo("unauthenticated");
        assertThat(answer.response().headers().firstValue("WWW-Authenticate")).isPresent();
    }

    private Answer get(String token) {
        return server.get("/api/v1/people", token);
    }

    private int people(String token) {
        return get(token).json().path("items").size();
    }

    private Answer send(String token, String idempotencyKey) {
        String body = "{\"to\":{\"user\":\"" + ann + "\"},\"tenant\":\"" + home + "\",\"message\":{\"text\":\"hi\"}}";
        return server.post("/api/v1/notifications", token, body, "Idempotency-Key", idempotencyKey);
    }

    private String token(JWTClaimsSet.Builder claims) {
        return provider.sign(claims.build());
    }

    private JWTClaimsSet.Builder claims() {
        return bare().claim("scope", "openid tidings.read tidings.send tidings.admin tidings.unheard-of");
    }

    private JWTClaimsSet.Builder bare() {
        return new JWTClaimsSet.Builder()
                .issuer(provider.issuer())
                .audience(AUDIENCE)
                .subject("somebody")
                .claim("tid", List.of(home, abroad))
                .expirationTime(inSeconds(600));
    }

    private static Date inSeconds(int seconds) {
        return Date.from(InstantSource.system().instant().plus(Duration.ofSeconds(seconds)));
    }
}
