package dev.tidings.delivery.transport;

import dev.tidings.teams.http.HttpAnswer;
import dev.tidings.teams.http.HttpCall;
import dev.tidings.teams.http.HttpTransport;
import dev.tidings.teams.http.ProxySettings;
import dev.tidings.teams.http.TransportException;
import dev.tidings.teams.http.TransportException.Written;
import dev.tidings.teams.http.TransportSettings;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/// The transport of the server: Vert.x' HTTP client on one event loop, for callers on virtual threads, which
/// wait.
///
/// Thread-safe. It owns its Vert.x instance, its connections and its threads until it is closed.
public final class VertxTransport implements HttpTransport {
    private static final int PROXY_WANTS_LOGIN = 407;

    private final Vertx vertx;
    private final Context loop;
    private final HttpClientAgent client;
    private final TransportSettings settings;
    private final Set<Exchange> underWay = new HashSet<>();
    private volatile boolean closed;

    /// Opens no connection yet.
    ///
    /// @throws IllegalArgumentException if the trust store cannot be read
    public VertxTransport(TransportSettings settings) {
        vertx = Vertx.vertx(options());
        loop = vertx.getOrCreateContext();
        client = Clients.open(vertx, settings);
        this.settings = settings;
    }

    /// One event loop carries far more than Teams admits; nothing is read through Vert.x' file cache.
    private static VertxOptions options() {
        return new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(2)
                .setUseDaemonThread(true)
                .setBlockedThreadCheckInterval(TimeUnit.MINUTES.toMillis(1))
                .setFileSystemOptions(new FileSystemOptions()
                        .setClassPathResolvingEnabled(false)
                        .setFileCachingEnabled(false));
    }

    @Override
    public HttpAnswer send(HttpCall call) {
        Exchange exchange = new Exchange(call, loop, underWay, settings.maxAnswerBytes());
        RequestOptions options = request(call);
        try {
            loop.runOnContext(onLoop -> start(exchange, options));
        } catch (RejectedExecutionException shutDown) {
            throw new TransportException(Written.NO, "the transport is closed", shutDown);
        }
        return letThrough(call, exchange.await());
    }

    /// A 407 is the proxy's: the request went no further.
    private HttpAnswer letThrough(HttpCall call, HttpAnswer answer) {
        ProxySettings proxy = settings.proxy();
        if (answer.status() == PROXY_WANTS_LOGIN && proxy != null && proxy.carries(call.uri())) {
            String advice =
                    proxy.user() == null ? "wants a login: configure its user and password" : "refused the login";
            throw new TransportException(
                    Written.NO, "the proxy " + proxy + " " + advice, new IOException("HTTP " + answer.status()));
        }
        return answer;
    }

    private void start(Exchange exchange, RequestOptions options) {
        if (closed) {
            exchange.closed();
        } else {
            exchange.start(client, options);
        }
    }

    private static RequestOptions request(HttpCall call) {
        URI uri = call.uri();
        boolean tls = "https".equalsIgnoreCase(uri.getScheme());
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.valueOf(call.method()))
                .setSsl(tls)
                .setHost(withoutBrackets(uri.getHost()))
                .setPort(uri.getPort() >= 0 ? uri.getPort() : tls ? 443 : 80)
                .setURI(pathAndQuery(uri))
                .setFollowRedirects(false);
        call.headers().forEach(options::putHeader);
        return options;
    }

    static String withoutBrackets(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static String pathAndQuery(URI uri) {
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        loop.runOnContext(onLoop -> List.copyOf(underWay).forEach(Exchange::closed));
        vertx.close().await();
    }
}
