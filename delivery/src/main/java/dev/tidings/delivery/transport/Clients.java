package dev.tidings.delivery.transport;

import dev.tidings.teams.http.ProxySettings;
import dev.tidings.teams.http.TransportSettings;
import dev.tidings.teams.http.TrustedCertificates;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.TrustOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// From the settings that both transports share to Vert.x' own.
final class Clients {
    /// Shorter than servers and gateways keep an idle connection, so that hardly any is closed under a request.
    private static final int KEEP_ALIVE_SECONDS = 20;
    private static final int MAX_HEADER_BYTES = 64 * 1024;

    private Clients() {}

    static HttpClientAgent open(Vertx vertx, TransportSettings settings) {
        return vertx.httpClientBuilder()
                .with(options(settings))
                .with(new PoolOptions().setHttp1MaxSize(settings.maxConnectionsPerHost()))
                .build();
    }

    private static HttpClientOptions options(TransportSettings settings) {
        int connectMillis = Math.toIntExact(settings.connectTimeout().toMillis());
        HttpClientOptions options = new HttpClientOptions()
                .setConnectTimeout(connectMillis)
                .setSslHandshakeTimeout(connectMillis)
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setMaxHeaderSize(MAX_HEADER_BYTES)
                .setVerifyHost(true);
        Path trustStore = settings.trustStore();
        if (trustStore != null) {
            options.setTrustOptions(
                    TrustOptions.wrap(TrustedCertificates.with(trustStore, settings.trustStorePassword())));
        }
        ProxySettings proxy = settings.proxy();
        return proxy == null ? options : options.setProxyOptions(through(proxy)).setNonProxyHosts(direct(proxy));
    }

    private static ProxyOptions through(ProxySettings proxy) {
        ProxyOptions options = new ProxyOptions().setHost(proxy.host()).setPort(proxy.port());
        String user = proxy.user();
        return user == null ? options : options.setUsername(user).setPassword(proxy.password());
    }

    private static List<String> direct(ProxySettings proxy) {
        return proxy.direct().stream().map(VertxTransport::withoutBrackets).toList();
    }
}
