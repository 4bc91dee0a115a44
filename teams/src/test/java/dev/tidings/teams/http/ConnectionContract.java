package dev.tidings.teams.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidings.teams.http.TransportException.Written;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How every transport connects: through a proxy, with certificates of one's own, and not for ever.
public abstract class ConnectionContract {
    static final Duration LONG = Duration.ofSeconds(20);
    static final Duration SHORT = Duration.ofMillis(300);
    static final String OK = "{\"id\":\"1\"}";

    private static final ServerCertificate TRUSTED = ServerCertificate.forAddress("127.0.0.1");
    private static final String LOGIN = "Basic bmFtZTpzZWNyZXQ="; // name:secret

    /// Opens the transport under test.
    protected abstract HttpTransport open(TransportSettings settings);

    @Test
    void a_plain_request_goes_through_the_proxy_with_its_login() {
        try (RawServer proxy = answering(200, OK);
                HttpTransport transport = open(through(proxy, true))) {
            assertThat(transport
                            .send(post(URI.create("http://127.0.0.1:9/x"), "{}", LONG))
                            .status())
                    .isEqualTo(200);
            assertThat(proxy.whole()).singleElement().satisfies(request -> {
                assertThat(request.line()).isEqualTo("POST http://127.0.0.1:9/x HTTP/1.1");
                assertThat(request.headers()).containsEntry("Proxy-Authorization", LOGIN);
                assertThat(request.body()).isEqualTo("{}");
            });
        }
    }

    @Test
    void a_proxy_that_asks_for_no_login_gets_none() {
        try (RawServer proxy = answering(200, OK);
                HttpTransport transport = open(through(proxy, false))) {
            transport.send(post(URI.create("http://127.0.0.1:9/x"), "{}", LONG));
            assertThat(proxy.whole())
                    .singleElement()
                    .satisfies(request -> assertThat(request.headers()).doesNotContainKey("Proxy-Authorization"));
        }
    }

    @Test
    void an_encrypted_request_goes_through_a_tunnel_and_the_server_never_sees_the_proxys_login(@TempDir Path folder)
            throws IOException {
        try (RawServer server = new RawServer(TRUSTED.sockets(), answer(200, OK));
                RawServer proxy = tunnelTo(server);
                HttpTransport transport = open(through(proxy, true).withTrustStore(TRUSTED.pem(folder), null))) {
            assertThat(transport.send(post(server.uri("/x"), "{}", LONG)).body())
                    .isEqualTo(OK);
            assertThat(proxy.whole()).singleElement().satisfies(request -> {
                assertThat(request.line())
                        .isEqualTo("CONNECT " + server.uri("/").getAuthority() + " HTTP/1.1");
                assertThat(request.headers())
                        .containsEntry("Proxy-Authorization", LOGIN)
                        .doesNotContainKey("X-Test");
            });
            assertThat(server.whole())
                    .singleElement()
                    .satisfies(request -> assertThat(request.headers())
                            .containsEntry("X-Test", "yes")
                            .doesNotContainKey("Proxy-Authorization"));
        }
    }

