package dev.tidings.teams.http;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How a transport connects: time-outs, bounds, proxy and trusted certificates.
///
/// @param connectTimeout how long to wait for a connection to be opened; positive
/// @param maxConnectionsPerHost how many connections may be open to one host, one request each; further
///     requests wait
/// @param maxAnswerBytes the longest body that is read; a longer one is an answer that did not come
/// @param proxy the proxy that every request goes through, or null for none
/// @param trustStore a PEM or PKCS12 file with certificates trusted besides the JDK's own, or null for the
///     JDK's alone
/// @param trustStorePassword the password of a PKCS12 file, or null if it has none
public record TransportSettings(
        Duration connectTimeout,
        int maxConnectionsPerHost,
        int maxAnswerBytes,
        @Nullable ProxySettings proxy,
        @Nullable Path trustStore,
        @Nullable String trustStorePassword) {

    /// How long a connection may take to open, unless told otherwise.
    public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    /// How many connections to one host, unless told otherwise: more than the service permits requests per
    /// second.
    public static final int MAX_CONNECTIONS_PER_HOST = 512;

    /// The longest answer that is read, unless told otherwise: 8 MiB.
    public static final int MAX_ANSWER_BYTES = 8 * 1024 * 1024;

    public TransportSettings {
        if (connectTimeout.isNegative() || connectTimeout.isZero()) {
            throw new IllegalArgumentException("connectTimeout must be positive, not " + connectTimeout);
        }
        if (maxConnectionsPerHost < 1) {
            throw new IllegalArgumentException("maxConnectionsPerHost must be at least 1");
        }
        if (maxAnswerBytes < 1) {
            throw new IllegalArgumentException("maxAnswerBytes must be at least 1");
        }
    }

    /// The defaults: no proxy, the JDK's trusted certificates.
    public static TransportSettings defaults() {
        return new TransportSettings(CONNECT_TIMEOUT, MAX_CONNECTIONS_PER_HOST, MAX_ANSWER_BYTES, null, null, null);
    }

    /// The same with another connect time-out.
    public TransportSettings withConnectTimeout(Duration timeout) {
        return new TransportSettings(
                timeout, maxConnectionsPerHost, maxAnswerBytes, proxy, trustStore, trustStorePassword);
    }

    /// The same with another bound of connections to one host.
    public TransportSettings withMaxConnectionsPerHost(int connections) {
        return new TransportSettings(
                connectTimeout, connections, maxAnswerBytes, proxy, trustStore, trustStorePassword);
    }

    /// The same with another bound of an answer's length.
    public TransportSettings withMaxAnswerBytes(int bytes) {
        return new TransportSettings(
                connectTimeout, maxConnectionsPerHost, bytes, proxy, trustStore, trustStorePassword);
    }

    /// The same through a proxy.
    public TransportSettings withProxy(ProxySettings through) {
        return new TransportSettings(
                connectTimeout, maxConnectionsPerHost, maxAnswerBytes, through, trustStore, trustStorePassword);
    }

    /// The same, trusting the certificates of a PEM or PKCS12 file too.
    public TransportSettings withTrustStore(Path file, @Nullable String password) {
        return new TransportSettings(connectTimeout, maxConnectionsPerHost, maxAnswerBytes, proxy, file, password);
    }

    /// Leaves the password out.
    @Override
    public String toString() {
        return "TransportSettings[connectTimeout=" + connectTimeout + ", maxConnectionsPerHost=" + maxConnectionsPerHost
                + ", maxAnswerBytes=" + maxAnswerBytes + ", proxy=" + proxy + ", trustStore=" + trustStore + "]";
    }
}
