package dev.tidings.teams.http;

import dev.tidings.teams.http.TransportException.Written;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/// The transport on the JDK's own client: HTTP/1.1, kept-alive connections, nothing to add to the class path.
///
/// A request is taken as not written only if its connection was never opened, if a proxy refused it, or if
/// the client never took the body from it, which it does after the connection is open and before anything of
/// the body leaves.
///
/// A proxy that wants a login for `https` needs Basic authentication over CONNECT, which the JDK switches off
/// unless the system property `jdk.http.auth.tunneling.disabledSchemes` is set to an empty value: this
/// transport sets it if it has such a login and nobody has set it. The JDK reads it once, at the first use of
/// `java.net.http` in the process, so where something else uses that first, start Java with
/// `-Djdk.http.auth.tunneling.disabledSchemes=`.
public final class JdkTransport implements HttpTransport {
    private static final String TUNNEL_SCHEMES = "jdk.http.auth.tunneling.disabledSchemes";
    private static final int PROXY_WANTS_LOGIN = 407;

    private final TransportSettings settings;
    private final HttpClient client;
    private final @Nullable String proxyAuthorization;
    private final Map<String, Semaphore> connections = new ConcurrentHashMap<>();

    /// A transport with the [defaults][TransportSettings#defaults()].
    public JdkTransport() {
        this(TransportSettings.defaults());
    }

    /// @throws IllegalArgumentException if the trust store cannot be read
    public JdkTransport(TransportSettings settings) {
        this.settings = settings;
        this.proxyAuthorization = authorization(settings.proxy());
        if (proxyAuthorization != null && System.getProperty(TUNNEL_SCHEMES) == null) {
            System.setProperty(TUNNEL_SCHEMES, "");
        }
        this.client = client(settings);
    }

    @Override
    public HttpAnswer send(HttpCall call) {
        long deadline = System.nanoTime() + call.timeout().toNanos();
        Semaphore free = connections.computeIfAbsent(
                call.uri().getAuthority(), origin -> new Semaphore(settings.maxConnectionsPerHost()));
        acquire(free, deadline);
        try {
            return exchange(call, deadline);
        } finally {
            free.release();
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private static void acquire(Semaphore free, long deadline) {
        try {
            if (!free.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                throw new TransportException(
                        Written.NO, "no free connection within the time-out", new TimeoutException());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new TransportException(Written.NO, "interrupted", interrupted);
        }
    }

    private HttpAnswer exchange(HttpCall call, long deadline) {
        TrackedBody body = new TrackedBody(call.body());
        CompletableFuture<HttpResponse<String>> answer =
                client.sendAsync(request(call, body), head -> new BoundedBody(settings.maxAnswerBytes()));
        try {
            HttpResponse<String> whole = answer.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            requireLetThrough(call, whole.statusCode());
            return new HttpAnswer(whole.statusCode(), whole.headers().map(), whole.body());
        } catch (ExecutionException failed) {
            throw failure(failed.getCause() == null ? failed : failed.getCause(), body);
        } catch (TimeoutException late) {
            answer.cancel(true);
            throw new TransportException(written(late, body), "no answer within " + call.timeout(), late);
        } catch (InterruptedException interrupted) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new TransportException(written(interrupted, body), "interrupted", interrupted);
        }
    }

    private HttpRequest request(HttpCall call, TrackedBody body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(call.uri()).method(call.method(), body);
        call.headers().forEach(request::setHeader);
        if (proxyAuthorization != null && proxied(call)) {
            request.setHeader("Proxy-Authorization", proxyAuthorization);
        }
        return request.build();
    }

    private boolean proxied(HttpCall call) {
        ProxySettings proxy = settings.proxy();
        return proxy != null && proxy.carries(call.uri());
    }

    /// A 407 is the proxy's: the request went no further.
    private void requireLetThrough(HttpCall call, int status) {
        if (status == PROXY_WANTS_LOGIN && proxied(call)) {
            String advice = proxyAuthorization == null
                    ? " wants a login: configure its user and password"
                    : " refused the login: check user and password, and for https start Java with -D" + TUNNEL_SCHEMES
                            + "=";
            throw new TransportException(
                    Written.NO, "the proxy " + settings.proxy() + advice, new IOException("HTTP " + status));
        }
    }

    private static TransportException failure(Throwable cause, TrackedBody body) {
        if (cause instanceof IOException || cause instanceof RuntimeException) {
            String name = cause.getClass().getSimpleName();
            String message = cause.getMessage() == null ? name : name + ": " + cause.getMessage();
            return new TransportException(written(cause, body), message, cause);
        }
        throw new IllegalStateException("the HTTP client failed", cause);
    }

    private static Written written(Throwable cause, TrackedBody body) {
        boolean neverConnected = cause instanceof ConnectException
                || cause instanceof HttpConnectTimeoutException
                || cause instanceof UnresolvedAddressException;
        return neverConnected || body.kept() ? Written.NO : Written.MAYBE;
    }

    /// The client's own work is short and never waits, so it is done by whoever finds it: the caller, or the
    /// thread that watches the connections. Handing each step to another thread, even a virtual one, costs as
    /// much as all the rest of a call.
    private static HttpClient client(TransportSettings settings) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .executor(Runnable::run)
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.connectTimeout());
        if (settings.proxy() != null) {
            builder.proxy(new OneProxy(settings.proxy()));
        } else {
            builder.proxy(HttpClient.Builder.NO_PROXY);
        }
        if (settings.trustStore() != null) {
            builder.sslContext(
                    sslContext(TrustedCertificates.with(settings.trustStore(), settings.trustStorePassword())));
        }
        return builder.build();
    }

    private static SSLContext sslContext(TrustManager trusted) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {trusted}, null);
            return context;
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this JDK has no TLS", missing);
        }
    }

    private static @Nullable String authorization(@Nullable ProxySettings proxy) {
        if (proxy == null || proxy.user() == null) {
            return null;
        }
        byte[] login = (proxy.user() + ":" + proxy.password()).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(login);
    }

    /// Sends everything through one proxy, except what is reached directly.
    private static final class OneProxy extends ProxySelector {
        private final ProxySettings settings;

        OneProxy(ProxySettings settings) {
            this.settings = settings;
        }

        @Override
        public List<Proxy> select(URI uri) {
            return List.of(
                    settings.carries(uri)
                            ? new Proxy(Proxy.Type.HTTP, new InetSocketAddress(settings.host(), settings.port()))
                            : Proxy.NO_PROXY);
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException failure) {
            // The call itself reports it.
        }
    }
}
