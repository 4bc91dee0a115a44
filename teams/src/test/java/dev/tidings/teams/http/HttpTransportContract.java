package dev.tidings.teams.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidings.teams.http.TransportException.Written;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every transport must do. The server's own log is the judge: where the transport says that a request
/// was not written, no whole request may have arrived, and none may ever arrive twice.
public abstract class HttpTransportContract extends ConnectionContract {
    private @Nullable HttpTransport opened;

    @BeforeEach
    void open() {
        opened = open(TransportSettings.defaults());
    }

    @AfterEach
    void close() {
        transport().close();
    }

    @Test
    void a_request_arrives_as_it_was_given_and_its_answer_comes_back() {
        try (RawServer server = new RawServer(connection -> {
            connection.readAll();
            connection.answer(201, "{\"id\":\"ä€😀\"}", "mS-cV: abc");
        })) {
            HttpAnswer answer = transport().send(post(server.uri("/v3/a%3A1%2F?x=%26y"), "Grüße 😀", LONG));
            assertThat(answer.status()).isEqualTo(201);
            assertThat(answer.body()).isEqualTo("{\"id\":\"ä€😀\"}");
            assertThat(answer.header("MS-CV")).contains("abc");
            assertThat(answer.header("ms-cv")).contains("abc");
            RawServer.Request request = server.whole().getFirst();
            assertThat(request.line()).isEqualTo("POST /v3/a%3A1%2F?x=%26y HTTP/1.1");
            assertThat(request.body()).isEqualTo("Grüße 😀");
            assertThat(request.headers()).containsEntry("X-Test", "yes");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "DELETE"})
    void a_request_without_a_body_has_none(String method) {
        try (RawServer server = answering(200, OK)) {
            assertThat(transport()
                            .send(call(method, server.uri("/x"), null, LONG))
                            .status())
                    .isEqualTo(200);
            assertThat(server.whole()).singleElement().satisfies(request -> {
                assertThat(request.line()).isEqualTo(method + " /x HTTP/1.1");
                assertThat(request.body()).isEmpty();
            });
        }
    }

