package dev.tidings.teams.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.teams.auth.TokenException.Reason;
import dev.tidings.teams.http.JdkTransport;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How a token is kept and renewed, and what is said when there is none; over real sockets, with moved time.
class RefreshingTokenTest {
    private static final BotIdentity BOT = new BotIdentity(
            "11111111-aaaa-4000-8000-000000000001",
            "aaaaaaaa-0000-4000-8000-000000000001",
            Credentials.secret("s3cret-value"));

    private final TestLogin login = new TestLogin();
    private final JdkTransport transport = new JdkTransport();
    private final MovableTime time = new MovableTime(Instant.parse("2026-11-22T12:00:00Z"));
    private final TokenSource source = MsalTokenSource.of(BOT, Cloud.PUBLIC, login.base(), transport, time);

    @AfterEach
    void stop() {
        login.close();
        transport.close();
    }

    @Test
    void one_token_serves_many_calls() {
        for (int i = 0; i < 50; i++) {
            assertThat(source.token()).contains("token-1");
        }
        assertThat(login.requests).hasValue(1);
    }

    @Test
    void a_hundred_callers_at_once_make_one_request() throws Exception {
        Set<String> tokens = new HashSet<>();
        login.open = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(100)) {
            CountDownLatch ready = new CountDownLatch(100);
            List<Future<Optional<String>>> callers = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                callers.add(threads.submit(() -> {
                    ready.countDown();
                    ready.await();
                    return source.token();
                }));
            }
            ready.await();
            login.open.countDown();
            for (Future<Optional<String>> caller : callers) {
                tokens.add(caller.get().orElseThrow());
            }
        }
        assertThat(tokens).containsExactly("token-1");
        assertThat(login.requests).hasValue(1);
    }

    @Test
    void a_hundred_callers_at_once_make_one_request_also_when_it_fails() throws Exception {
        login.refuse("7000215");
        login.open = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(100)) {
            List<Future<?>> callers = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                callers.add(threads.submit(
                        () -> assertThatExceptionOfType(TokenException.class).isThrownBy(source::token)));
            }
            login.open.countDown();
            for (Future<?> caller : callers) {
                caller.get();
            }
        }
        assertThat(login.requests).hasValue(1);
    }

    @Test
    void five_minutes_before_its_end_a_token_is_renewed_while_it_stays_in_use() throws Exception {
        source.token();
        time.move(Duration.ofSeconds(3600 - 301));
        assertThat(source.token()).contains("token-1");
        assertThat(login.requests).hasValue(1);

        login.open = new CountDownLatch(1);
        time.move(Duration.ofSeconds(2));
        assertThat(source.token()).contains("token-1");
        SigningKeysTest.await(() -> login.requests.get() == 2);
        assertThat(source.token()).contains("token-1");

        login.open.countDown();
        SigningKeysTest.await(() -> source.token().equals(Optional.of("token-2")));
        assertThat(login.requests).hasValue(2);
    }

    @Test
    void an_expired_token_is_not_handed_out() {
        source.token();
        time.move(Duration.ofHours(1));

        assertThat(source.token()).contains("token-2");
    }

    @Test
    void while_the_login_service_is_down_the_token_at_hand_is_used_to_its_end() throws Exception {
        source.token();
        login.status = 503;
        time.move(Duration.ofMinutes(56));
        assertThat(source.token()).contains("token-1");
        SigningKeysTest.await(() -> login.requests.get() == 2);
        time.move(Duration.ofMinutes(3));
        assertThat(source.token()).contains("token-1");

        time.move(Duration.ofMinutes(1));
        assertThatExceptionOfType(TokenException.class)
                .isThrownBy(source::token)
                .satisfies(failed -> assertThat(failed.temporary()).isTrue());
    }

    @Test
    void when_nobody_listens_the_failure_is_temporary() {
        source.token();
        login.close();
        assertThat(source.token()).contains("token-1");

        source.refused("token-1");

        assertThatExceptionOfType(TokenException.class)
                .isThrownBy(source::token)
                .satisfies(failed -> assertThat(failed.reason()).isEqualTo(Reason.UNAVAILABLE));
    }

    @Test
    void after_a_failure_the_pauses_grow_from_one_to_thirty_seconds() {
        login.refuse("7000215");
        int expected = 0;
        for (int pause : new int[] {1, 2, 4, 8, 16, 30, 30}) {
            assertThatThrownBy(source::token).isInstanceOf(TokenException.class);
            assertThat(login.requests).hasValue(++expected);
            time.move(Duration.ofSeconds(pause).minusMillis(1));
            assertThatThrownBy(source::token).hasMessageContaining("AADSTS7000215");
            assertThat(login.requests).hasValue(expected);
            time.move(Duration.ofMillis(1));
        }

        login.status = 200;
        assertThat(source.token()).isPresent();
        source.refused("token-" + login.requests.get());
        login.refuse("7000215");
        assertThatThrownBy(source::token).isInstanceOf(TokenException.class);
        time.move(Duration.ofSeconds(1));
        login.status = 200;
        assertThat(source.token()).isPresent();
    }

    @Test
    void a_busy_login_service_is_asked_again_after_our_own_pause() {
        login.status = 429;
        assertThatThrownBy(source::token).isInstanceOf(TokenException.class);
        login.status = 200;
        time.move(Duration.ofSeconds(1));

        assertThat(source.token()).contains("token-2");
    }

    @Test
    void a_refused_token_is_dropped_and_no_other() {
        source.token();
        source.refused("token-0");
        assertThat(source.token()).contains("token-1");

        source.refused("token-1");
        assertThat(source.token()).contains("token-2");
        source.refused("token-1");
        assertThat(source.token()).contains("token-2");
        assertThat(login.requests).hasValue(2);
    }

    @Test
    void a_token_of_a_few_seconds_is_still_of_use() {
        login.lifetime = 8;

        assertThat(source.token()).contains("token-1");
        assertThat(source.token()).contains("token-1");
    }

    @Test
    void a_clock_that_is_set_back_does_not_freeze_a_source_that_failed() {
        login.refuse("7000215");
        assertThatThrownBy(source::token).isInstanceOf(TokenException.class);
        login.status = 200;
        time.move(Duration.ofDays(-30));

        assertThat(source.token()).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "7000215, WRONG_CREDENTIAL, secret's value",
        "7000222, EXPIRED_CREDENTIAL, create a new one",
        "700027, WRONG_CREDENTIAL, upload it",
        "700024, EXPIRED_CREDENTIAL, clock",
        "700016, UNKNOWN_APP, app id",
        "90002, WRONG_TENANT, tenant id",
        "900023, WRONG_TENANT, tenant id",
        "65001, MISSING_CONSENT, administrator",
        "7000229, MISSING_CONSENT, administrator",
        "7000112, REFUSED, disabled",
        "500011, WRONG_SCOPE, cloud",
        "53003, REFUSED, policy",
        "9999999, WRONG_CREDENTIAL, AADSTS9999999",
    })
    void a_refusal_says_what_to_do_and_repeats_no_secret(String code, Reason reason, String advice) {
        login.refuse(code);

        assertThatExceptionOfType(TokenException.class)
                .isThrownBy(source::token)
                .withMessageContaining(advice)
                .withMessageContaining("AADSTS" + code)
                .withMessageNotContaining("s3cret-value")
                .satisfies(failed -> assertThat(failed.reason()).isEqualTo(reason))
                .satisfies(failed -> assertThat(failed.code()).contains("AADSTS" + code))
                .satisfies(failed -> assertThat(failed.temporary()).isFalse());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nothing", "[]", "{}", "null", "{\"access_token\":1}", "{\"error\":{}}"})
    void an_answer_that_is_none_is_refused_whatever_its_status(String body) {
        login.refusal = body;
        for (int status : new int[] {201, 400, 302}) {
            login.status = status;
            time.move(Duration.ofMinutes(1));
            assertThatThrownBy(source::token).isInstanceOf(TokenException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "http://login.microsoftonline.com",
                "https://login.microsoftonline.us",
                "https://login.microsoftonline.com.evil.example",
                "http://10.0.0.1:80",
                "http://127.0.0.1@evil.example/"
            })
    void the_secret_is_sent_to_the_clouds_own_host_or_this_machine_only(String base) {
        assertThatThrownBy(() -> MsalTokenSource.of(BOT, Cloud.PUBLIC, URI.create(base), transport, time))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_secret_that_cannot_be_read_is_named_and_nothing_is_sent() {
        BotIdentity bot = new BotIdentity(BOT.appId(), null, Credentials.secretFile(java.nio.file.Path.of("/no/such")));
        TokenSource unreadable = MsalTokenSource.of(bot, Cloud.PUBLIC, login.base(), transport, time);

        assertThatExceptionOfType(TokenException.class)
                .isThrownBy(unreadable::token)
                .withMessageContaining("/no/such")
                .satisfies(failed -> assertThat(failed.reason()).isEqualTo(Reason.UNUSABLE_CREDENTIAL));
        assertThat(login.requests).hasValue(0);
    }
}