    /// A 407 is never taken for the server's answer, and the request does not leave.
    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    void what_the_proxy_does_not_let_through_was_not_written(String scheme) {
        try (RawServer server = answering(200, OK);
                RawServer proxy = answering(407, "");
                HttpTransport transport = open(through(proxy, true))) {
            HttpCall call = post(URI.create(scheme + "://" + server.uri("/").getAuthority() + "/x"), "{}", LONG);
            assertThat(failure(transport, call).written()).isEqualTo(Written.NO);
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void a_proxy_that_is_not_there_means_that_nothing_was_written() throws IOException {
        ProxySettings gone;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            gone = new ProxySettings("127.0.0.1", taken.getLocalPort(), null, null, Set.of());
        }
        try (RawServer server = answering(200, OK);
                HttpTransport transport = open(TransportSettings.defaults().withProxy(gone))) {
            assertThat(failure(transport, post(server.uri("/"), "{}", LONG)).written())
                    .isEqualTo(Written.NO);
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void what_is_named_direct_goes_past_the_proxy() {
        try (RawServer server = answering(200, OK);
                RawServer proxy = answering(500, "");
                HttpTransport transport = open(TransportSettings.defaults()
                        .withProxy(ProxySettings.of("127.0.0.1", proxy.uri("/").getPort())
                                .withLogin("name", "secret")))) {
            assertThat(transport.send(post(server.uri("/"), "{}", LONG)).status())
                    .isEqualTo(200);
            assertThat(proxy.connections()).isZero();
            assertThat(server.whole())
                    .singleElement()
                    .satisfies(request -> assertThat(request.headers()).doesNotContainKey("Proxy-Authorization"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pem", "pkcs12"})
    void a_certificate_of_ones_own_is_trusted_from_a_file(String form, @TempDir Path folder) throws Exception {
        TransportSettings settings = form.equals("pem")
                ? TransportSettings.defaults().withTrustStore(TRUSTED.pem(folder), null)
                : TransportSettings.defaults().withTrustStore(TRUSTED.pkcs12(folder, "word"), "word");
        try (RawServer server = new RawServer(TRUSTED.sockets(), answer(200, OK));
                HttpTransport transport = open(settings)) {
            for (String method : List.of("POST", "GET")) {
                assertThat(transport
                                .send(call(method, server.uri("/"), method.equals("POST") ? "{}" : null, LONG))
                                .status())
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void a_server_that_nobody_vouches_for_gets_nothing() {
        try (RawServer server = new RawServer(TRUSTED.sockets(), answer(200, OK));
                HttpTransport transport = open(TransportSettings.defaults())) {
            for (String method : List.of("POST", "GET")) {
                HttpCall call = call(method, server.uri("/"), method.equals("POST") ? "{}" : null, LONG);
                assertThat(failure(transport, call).written()).as(method).isEqualTo(Written.NO);
            }
            assertThat(server.whole()).isEmpty();
        }
    }

    @Test
    void a_trusted_certificate_of_another_name_gets_nothing(@TempDir Path folder) throws IOException {
        ServerCertificate elsewhere = ServerCertificate.forAddress("127.0.0.2");
        try (RawServer server = new RawServer(elsewhere.sockets(), answer(200, OK));
                HttpTransport transport =
                        open(TransportSettings.defaults().withTrustStore(elsewhere.pem(folder), null))) {
            assertThat(failure(transport, post(server.uri("/"), "{}", LONG)).written())
                    .isEqualTo(Written.NO);
            assertThat(server.whole()).isEmpty();
        }
    }

    @Test
    void a_trust_store_without_a_certificate_is_refused_at_once(@TempDir Path folder) throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "nothing");
        IllegalArgumentException refused = catchThrowableOfType(
                IllegalArgumentException.class,
                () -> open(TransportSettings.defaults().withTrustStore(empty, null)));
        assertThat(refused).hasMessageContaining("empty.pem");
    }

    /// The queue of a listener that nobody accepts from fills up, and then further connections are not opened.
    @Test
    void a_connection_that_does_not_open_in_time_means_that_nothing_was_written() throws IOException {
        List<Socket> filling = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                HttpTransport transport = open(TransportSettings.defaults().withConnectTimeout(SHORT))) {
            fill(full, filling);
            URI uri = URI.create("http://127.0.0.1:" + full.getLocalPort() + "/");
            assertThat(failure(transport, post(uri, "{}", LONG)).written()).isEqualTo(Written.NO);
        } finally {
            for (Socket socket : filling) {
                socket.close();
            }
        }
    }

    private static void fill(ServerSocket listener, List<Socket> filling) throws IOException {
        try {
            while (filling.size() < 64) {
                Socket socket = new Socket();
                filling.add(socket);
                socket.connect(new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort()), 300);
            }
        } catch (SocketTimeoutException full) {
            return;
        }
        throw new IllegalStateException("the listener's queue does not fill up on this system");
    }

    private static TransportSettings through(RawServer proxy, boolean login) {
        ProxySettings settings = new ProxySettings("127.0.0.1", proxy.uri("/").getPort(), null, null, Set.of());
        return TransportSettings.defaults().withProxy(login ? settings.withLogin("name", "secret") : settings);
    }

    private static RawServer tunnelTo(RawServer server) {
        return new RawServer(connection -> {
            connection.readAll();
            connection.write("HTTP/1.1 200 Connection established\r\n\r\n");
            connection.spliceTo(server.uri("/").getPort());
        });
    }

    static RawServer answering(int status, String body) {
        return new RawServer(answer(status, body));
    }

    private static RawServer.Script answer(int status, String body) {
        return connection -> {
            while (connection.readAll()) {
                connection.answer(status, body);
            }
        };
    }

    static TransportException failure(HttpTransport transport, HttpCall call) {
        TransportException failure = catchThrowableOfType(TransportException.class, () -> transport.send(call));
        assertThat(failure).as("the failure of %s", call).isNotNull();
        return failure;
    }

    static HttpCall post(URI uri, String body, Duration timeout) {
        return call("POST", uri, body, timeout);
    }

    static HttpCall call(String method, URI uri, @Nullable String body, Duration timeout) {
        return new HttpCall(method, uri, Map.of("X-Test", "yes"), body, timeout);
    }
}