    @Test
    void put_carries_a_body() {
        try (RawServer server = answering(200, OK)) {
            transport().send(call("PUT", server.uri("/x"), "{}", LONG));
            assertThat(server.whole())
                    .singleElement()
                    .satisfies(request -> assertThat(request.body()).isEqualTo("{}"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void a_redirect_is_an_answer_and_is_not_followed(int status) {
        try (RawServer target = answering(200, OK);
                RawServer server = new RawServer(connection -> {
                    connection.readAll();
                    connection.answer(status, "", "Location: " + target.uri("/stolen"), "Connection: close");
                })) {
            assertThat(transport().send(post(server.uri("/"), "{}", LONG)).status())
                    .isEqualTo(status);
            assertThat(transport()
                            .send(call("GET", server.uri("/"), null, LONG))
                            .status())
                    .isEqualTo(status);
            assertThat(target.connections()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 202, 204, 400, 401, 403, 404, 407, 413, 429, 500, 503})
    void any_status_is_an_answer_and_is_asked_for_once(int status) {
        String body = status == 204 ? "" : "body";
        try (RawServer server = new RawServer(connection -> {
            connection.readAll();
            if (status == 204) {
                connection.write("HTTP/1.1 204 No Content\r\n\r\n");
            } else {
                connection.answer(status, body, "WWW-Authenticate: Bearer", "Proxy-Authenticate: Basic");
            }
        })) {
            HttpAnswer answer = transport().send(post(server.uri("/"), "{}", LONG));
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.body()).isEqualTo(body);
            assertThat(server.whole()).hasSize(1);
        }
    }

    @Test
    void a_refused_connection_was_not_written() throws IOException {
        URI nowhere;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nowhere = URI.create("http://127.0.0.1:" + taken.getLocalPort() + "/");
        }
        assertThat(failure(post(nowhere, "{}", LONG)).written()).isEqualTo(Written.NO);
        assertThat(failure(call("DELETE", nowhere, null, LONG)).written()).isEqualTo(Written.NO);
    }

    @Test
    void an_unknown_host_was_not_written() {
        URI unknown = URI.create("http://no-such-host.invalid/");
        assertThat(failure(post(unknown, "{}", LONG)).written()).isEqualTo(Written.NO);
    }

    @Test
    void a_connection_closed_before_anything_is_read_is_judged_by_what_arrived() {
        judged(connection -> {}, "{}");
        judged(RawServer.Connection::reset, "{}");
    }

    @Test
    void a_connection_closed_after_the_head_is_judged_by_what_arrived() {
        judged(RawServer.Connection::readHead, "{}");
        judged(
                connection -> {
                    connection.readHead();
                    connection.reset();
                },
                "x".repeat(5_000_000));
    }

    @Test
    void a_connection_closed_after_the_whole_request_may_have_been_written() {
        for (String method : List.of("POST", "PUT", "DELETE", "GET")) {
            try (RawServer server = new RawServer(RawServer.Connection::readAll)) {
                String body = method.startsWith("P") ? "{}" : null;
                assertThat(failure(call(method, server.uri("/"), body, LONG)).written())
                        .as(method)
                        .isEqualTo(Written.MAYBE);
                assertThat(server.whole()).as(method).hasSize(1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Le",
                "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"id\":",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
                "this is not HTTP\r\n\r\n",
                "HTTP/1.1 2x0 OK\r\nContent-Length: 0\r\n\r\n",
                "\u0000\u0001\u0002\r\n\r\n"
            })
    void half_an_answer_and_garbage_may_have_been_written(String raw) {
        try (RawServer server = new RawServer(connection -> {
            connection.readAll();
            connection.write(raw);
        })) {
            assertThat(failure(post(server.uri("/"), "{}", LONG)).written()).isEqualTo(Written.MAYBE);
            assertThat(server.whole()).hasSize(1);
        }
    }

    @Test
    void an_answer_that_never_comes_may_have_been_written() {
        try (RawServer server = new RawServer(connection -> {
            connection.readAll();
            connection.untilClosed();
        })) {
            assertThat(failure(post(server.uri("/"), "{}", SHORT)).written()).isEqualTo(Written.MAYBE);
            assertThat(server.whole()).hasSize(1);
        }
    }

    @Test
    void the_time_out_covers_the_whole_answer() {
        try (RawServer server = new RawServer(connection -> {
            connection.readAll();
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
            connection.untilClosed();
        })) {
            assertThat(failure(post(server.uri("/"), "{}", SHORT)).written()).isEqualTo(Written.MAYBE);
        }
    }

    @Test
    void a_connection_is_kept_for_the_next_request() {
        try (RawServer server = answering(200, OK)) {
            for (int i = 0; i < 10; i++) {
                transport().send(post(server.uri("/"), "{}", LONG));
            }
            assertThat(server.whole()).hasSize(10);
            assertThat(server.connections()).isOne();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "DELETE", "GET"})
    void a_kept_connection_that_the_server_closes_never_doubles_a_request(String method) {
        String body = method.equals("POST") ? "{}" : null;
        for (int round = 0; round < 20; round++) {
            try (RawServer server = new RawServer(connection -> {
                connection.readAll();
                connection.answer(200, OK);
            })) {
                transport().send(call(method, server.uri("/first"), body, LONG));
                judgedCall(server, call(method, server.uri("/second"), body, LONG), "/second");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "GET"})
    void a_kept_connection_that_is_cut_after_the_second_request_never_doubles_it(String method) {
        String body = method.startsWith("P") ? "{}" : null;
        try (RawServer server = new RawServer(connection -> {
            connection.readAll();
            connection.answer(200, OK);
            connection.readAll();
        })) {
            transport().send(call(method, server.uri("/first"), body, LONG));
            TransportException cut = failure(call(method, server.uri("/second"), body, LONG));
            assertThat(cut.written()).isEqualTo(Written.MAYBE);
            assertThat(arrived(server, "/second")).isOne();
        }
    }

    @Test
    void an_answer_longer_than_permitted_is_given_up() {
        try (HttpTransport bounded = open(TransportSettings.defaults().withMaxAnswerBytes(1000));
                RawServer server = new RawServer(connection -> {
                    connection.readAll();
                    connection.answer(200, "x".repeat(1_000_000));
                })) {
            TransportException cut = catchThrowableOfType(
                    TransportException.class, () -> bounded.send(post(server.uri("/"), "{}", LONG)));
            assertThat(cut.written()).isEqualTo(Written.MAYBE);
        }
    }

    @Test
    void requests_beyond_the_permitted_connections_wait_and_give_up_unwritten() throws Exception {
        CountDownLatch busy = new CountDownLatch(2);
        CountDownLatch release = new CountDownLatch(1);
        try (HttpTransport narrow = open(TransportSettings.defaults().withMaxConnectionsPerHost(2));
                RawServer server = new RawServer(connection -> {
                    connection.readAll();
                    busy.countDown();
                    RawServer.await(release);
                    connection.answer(200, OK);
                });
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<HttpAnswer>> holding = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                holding.add(threads.submit(() -> narrow.send(post(server.uri("/held"), "{}", LONG))));
            }
            busy.await();
            TransportException late = catchThrowableOfType(
                    TransportException.class, () -> narrow.send(post(server.uri("/late"), "{}", SHORT)));
            assertThat(late.written()).isEqualTo(Written.NO);
            assertThat(arrived(server, "/late")).isZero();
            release.countDown();
            for (Future<HttpAnswer> each : holding) {
                assertThat(each.get().status()).isEqualTo(200);
            }
        }
    }

    @Test
    void a_thousand_calls_at_once_all_come_back_with_their_own_answer() throws Exception {
        try (RawServer server = new RawServer(connection -> {
                    while (connection.readAll()) {
                        connection.answer(200, connection.body());
                    }
                });
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<HttpAnswer>> answers = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                String body = "call " + i;
                answers.add(threads.submit(() -> transport().send(post(server.uri("/"), body, LONG))));
            }
            for (int i = 0; i < 1000; i++) {
                assertThat(answers.get(i).get().body()).isEqualTo("call " + i);
            }
            assertThat(server.whole()).hasSize(1000);
        }
    }

    @Test
    void an_interrupted_caller_is_told_and_stays_interrupted() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        try (RawServer server = new RawServer(connection -> {
            connection.readAll();
            arrived.countDown();
            connection.untilClosed();
        })) {
            List<Object> seen = new ArrayList<>();
            Thread caller = Thread.ofVirtual().start(() -> {
                seen.add(failure(post(server.uri("/"), "{}", LONG)).written());
                seen.add(Thread.currentThread().isInterrupted());
            });
            arrived.await();
            caller.interrupt();
            caller.join();
            assertThat(seen).containsExactly(Written.MAYBE, true);
        }
    }

    @Test
    void a_closed_transport_writes_nothing() {
        try (RawServer server = answering(200, OK)) {
            HttpTransport closed = open(TransportSettings.defaults());
            closed.close();
            TransportException refused = catchThrowableOfType(
                    TransportException.class, () -> closed.send(post(server.uri("/"), "{}", LONG)));
            assertThat(refused.written()).isEqualTo(Written.NO);
            assertThat(server.whole()).isEmpty();
        }
    }

    @Test
    void neither_calls_nor_answers_show_a_token_or_a_text() {
        HttpCall call = new HttpCall(
                "POST", URI.create("http://127.0.0.1/x"), Map.of("Authorization", "Bearer secret"), "secret", LONG);
        assertThat(call.toString()).doesNotContain("secret");
        assertThat(new HttpAnswer(200, Map.of("a", List.of("secret")), "secret").toString())
                .doesNotContain("secret");
    }

    private void judged(RawServer.Script script, String body) {
        for (int round = 0; round < 20; round++) {
            try (RawServer server = new RawServer(script)) {
                judgedCall(server, post(server.uri("/"), body, LONG), "/");
            }
        }
    }

    /// The call may fail or succeed; what it says must agree with what arrived.
    private void judgedCall(RawServer server, HttpCall call, String path) {
        try {
            transport().send(call);
            assertThat(arrived(server, path)).isOne();
        } catch (TransportException cut) {
            switch (cut.written()) {
                case NO -> assertThat(arrived(server, path)).isZero();
                case MAYBE -> assertThat(arrived(server, path)).isLessThanOrEqualTo(1);
            }
        }
    }

    private static long arrived(RawServer server, String path) {
        return server.whole().stream()
                .filter(request -> request.line().contains(" " + path + " "))
                .count();
    }

    private TransportException failure(HttpCall call) {
        return failure(transport(), call);
    }

    private HttpTransport transport() {
        return Objects.requireNonNull(opened);
    }
}
