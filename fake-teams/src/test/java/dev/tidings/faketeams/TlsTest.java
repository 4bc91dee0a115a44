package dev.tidings.faketeams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;

class TlsTest {
    @Test
    void https_is_served_for_who_trusts_the_printed_certificate() throws Exception {
        try (FakeTeams teams = FakeTeams.builder().tls(true).start();
                HttpClient client = trusting(teams)) {
            assertThat(teams.loginUrl().toString()).startsWith("https://localhost:");
            for (String host : new String[] {"localhost", "127.0.0.1"}) {
                URI uri = URI.create("https://" + host + ":" + teams.tlsPort().orElseThrow()
                        + "/v1/.well-known/openidconfiguration");
                String body = client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                        .body();
                assertThat(body).contains("\"jwks_uri\":\"https://" + host);
            }
            URI plain = URI.create("http://127.0.0.1:" + teams.port() + "/_fake");
            assertThat(client.send(HttpRequest.newBuilder(plain).build(), BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void who_does_not_trust_it_does_not_connect() {
        try (FakeTeams teams = FakeTeams.builder().tls(true).start()) {
            assertThatThrownBy(() -> HttpClient.newHttpClient()
                            .send(HttpRequest.newBuilder(teams.base()).build(), BodyHandlers.ofString()))
                    .isInstanceOf(SSLHandshakeException.class);
        }
    }

    private static HttpClient trusting(FakeTeams teams) throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null);
        try (InputStream pem = Files.newInputStream(teams.certificateFile().orElseThrow())) {
            store.setCertificateEntry(
                    "fake", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(context).build();
    }
}
