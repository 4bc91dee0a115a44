package dev.tidings.teams.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// A process of its own, since the JDK reads once per process whether a proxy may be told a password.
class ProxyLoginAloneTest {

    @Test
    void the_proxys_login_is_sent_for_https_without_any_option_of_java() throws Exception {
        try (RawServer proxy = ConnectionContract.answering(407, "")) {
            Process java = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Asking.class.getName(),
                            String.valueOf(proxy.uri("/").getPort()))
                    .redirectErrorStream(true)
                    .start();
            String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(java.waitFor()).as(said).isZero();
            assertThat(said).contains("NO", "the proxy 127.0.0.1:", "refused the login");
            assertThat(proxy.whole()).singleElement().satisfies(request -> {
                assertThat(request.line()).startsWith("CONNECT ");
                assertThat(request.headers()).containsEntry("Proxy-Authorization", "Basic bmFtZTpzZWNyZXQ=");
            });
        }
    }

    /// Asks for something behind the proxy and says what the transport said.
    static final class Asking {
        private Asking() {}

        public static void main(String[] arguments) throws IOException {
            ProxySettings proxy = new ProxySettings("127.0.0.1", Integer.parseInt(arguments[0]), null, null, Set.of());
            try (JdkTransport transport =
                    new JdkTransport(TransportSettings.defaults().withProxy(proxy.withLogin("name", "secret")))) {
                transport.send(new HttpCall(
                        "GET", URI.create("https://127.0.0.1:9/"), Map.of(), null, Duration.ofSeconds(20)));
            } catch (TransportException refused) {
                System.out.println(refused.written() + " " + refused.getMessage());
            }
        }
    }
}
