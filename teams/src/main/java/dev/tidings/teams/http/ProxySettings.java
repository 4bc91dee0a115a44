package dev.tidings.teams.http;

import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An HTTP proxy, with the name and password it asks for.
///
/// @param user the name for Basic authentication, or null if the proxy asks for none
/// @param password the password that goes with it
/// @param direct hosts that are reached without the proxy, matched exactly
public record ProxySettings(
        String host,
        int port,
        @Nullable String user,
        @Nullable String password,
        Set<String> direct) {

    public ProxySettings {
        if (host.isBlank() || port < 1 || port > 65_535) {
            throw new IllegalArgumentException("a proxy needs a host and a port from 1 to 65535");
        }
        if ((user == null) != (password == null)) {
            throw new IllegalArgumentException("a proxy's user and password go together");
        }
        direct = Set.copyOf(direct);
    }

    /// A proxy that asks for no name; loopback is reached directly.
    public static ProxySettings of(String host, int port) {
        return new ProxySettings(host, port, null, null, Set.of("localhost", "127.0.0.1", "[::1]"));
    }

    /// The same with a name and a password.
    public ProxySettings withLogin(String name, String secret) {
        return new ProxySettings(host, port, name, secret, direct);
    }

    /// Whether a request to this address goes through the proxy.
    public boolean carries(URI uri) {
        return uri.getHost() == null || !direct.contains(uri.getHost());
    }

    /// Leaves name and password out.
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
